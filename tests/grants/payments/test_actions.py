"""Paid once, by two people, within their limits, and only when every condition holds."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from fund.accounts.roles import Role
from fund.audit.models import Event
from fund.common.errors import Refused
from fund.notifications.models import Letter
from grants.awards.actions import add_requirement, end_award, suspend_award
from grants.awards.models import Award
from grants.awards.states import AwardState
from grants.ledger.balances import paid_to, promised_to
from grants.ledger.checking import run_checks
from grants.organisations.models import BankAccount
from grants.payments import actions
from grants.payments.models import Payment
from grants.payments.states import PaymentState, RunState
from tests.factories import (
    make_award,
    make_bank_account,
    make_finance,
    make_met_milestone,
    make_payment,
    make_user,
)

pytestmark = pytest.mark.django_db


def what_is_wrong() -> list[str]:
    return [sentence for _check, found in run_checks() for sentence in found]


def test_payment_goes_all_the_way_and_completes_the_grant() -> None:
    payment = make_payment(state=PaymentState.PAID)
    award = Award.objects.get()
    assert (payment.state, award.state) == (PaymentState.PAID, AwardState.COMPLETED)
    assert paid_to(award.commitment) == Decimal("1000.00")
    kinds = list(Letter.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds[-3:] == ["payments/on_its_way", "payments/paid", "awards/completed"]
    assert what_is_wrong() == []


def test_two_milestones_are_paid_to_the_penny() -> None:
    award = make_award(milestones=[333, 667])
    make_payment(make_met_milestone(award, 1), state=PaymentState.PAID)
    award.refresh_from_db()
    assert award.state == AwardState.ACTIVE
    make_payment(make_met_milestone(award, 2), state=PaymentState.PAID)
    award.refresh_from_db()
    assert award.state == AwardState.COMPLETED
    assert what_is_wrong() == []


def test_raise_needs_a_limit() -> None:
    milestone = make_met_milestone()
    make_bank_account(milestone.award.organisation)
    with pytest.raises(Refused, match="Your limit for raising is £999 a payment"):
        actions.raise_payment(milestone, by=make_finance(limit=999))
    with pytest.raises(Refused, match="Only finance officers"):
        actions.raise_payment(milestone, by=make_user(Role.GRANTS_OFFICER))


def test_raise_once_while_one_lives() -> None:
    payment = make_payment()
    with pytest.raises(Refused, match=f"Payment {payment} of it is “Raised” already"):
        actions.raise_payment(payment.milestone, by=make_finance())
    with pytest.raises(Refused, match="Cancel it instead"):
        actions.refuse_payment(payment, reason="Wrong day", by=payment.raised_by)
    actions.refuse_payment(payment, reason="Wrong day", by=make_finance(Role.FINANCE_APPROVER))
    assert actions.raise_payment(payment.milestone, by=make_finance()).state == PaymentState.RAISED


def test_approver_is_another_within_a_limit() -> None:
    payment = make_payment()
    both = make_finance(Role.FINANCE_APPROVER)
    Payment.objects.filter(pk=payment.pk).update(raised_by=both)
    with pytest.raises(Refused, match="You raised it, so someone else must approve it"):
        actions.approve_payment(payment, by=both)
    with pytest.raises(Refused, match="Your limit for approving is £999"):
        actions.approve_payment(payment, by=make_finance(Role.FINANCE_APPROVER, limit=999))
    with pytest.raises(Refused, match="Only finance approvers"):
        actions.approve_payment(payment, by=make_finance())


def test_conditions_are_checked_again_when_approving() -> None:
    payment = make_payment()
    suspend_award(payment.award, reason="A worry.", by=make_user(Role.FUND_MANAGER))
    with pytest.raises(Refused, match="The grant is “Suspended”, not live"):
        actions.approve_payment(payment, by=make_finance(Role.FINANCE_APPROVER))


def test_bank_account_that_changed_stops_approval() -> None:
    payment = make_payment()
    BankAccount.objects.update(state="superseded")
    make_bank_account(payment.award.organisation, ending="9999")
    with pytest.raises(Refused, match="has changed since this was raised"):
        actions.approve_payment(payment, by=make_finance(Role.FINANCE_APPROVER))


def test_cancel_leaves_the_run() -> None:
    payment = make_payment(state=PaymentState.APPROVED)
    finance = make_finance()
    run = actions.make_run([payment], by=finance)
    actions.cancel_payment(payment, reason="Not now", by=finance)
    with pytest.raises(Refused, match="no payment left"):
        actions.export_run(run, by=finance)
    run.refresh_from_db()
    assert run.state == RunState.CANCELLED
    assert Event.objects.filter(verb="run_cancelled", by=finance).count() == 1


def test_run_goes_on_while_a_payment_is_left_in_it() -> None:
    first, second = make_payment(state=PaymentState.APPROVED), make_payment(state=PaymentState.APPROVED)
    finance = make_finance()
    run = actions.make_run([first, second], by=finance)
    actions.cancel_payment(first, reason="Not now", by=finance)
    run.refresh_from_db()
    assert run.state == RunState.PREPARED


def test_payment_is_in_one_run() -> None:
    payment = make_payment(state=PaymentState.APPROVED)
    run = actions.make_run([payment], by=make_finance())
    with pytest.raises(Refused, match=f"is in {run} already"):
        actions.make_run([payment], by=make_finance())
    with pytest.raises(Refused, match="Choose at least one"):
        actions.make_run([], by=make_finance())


def test_run_needs_approved_payments() -> None:
    with pytest.raises(Refused, match="“Raised”, not approved"):
        actions.make_run([make_payment()], by=make_finance())


def test_export_sends_once_and_gives_the_same_bytes_again() -> None:
    payment = make_payment(state=PaymentState.APPROVED)
    finance = make_finance()
    run = actions.make_run([payment], by=finance)
    first = actions.export_run(run, by=finance)
    assert first.decode().splitlines() == [
        "Sort code,Account number,Account name,Amount,Reference",
        f"200000,12345678,Our Group,1000.00,{payment.reference}",
    ]
    assert actions.export_run(run, by=finance) == first
    run.refresh_from_db()
    assert (run.state, len(run.sha256)) == (RunState.SENT, 64)
    assert list(Event.objects.about(run).order_by("pk").values_list("verb", flat=True)) == [
        "run_made",
        "run_sent",
        "run_exported_again",
    ]
    assert Letter.objects.filter(kind="payments/on_its_way").count() == 1


@pytest.mark.parametrize("role", [Role.GRANTS_OFFICER, Role.FUND_MANAGER, Role.AUDITOR, Role.ADMINISTRATOR])
def test_export_is_for_finance_alone(role: Role) -> None:
    run = actions.make_run([make_payment(state=PaymentState.APPROVED)], by=make_finance())
    with pytest.raises(Refused, match="Only finance"):
        actions.export_run(run, by=make_user(role))


def test_export_stops_for_a_payment_that_may_no_longer_go() -> None:
    payment = make_payment(state=PaymentState.APPROVED)
    run = actions.make_run([payment], by=make_finance())
    suspend_award(payment.award, reason="A worry.", by=make_user(Role.FUND_MANAGER))
    with pytest.raises(Refused, match=f"Payment {payment} can't go: The grant is “Suspended”"):
        actions.export_run(run, by=make_finance())
    payment.refresh_from_db()
    assert payment.state == PaymentState.APPROVED


def test_bank_details_stand_nowhere_but_in_the_file() -> None:
    make_payment(state=PaymentState.PAID)
    said = [str(event.data) for event in Event.objects.all()]
    said += [letter.body_text + letter.body_html for letter in Letter.objects.all()]
    assert not any("12345678" in text or "200000" in text for text in said)


def test_result_is_applied_once() -> None:
    payment = make_payment(state=PaymentState.SENT)
    today = timezone.localdate()
    assert actions.mark_paid(payment, on=today, by=None) is True
    events = Event.objects.count()
    assert actions.mark_paid(payment, on=today, by=None) is False
    assert actions.mark_run_paid(payment.run, on=today, by=None) == 0  # type: ignore[arg-type]
    assert Event.objects.count() == events
    assert paid_to(payment.award.commitment) == Decimal("1000.00")
    with pytest.raises(Refused, match="not paid after all"):
        actions.mark_failed(payment, reason="No such account", by=None)


def test_run_settles_when_all_results_are_in() -> None:
    award = make_award(milestones=[400, 600])
    payments = [make_payment(make_met_milestone(award, n), state=PaymentState.APPROVED) for n in (1, 2)]
    finance = make_finance()
    run = actions.make_run(payments, by=finance)
    actions.export_run(run, by=finance)
    payments[0].refresh_from_db()
    actions.mark_failed(payments[0], reason="No such account", by=finance)
    run.refresh_from_db()
    assert run.state == RunState.SENT
    assert actions.mark_run_paid(run, on=timezone.localdate(), by=finance) == 1
    run.refresh_from_db()
    assert run.state == RunState.SETTLED
    again = actions.raise_payment(payments[0].milestone, by=finance)
    assert again.reference != payments[0].reference
    assert what_is_wrong() == []


def test_paid_day_is_between_sending_and_today() -> None:
    payment = make_payment(state=PaymentState.SENT)
    today = timezone.localdate()
    for wrong, words in ((today + timedelta(days=1), "future"), (today - timedelta(days=1), "before it was")):
        with pytest.raises(Refused, match=words):
            actions.mark_paid(payment, on=wrong, by=None)


def test_money_comes_back_within_what_was_paid() -> None:
    payment = make_payment(state=PaymentState.PAID)
    finance, today = make_finance(), timezone.localdate()
    actions.record_recovery(payment, amount=Decimal(300), reason="Unspent", received_on=today, by=finance)
    with pytest.raises(Refused, match="between £0.01 and £700"):
        actions.record_recovery(
            payment, amount=Decimal("700.01"), reason="Unspent", received_on=today, by=finance
        )
    assert paid_to(payment.award.commitment) == Decimal("700.00")
    assert what_is_wrong() == []


def test_paid_by_mistake_is_reversed_and_paid_again() -> None:
    payment = make_payment(state=PaymentState.PAID)
    award, today, by = payment.award, timezone.localdate(), make_finance()
    actions.mark_not_paid(payment, reason="The bank sent it back.", on=today, by=by)
    payment.refresh_from_db()
    award.refresh_from_db()
    assert (payment.state, payment.paid_on, award.state) == (PaymentState.FAILED, None, AwardState.ACTIVE)
    assert paid_to(award.commitment) == Decimal(0)
    assert list(award.commitment.entries.values_list("kind", flat=True)) == ["offer", "payment", "reversal"]
    letter = Letter.objects.get(kind="payments/not_paid")
    assert "The bank sent it back." in letter.body_text
    assert "still promised" in letter.body_text
    with pytest.raises(Refused, match="“Failed”, not paid"):
        actions.mark_not_paid(payment, reason="Again.", on=today, by=by)
    assert what_is_wrong() == []
    again = make_payment(payment.milestone, state=PaymentState.PAID)
    award.refresh_from_db()
    assert (again.state, award.state) == (PaymentState.PAID, AwardState.COMPLETED)
    assert what_is_wrong() == []


def test_not_paid_after_all_needs_a_reason_a_day_and_the_whole_payment() -> None:
    payment = make_payment(state=PaymentState.PAID)
    today, by = timezone.localdate(), make_finance()
    for reason, day, words in (
        (" ", today, "what happened"),
        ("Sent back.", today + timedelta(days=1), "The day is between"),
        ("Sent back.", today - timedelta(days=1), "The day is between"),
    ):
        with pytest.raises(Refused, match=words):
            actions.mark_not_paid(payment, reason=reason, on=day, by=by)
    actions.record_recovery(payment, amount=Decimal(1), reason="Unspent", received_on=today, by=by)
    with pytest.raises(Refused, match="it did arrive"):
        actions.mark_not_paid(payment, reason="Sent back.", on=today, by=by)


def test_not_paid_after_all_lets_the_money_of_an_ended_grant_go() -> None:
    award = make_award(milestones=[400, 600])
    payment = make_payment(make_met_milestone(award, 1), state=PaymentState.PAID)
    manager = make_user(Role.FUND_MANAGER)
    end_award(award, reason="The group has closed.", by=manager)
    actions.mark_not_paid(payment, reason="Sent back.", on=timezone.localdate(), by=make_finance())
    award.refresh_from_db()
    assert award.state == AwardState.ENDED_EARLY
    assert (promised_to(award.commitment), paid_to(award.commitment)) == (Decimal(0), Decimal(0))
    assert "will not be paid again" in Letter.objects.get(kind="payments/not_paid").body_text
    assert what_is_wrong() == []


def test_grant_cannot_end_while_money_is_on_its_way() -> None:
    payment = make_payment(state=PaymentState.SENT)
    with pytest.raises(Refused, match=f"Payment {payment} is sent to bank"):
        end_award(payment.award, reason="Stop", by=make_user(Role.FUND_MANAGER))


def test_open_requirement_holds_up_what_it_gates() -> None:
    award = make_award(milestones=[400, 600])
    officer = make_user(Role.GRANTS_OFFICER)
    one, two = (make_met_milestone(award, number) for number in (1, 2))
    add_requirement(award, text="Insurance certificate", milestone=one, by=officer)
    make_bank_account(award.organisation)
    with pytest.raises(Refused, match="A requirement is still open: Insurance certificate"):
        actions.raise_payment(one, by=make_finance())
    assert actions.raise_payment(two, by=make_finance()).amount == Decimal("600.00")


def test_nobody_sets_their_own_limit() -> None:
    admin = make_user(Role.ADMINISTRATOR)
    with pytest.raises(Refused, match="Nobody sets their own limit"):
        actions.set_limit(admin, may_raise=Decimal(1), may_approve=Decimal(1), by=admin)


def test_letters_name_the_account_and_carry_none_of_its_digits() -> None:
    for state in (PaymentState.SENT, PaymentState.PAID):
        make_payment(state=state)
    failed = make_payment(state=PaymentState.SENT)
    actions.mark_failed(failed, reason="Closed.", by=failed.raised_by)
    letters = Letter.objects.filter(kind__startswith="payments/")
    assert {letter.kind for letter in letters} == {
        f"payments/{name}" for name in ("on_its_way", "paid", "failed")
    }
    for letter in letters:
        assert "your account “Our Group”" in letter.body_text
        assert "5678" not in letter.body_text + letter.body_html
