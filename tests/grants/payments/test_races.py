"""Two people with the same money at the same moment, on a database that lets them try."""

from decimal import Decimal

import pytest
from django.utils import timezone

from fund.accounts.models import User
from fund.accounts.roles import Role
from grants.applications.actions import withdraw_application
from grants.applications.models import Application
from grants.applications.states import ApplicationState
from grants.assessment.states import DecisionState
from grants.awards.actions import accept_award, end_award, lapse_award, release_and_offer
from grants.awards.models import Award, Milestone
from grants.awards.states import AwardState
from grants.funding.models import Round
from grants.ledger.balances import paid_to, promised_in
from grants.ledger.checking import run_checks
from grants.organisations.actions import block_bank_account, give_bank_account, verify_bank_account
from grants.organisations.bank import read_details
from grants.organisations.models import BankAccount
from grants.organisations.states import BankAccountState
from grants.payments import actions
from grants.payments.models import Payment, PaymentRun
from grants.payments.states import PaymentState, RunState
from tests.factories import (
    make_application,
    make_award,
    make_bank_account,
    make_decision,
    make_finance,
    make_met_milestone,
    make_organisation,
    make_panel,
    make_payment,
    make_round,
    make_user,
)
from tests.threads import several_writers, together

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    several_writers,
]


def payment(pk: int) -> Payment:
    return Payment.objects.get(pk=pk)


def wrong_in_the_books() -> list[str]:
    return [line for _check, lines in run_checks() for line in lines]


def approvers(count: int) -> list[User]:
    return [make_finance(Role.FINANCE_APPROVER) for _ in range(count)]


def test_approved_once_and_never_by_two() -> None:
    pk = make_payment().pk
    assert together(*[lambda by=by: actions.approve_payment(payment(pk), by=by) for by in approvers(3)]) == 1


def test_raised_once() -> None:
    milestone, by = make_met_milestone(), make_finance()
    make_bank_account(milestone.award.organisation)
    assert together(*[lambda: actions.raise_payment(milestone, by=by)] * 4) == 1
    assert Payment.objects.count() == 1


def test_payment_is_in_one_run_and_the_run_sent_or_the_payment_cancelled() -> None:
    row = make_payment(state=PaymentState.APPROVED)
    assert together(*[lambda: actions.make_run([payment(row.pk)], by=row.raised_by)] * 3) == 1
    run = PaymentRun.objects.get()
    together(
        lambda: actions.export_run(PaymentRun.objects.get(pk=run.pk), by=row.raised_by),
        lambda: actions.cancel_payment(payment(row.pk), reason="No.", by=row.raised_by),
        lambda: actions.export_run(PaymentRun.objects.get(pk=run.pk), by=row.raised_by),
    )
    run.refresh_from_db()
    states = (run.state, payment(row.pk).state)
    assert states in [(RunState.SENT, PaymentState.SENT), (RunState.CANCELLED, PaymentState.CANCELLED)]


def test_result_is_applied_once_however_it_comes() -> None:
    row, today = make_payment(state=PaymentState.SENT), timezone.localdate()
    run, by = row.run, row.raised_by
    assert run is not None
    together(
        lambda: actions.mark_paid(payment(row.pk), on=today, by=by),
        lambda: actions.mark_run_paid(PaymentRun.objects.get(pk=run.pk), on=today, by=by),
        lambda: actions.mark_failed(payment(row.pk), reason="Closed.", by=by),
        lambda: actions.mark_paid(payment(row.pk), on=today, by=by),
    )
    paid = payment(row.pk).state == PaymentState.PAID
    assert paid_to(row.award.commitment) == (row.amount if paid else Decimal(0))
    assert wrong_in_the_books() == []


def test_no_more_comes_back_than_went_out() -> None:
    row, today = make_payment(state=PaymentState.PAID), timezone.localdate()
    back = {"amount": row.amount, "reason": "Not needed.", "received_on": today, "by": row.raised_by}
    assert together(*[lambda: actions.record_recovery(payment(row.pk), **back)] * 3) == 1
    assert wrong_in_the_books() == []


def test_payment_is_reversed_once_and_never_what_came_back_too() -> None:
    row, today = make_payment(state=PaymentState.PAID), timezone.localdate()
    back = {"amount": row.amount, "reason": "Not needed.", "received_on": today, "by": row.raised_by}

    def undo() -> None:
        actions.mark_not_paid(payment(row.pk), reason="Sent back.", on=today, by=row.raised_by)

    done = together(undo, lambda: actions.record_recovery(payment(row.pk), **back), undo)
    assert (done, paid_to(row.award.commitment)) == (1, Decimal(0))
    assert wrong_in_the_books() == []


def test_grant_that_ends_is_not_paid_at_that_moment() -> None:
    milestone, by, manager = make_met_milestone(), make_finance(), make_user(Role.FUND_MANAGER)
    make_bank_account(milestone.award.organisation)
    together(
        lambda: actions.raise_payment(Milestone.objects.get(pk=milestone.pk), by=by),
        lambda: end_award(Award.objects.get(pk=milestone.award_id), reason="Closed.", by=manager),
    )
    ended = Award.objects.get(pk=milestone.award_id).state == AwardState.ENDED_EARLY
    assert Payment.objects.exists() != ended
    assert wrong_in_the_books() == []


def test_offer_is_accepted_or_lapses() -> None:
    lead, manager = make_user(), make_user(Role.FUND_MANAGER)
    row = make_award(lead=lead, state=AwardState.OFFERED)
    acts = [
        lambda: accept_award(Award.objects.get(pk=row.pk), name=lead.full_name, by=lead),
        lambda: lapse_award(Award.objects.get(pk=row.pk), by=manager),
        lambda: accept_award(Award.objects.get(pk=row.pk), name=lead.full_name, by=lead),
    ]
    assert together(*acts) == 1
    assert wrong_in_the_books() == []


def ready_round(applications: int, lead: User) -> tuple[Round, list[Application]]:
    round_ = make_round(allocation=1000 * applications)
    make_panel(round_)
    rows = [
        make_application(
            round_, make_organisation(lead), state=ApplicationState.UNDER_ASSESSMENT, amount=Decimal(1000)
        )
        for _ in range(applications)
    ]
    for row in rows:
        make_decision(row, state=DecisionState.AGREED)
    return round_, rows


def test_released_once_and_never_what_was_withdrawn() -> None:
    lead = make_user()
    round_, rows = ready_round(2, lead)
    managers = [make_user(Role.FUND_MANAGER) for _ in range(2)]
    together(
        *[lambda by=by: release_and_offer(round_.panel, by=by) for by in managers],
        lambda: withdraw_application(Application.objects.get(pk=rows[1].pk), by=lead),
    )
    offered = {award.reference for award in Award.objects.all()}
    withdrawn = set(
        Application.objects.filter(state=ApplicationState.WITHDRAWN).values_list("reference", flat=True)
    )
    assert not offered & withdrawn
    assert promised_in(round_) == 1000 * len(offered)
    assert wrong_in_the_books() == []


def test_bank_account_is_verified_as_the_newest_or_not_at_all() -> None:
    lead = make_user()
    group = make_organisation(lead)
    facts = {"account_name": "Our Group", "sort_code": "200000", "account_number": "12345678"}
    first = give_bank_account(group, **facts, by=lead)
    heard, officers = read_details("200000", "12345678"), [make_user(Role.FINANCE_OFFICER) for _ in range(2)]
    together(
        *[
            lambda by=by: verify_bank_account(
                BankAccount.objects.get(pk=first.pk), heard=heard, call_back="Rang.", by=by
            )
            for by in officers
        ],
        lambda: give_bank_account(group, **{**facts, "account_number": "87654321"}, by=lead),
    )
    states = sorted(group.bank_accounts.values_list("state", flat=True))
    assert states in [["submitted", "superseded"], ["submitted", "verified"]]


def test_blocked_account_gets_no_money_that_was_not_on_its_way() -> None:
    row = make_payment(state=PaymentState.APPROVED)
    actions.make_run([row], by=row.raised_by)
    run, officer = PaymentRun.objects.get(), make_user(Role.FINANCE_OFFICER)
    together(
        lambda: block_bank_account(
            BankAccount.objects.get(pk=row.bank_account_id), reason="Fraud.", by=officer
        ),
        lambda: actions.export_run(PaymentRun.objects.get(pk=run.pk), by=row.raised_by),
    )
    assert BankAccount.objects.get().state == BankAccountState.BLOCKED
    assert payment(row.pk).state in (PaymentState.APPROVED, PaymentState.SENT)
