"""Finance in the browser: raise, approve, send, results, and asking again before money moves."""

from collections.abc import Callable
from urllib.parse import quote

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group
from django.utils import timezone

from fund.accounts.roles import Role
from grants.organisations.states import BankAccountState
from grants.payments.actions import mark_failed
from grants.payments.models import Payment, PaymentRun
from grants.payments.states import PaymentState, RunState
from tests.factories import (
    make_award,
    make_bank_account,
    make_conflict,
    make_finance,
    make_met_milestone,
    make_organisation,
    make_payment,
    make_user,
    prove_second_step,
)
from tests.visiting import client_of

pytestmark = pytest.mark.django_db


def test_money_goes_out_through_the_screens() -> None:
    milestone = make_met_milestone()
    make_bank_account(milestone.award.organisation)
    raiser, approver = make_finance(), make_finance(Role.FINANCE_APPROVER)
    one, two = client_of(raiser), client_of(approver)
    address = f"/staff/payments/raise/{milestone.award.reference}/1/"
    assert address in one.get("/staff/payments/").content.decode()
    one.post(address)
    payment = Payment.objects.get()
    assert "Approve" in two.get("/staff/payments/").content.decode()
    two.post(f"/staff/payments/{payment}/approve/")
    one.post("/staff/payments/runs/new/", {"payments": [payment.reference]})
    run = PaymentRun.objects.get()
    file = one.post(f"/staff/payments/runs/{run}/export/")
    assert file["Content-Disposition"] == f'attachment; filename="{run}.csv"'
    assert b"200000,12345678" in file.content
    assert one.post(f"/staff/payments/runs/{run}/export/").content == file.content
    today = timezone.localdate().isoformat()
    one.post(f"/staff/payments/runs/{run}/results/", {"on": today})
    one.post(f"/staff/payments/runs/{run}/results/", {"on": today})
    payment.refresh_from_db()
    run.refresh_from_db()
    assert (payment.state, run.state) == (PaymentState.PAID, RunState.SETTLED)


def test_mistaken_result_is_put_right_on_the_screen() -> None:
    payment = make_payment(state=PaymentState.PAID)
    client = client_of(make_finance())
    page = client.get(f"/staff/payments/{payment}/").content.decode()
    assert "Enter that it was not paid after all" in page
    address = f"/staff/payments/{payment}/not-paid/"
    today = timezone.localdate().isoformat()
    assert "What happened?" in client.post(address, {"reason": "", "on": today}).content.decode()
    assert client.post(address, {"reason": "Wrong line.", "on": today}).status_code == 302
    page = client.get(f"/staff/payments/{payment}/").content.decode()
    assert "Wrong line." in page
    assert "Enter that it was not paid" not in page
    home = client.get("/staff/payments/").content.decode()
    assert f"/staff/payments/raise/{payment.award.reference}/1/" in home


def test_home_says_why_a_milestone_cannot_be_paid() -> None:
    make_met_milestone()
    page = client_of(make_finance()).get("/staff/payments/").content.decode()
    assert "The group has given no bank account." in page


def test_raiser_is_told_that_another_must_approve() -> None:
    payment = make_payment()
    both = make_finance(Role.FINANCE_APPROVER)
    Payment.objects.update(raised_by=both)
    page = client_of(both).get("/staff/payments/").content.decode()
    assert "You raised it, so someone else must approve it." in page
    refused = client_of(both).post(f"/staff/payments/{payment}/approve/").content.decode()
    assert "someone else must approve it" in refused


def test_who_sends_nothing_is_shown_no_form() -> None:
    """A form without a button says to who listens that something can be done here."""
    make_payment(state=PaymentState.APPROVED)
    auditor, finance = make_user(Role.AUDITOR), make_finance()
    offered = 'action="/staff/payments/runs/new/"'
    shown = {
        user.pk: offered in client_of(user).get("/staff/payments/").content.decode()
        for user in (auditor, finance)
    }
    assert shown == {auditor.pk: False, finance.pk: True}


def test_run_of_nothing_says_so() -> None:
    make_payment(state=PaymentState.APPROVED)
    page = client_of(make_finance()).post("/staff/payments/runs/new/", {}).content.decode()
    assert "Choose at least one payment" in page


def test_dangerous_acts_ask_again(settings: object) -> None:
    payment = make_payment(state=PaymentState.APPROVED)
    user = make_finance(Role.FINANCE_APPROVER)
    user.groups.add(Group.objects.get_or_create(name=Role.FUND_MANAGER.value)[0])
    client = client_of(user)
    group, round_ = payment.award.organisation, payment.award.round
    settings.RELAX_SECOND_FACTOR = False  # type: ignore[attr-defined]
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    prove_second_step(client, user)
    bank = f"/staff/groups/{group.slug}/bank-account/"
    money = [f"/staff/payments/{payment}/{act}/" for act in ("approve", "not-paid")]
    for address in (*money, bank, f"/staff/grants/release/{round_.slug}/"):
        again = f"/accounts/reauthenticate/?next={quote(address, safe='')}"
        assert client.get(address)["Location"] == again
        if address != bank:
            assert client.post(address, {})["Location"] == again
    heard = {"call_back": "Rang.", "sort_code": "20-00-00", "account_number": "55382211"}
    assert client.post(bank, heard)["Location"] == bank
    assert "55382211" not in str(dict(client.session))
    payment.refresh_from_db()
    assert payment.state == PaymentState.APPROVED


def test_who_approves_again_sees_that_money_may_have_gone_already() -> None:
    first = make_payment(state=PaymentState.SENT)
    mark_failed(first, reason="The account was closed.", by=first.raised_by)
    again = make_payment(first.milestone)
    client = client_of(make_finance(Role.FINANCE_APPROVER))
    for address in (f"/staff/payments/{again}/", f"/staff/payments/{again}/approve/"):
        page = client.get(address).content.decode()
        assert "Raised before for the same milestone" in page
        assert f"{first}</a>, £1,000: failed" in page
        assert "The account was closed." in page
    assert "Raised before" not in client.get(f"/staff/payments/{make_payment()}/").content.decode()


def test_bank_details_stand_on_no_screen() -> None:
    payment = make_payment(state=PaymentState.PAID)
    client = client_of(make_finance())
    for address in ("", "all/", f"{payment}/", f"runs/{payment.run}/", "payments.csv"):
        response = client.get(f"/staff/payments/{address}")
        body = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
        assert b"12345678" not in body
        assert b"200000" not in body


def test_conflict_hides_payment_and_its_run() -> None:
    payment = make_payment(state=PaymentState.SENT)
    user = make_finance()
    make_conflict(payment.award.decision.application, user)  # type: ignore[union-attr]
    client = client_of(user)
    for address in (f"{payment}/", f"runs/{payment.run}/"):
        assert client.get(f"/staff/payments/{address}").status_code == 404
    assert payment.reference not in client.get("/staff/payments/all/").content.decode()
    assert client.post(f"/staff/payments/runs/{payment.run}/export/").status_code == 404


def test_home_leads_to_each_bank_account_that_waits() -> None:
    waiting, verified = make_organisation(name="Canal Angels"), make_organisation(name="Lamp Room")
    make_bank_account(waiting, state=BankAccountState.SUBMITTED, ending="4223", verified_by=None)
    make_bank_account(verified)
    client = client_of(make_finance())
    today = client.get("/staff/").content.decode()
    assert 'href="/staff/payments/#verify"' in today
    page = client.get("/staff/payments/").content.decode()
    section = page.partition('id="verify"')[2].partition("</ul>")[0]
    assert f'href="/staff/groups/{waiting.slug}/#bank"' in section
    assert "ending 4223" in section
    assert "Lamp Room" not in section


@pytest.mark.parametrize("count", [1, 3])
def test_home_and_list_cost_the_same_queries(count: int, django_assert_num_queries: Callable) -> None:
    lead = make_user()
    for _ in range(count):
        for state in (PaymentState.RAISED, PaymentState.APPROVED, PaymentState.SENT):
            make_payment(make_met_milestone(make_award(lead=lead)), state=state)
        make_met_milestone(make_award(lead=lead))
        make_bank_account(make_organisation(), state=BankAccountState.SUBMITTED, verified_by=None)
    client = client_of(make_finance(Role.FINANCE_APPROVER))
    client.get("/staff/payments/")
    with django_assert_num_queries(22):
        client.get("/staff/payments/")
    with django_assert_num_queries(6):
        client.get("/staff/payments/all/")
