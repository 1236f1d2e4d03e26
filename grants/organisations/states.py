"""Who people are in their group, and how far a bank account has come."""

from django.db.models import TextChoices


class MemberRole(TextChoices):
    LEAD = "lead", "Lead"
    EDITOR = "editor", "Editor"
    VIEWER = "viewer", "Viewer"


# What each role may do, said to the people who have it and to those who give it.
ROLE_WORDS: dict[str, str] = {
    MemberRole.LEAD: "Everything: adds people, accepts offers, gives the bank account, writes and sends",
    MemberRole.EDITOR: "Writes and sends applications and evidence, and keeps the group's facts",
    MemberRole.VIEWER: "Reads everything and changes nothing",
}


class InvitationState(TextChoices):
    WAITING = "waiting", "Waiting for an answer"
    ACCEPTED = "accepted", "Accepted"
    REVOKED = "revoked", "Taken back"


INVITATION_MOVES: dict[str, frozenset[str]] = {
    InvitationState.WAITING: frozenset({InvitationState.ACCEPTED, InvitationState.REVOKED}),
    InvitationState.ACCEPTED: frozenset(),
    InvitationState.REVOKED: frozenset(),
}


class JoinRequestState(TextChoices):
    WAITING = "waiting", "Waiting for an answer"
    APPROVED = "approved", "Approved"
    REFUSED = "refused", "Refused"
    WITHDRAWN = "withdrawn", "Taken back"


JOIN_REQUEST_MOVES: dict[str, frozenset[str]] = {
    JoinRequestState.WAITING: frozenset(
        {JoinRequestState.APPROVED, JoinRequestState.REFUSED, JoinRequestState.WITHDRAWN}
    ),
    JoinRequestState.APPROVED: frozenset(),
    JoinRequestState.REFUSED: frozenset(),
    JoinRequestState.WITHDRAWN: frozenset(),
}


class LegalForm(TextChoices):
    GROUP = "group", "Community group without a legal form of its own"
    CHARITY = "charity", "Registered charity"
    CIO = "cio", "Charitable incorporated organisation"
    CIC = "cic", "Community interest company"
    COMPANY = "company", "Company limited by guarantee"
    SOCIETY = "society", "Co-operative or community benefit society"
    SCHOOL = "school", "School or college"
    PARISH = "parish", "Parish or town council"
    FAITH = "faith", "Faith group"
    OTHER = "other", "Something else"


class BankAccountState(TextChoices):
    GIVEN = "given", "Waiting to be verified"
    VERIFIED = "verified", "Verified"
    REPLACED = "replaced", "Replaced"
    BLOCKED = "blocked", "Blocked"


BANK_ACCOUNT_MOVES: dict[str, frozenset[str]] = {
    BankAccountState.GIVEN: frozenset(
        {BankAccountState.VERIFIED, BankAccountState.BLOCKED, BankAccountState.REPLACED}
    ),
    BankAccountState.VERIFIED: frozenset({BankAccountState.REPLACED, BankAccountState.BLOCKED}),
    BankAccountState.REPLACED: frozenset(),
    BankAccountState.BLOCKED: frozenset(),
}
