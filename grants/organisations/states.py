"""Who people are in their group, and how far a bank account has come."""

from django.db.models import TextChoices


class MemberRole(TextChoices):
    LEAD = "lead", "Lead"
    EDITOR = "editor", "Editor"
    VIEWER = "viewer", "Viewer"


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
