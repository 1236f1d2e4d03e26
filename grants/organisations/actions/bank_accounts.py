"""Where money may be sent: given by a lead, verified by a finance officer, replaced by a newer one."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from fund.accounts.models import User
from fund.audit.actions import record
from fund.common.errors import Refused
from fund.common.locks import lock
from fund.common.transitions import move
from fund.notifications.actions import queue_letter
from grants.organisations import rules
from grants.organisations.bank import BankDetails, fingerprint, read_details, same_details, seal
from grants.organisations.models import BankAccount, Organisation
from grants.organisations.states import BANK_ACCOUNT_MOVES, BankAccountState, MemberRole


@transaction.atomic
def give_bank_account(
    organisation: Organisation, *, account_name: str, sort_code: str, account_number: str, by: User
) -> BankAccount:
    """A lead gives an account. The one in use stays in use until this one is verified.

    Every lead is told, so that a change nobody asked for is noticed.
    """
    if not rules.can_lead(by, organisation):
        raise Refused("Only a lead can give the group's bank account.")
    if organisation.is_test:
        raise Refused("A test group has no bank account: no money ever goes to it.")
    details = read_details(sort_code, account_number)
    for waiting in _hold_accounts(organisation).filter(state=BankAccountState.SUBMITTED):
        _move(waiting, BankAccountState.SUPERSEDED)
    account = BankAccount.objects.create(
        organisation=organisation,
        account_name=account_name.strip(),
        secret=seal(details),
        fingerprint=fingerprint(details),
        ending=details.account_number[-4:],
        given_by=by,
    )
    record("bank_account_given", organisation, by=by)
    _write_to_leads("bank_account_given", account, by=by)
    return account


@transaction.atomic
def verify_bank_account(account: BankAccount, *, heard: BankDetails, call_back: str, by: User) -> None:
    """Verify after a call-back. `heard` is what the group read out; it must be what was given.

    Money may go there after BANK_COOLING_OFF_DAYS. The account in use until now is replaced.
    """
    if not call_back.strip():
        raise Refused("Write whom you called, on which number, and when.", field="call_back")
    accounts = _hold_accounts(account.organisation)
    row = accounts.get(pk=account.pk)
    if not rules.can_verify(by, row):
        raise Refused("Somebody else in finance must verify this account.")
    if not same_details(row, heard):
        raise Refused(
            "These are not the details that were given. Do not pay; ask the group.", field="sort_code"
        )
    for current in accounts.filter(state=BankAccountState.VERIFIED):
        _move(current, BankAccountState.SUPERSEDED)
    now = timezone.now()
    usable = now + timedelta(days=settings.BANK_COOLING_OFF_DAYS)
    _move(
        account,
        BankAccountState.VERIFIED,
        call_back=call_back.strip(),
        verified_by=by,
        verified_at=now,
        usable_from=usable,
    )
    record("bank_account_verified", row.organisation, by=by)
    _write_to_leads("bank_account_verified", account, by=by)


@transaction.atomic
def block_bank_account(account: BankAccount, *, reason: str, by: User) -> None:
    """Let no money go to this account, for instance when fraud is feared."""
    if not reason.strip():
        raise Refused("Write why.", field="reason")
    row = _hold_accounts(account.organisation).get(pk=account.pk)
    if not rules.can_block(by, row):
        raise Refused("This account can't be blocked by you, or is not in use.")
    _move(account, BankAccountState.BLOCKED)
    record("bank_account_blocked", account.organisation, by=by, reason=reason.strip())


def _hold_accounts(organisation: Organisation) -> QuerySet[BankAccount]:
    """The group's accounts, locked in primary-key order after the group, as whoever pays locks them too."""
    lock(organisation)
    accounts = BankAccount.objects.filter(organisation=organisation)
    list(accounts.select_for_update().order_by("pk"))
    return accounts


def _move(account: BankAccount, to: BankAccountState, **fields: object) -> None:
    move(account, to, moves=BANK_ACCOUNT_MOVES, **fields)


def _write_to_leads(letter: str, account: BankAccount, *, by: User) -> None:
    """The letter names the account by its name only: not even its last digits travel by mail."""
    group = account.organisation
    leads = group.people.filter(memberships__organisation=group, memberships__role=MemberRole.LEAD)
    for lead in leads.filter(is_active=True).distinct():
        facts = {
            "group": group,
            "account_name": account.account_name,
            "by": by,
            "usable": account.usable_from,
        }
        queue_letter(f"organisations/{letter}", to=lead, context=facts)
