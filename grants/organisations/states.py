"""Who people are in their group, and how far a bank account has come."""

from decimal import Decimal

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
# The same, said to the person themselves.
YOU_MAY: dict[str, str] = {
    MemberRole.LEAD: "do everything: add people, accept offers, give the bank account, write and send",
    MemberRole.EDITOR: "write and send applications and evidence, and keep the group's facts",
    MemberRole.VIEWER: "read everything, and change nothing",
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


class IncomeBand(TextChoices):
    """What came in during the last full year; the first is for groups that have not had one."""

    NEW = "new", "We have not had a full year yet"
    SMALL = "small", "Under £1,000"
    TO_10 = "to10k", "£1,000 to £9,999"
    TO_25 = "to25k", "£10,000 to £24,999"
    TO_100 = "to100k", "£25,000 to £99,999"
    TO_500 = "to500k", "£100,000 to £499,999"
    MORE = "more", "£500,000 or more"

    @classmethod
    def of(cls, amount: Decimal) -> "IncomeBand":
        """The band in which an income lies."""
        ends = ((1_000, cls.SMALL), (10_000, cls.TO_10), (25_000, cls.TO_25), (100_000, cls.TO_100))
        return next((band for end, band in (*ends, (500_000, cls.TO_500)) if amount < end), cls.MORE)


class DocumentKind(TextChoices):
    GOVERNING = "governing", "Governing document"
    ACCOUNTS = "accounts", "Latest accounts"
    SAFEGUARDING = "safeguarding", "Safeguarding policy"
    INSURANCE = "insurance", "Public liability insurance"
    EQUALITY = "equality", "Equality policy"
    HEALTH = "health", "Health and safety policy"
    DATA = "data", "Data protection policy"
    OTHER = "other", "Something else"


class CharityStatus(TextChoices):
    """In this order, so that a registered charity sorts before one that was removed."""

    REGISTERED = "registered", "Registered"
    REMOVED = "removed", "Removed"


class FactName(TextChoices):
    """What is known of a group and can be said to be still right, one by one."""

    NAME = "name", "Name"
    LEGAL_FORM = "legal_form", "Kind"
    CHARITY_NUMBER = "charity_number", "Charity number"
    COMPANY_NUMBER = "company_number", "Company number"
    ADDRESS = "address", "Address"
    WEBSITE = "website", "Website"
    PURPOSES = "purposes", "What it is for"
    INCOME = "income", "Income in the last full year"


class BankAccountState(TextChoices):
    SUBMITTED = "submitted", "Waiting to be verified"
    VERIFIED = "verified", "Verified"
    SUPERSEDED = "superseded", "Superseded"
    BLOCKED = "blocked", "Blocked"


BANK_ACCOUNT_MOVES: dict[str, frozenset[str]] = {
    BankAccountState.SUBMITTED: frozenset(
        {BankAccountState.VERIFIED, BankAccountState.BLOCKED, BankAccountState.SUPERSEDED}
    ),
    BankAccountState.VERIFIED: frozenset({BankAccountState.SUPERSEDED, BankAccountState.BLOCKED}),
    BankAccountState.SUPERSEDED: frozenset(),
    BankAccountState.BLOCKED: frozenset(),
}
