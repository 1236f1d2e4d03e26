"""“Is it right for us?”, as somebody without an account takes it, and what becomes of the answers."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from fund.accounts.roles import Role
from grants.applications.actions import save_answers, start_application, submit_application
from grants.applications.models import Application, EligibilityCheck
from grants.funding.models import Round
from grants.places.models import Postcode
from tests.factories import (
    good_answers,
    make_neighbourhood,
    make_organisation,
    make_round,
    make_user,
    make_ward,
)
from tests.visiting import page

pytestmark = pytest.mark.django_db
GOOD = {"kind": "charity", "postcode": "wn1 1aa", "amount": "£1,500", "time": "yes"}


def take(client: Client, round_: Round, **answers: str) -> str:
    return page(client.post(f"/funding-check/{round_.slug}/", {**GOOD, **answers}, follow=True))


@pytest.fixture
def round_(db: None) -> Round:
    """A round for charities in one neighbourhood, £100 to £2,000."""
    place = make_neighbourhood(name="Canalside")
    ward = make_ward(name="Lock Ward", parent=place)
    Postcode.objects.create(key="WN11AA", area=ward)
    Postcode.objects.create(key="WN22BB", area=make_ward(name="Hill Ward"))
    Postcode.objects.create(key="M11AA")
    row = make_round(name="Small sums", eligible_forms=["charity", "cio"], months=12)
    row.eligible_areas.add(place)
    return row


def test_check_made_from_the_rounds_own_facts_fits(client: Client, round_: Round) -> None:
    html = page(client.get(f"/funding-check/{round_.slug}/"))
    assert "Could you do it within 12 months of starting?" in html
    text = take(client, round_)
    assert "It looks right for you" in text
    assert f'href="/my/apply/{round_.slug}/"' in text
    assert "£1,500" in text
    assert "WN1 1AA" in text


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ({"kind": "school"}, "This round is for these kinds of group: Registered charity; Charitable"),
        ({"postcode": "WN2 2BB"}, "This round helps only Canalside."),
        ({"postcode": "M1 1AA"}, "This round helps only Canalside."),
        ({"amount": "2001"}, "In this round you can ask for £100 to £2,000."),
        ({"time": "no"}, "This round pays for work of up to 12 months."),
    ],
)
def test_each_reason_is_said_in_plain_words(
    client: Client, round_: Round, answers: dict[str, str], reason: str
) -> None:
    text = take(client, round_, **answers)
    assert "It may not be right for you" in text
    assert reason in text
    assert text.count("<li>This round") + text.count("<li>In this round") == 1


def test_postcode_that_is_not_held_is_not_held_against_anybody(client: Client, round_: Round) -> None:
    text = take(client, round_, postcode="WN9 9ZZ")
    assert "It looks right for you" in text
    assert "We don&#x27;t know that postcode" in text or "We don't know that postcode" in text


def test_other_rounds_that_would_fit_are_named(client: Client, round_: Round) -> None:
    now = timezone.now()
    make_round(name="Big sums", least=Decimal(2001), most=Decimal(60000))
    soon: dict[str, Any] = {"opens_at": now + timedelta(days=20), "closes_at": now + timedelta(days=60)}
    make_round(name="Soon sums", most=Decimal(9000), **soon)
    make_round(name="For schools", most=Decimal(9000), eligible_forms=["school"])
    make_round(name="Far away", most=Decimal(9000), opens_at=now + timedelta(days=300), closes_at=None)
    make_round(name="Over", most=Decimal(9000), closes_at=now - timedelta(days=1))
    text = take(client, round_, amount="5000")
    named = [name for name in ("Big sums", "Soon sums", "For schools", "Far away", "Over") if name in text]
    assert named == ["Big sums", "Soon sums"]


def test_answers_that_make_no_sense_are_asked_again(client: Client, round_: Round) -> None:
    response = client.post(f"/funding-check/{round_.slug}/", {**GOOD, "postcode": "here", "amount": "lots"})
    html = page(response)
    assert "<title>Error: " in html
    assert "Enter a full postcode, like WN1 1AA" in html
    assert 'value="here"' in html
    assert client.get(f"/funding-check/{round_.slug}/answer/").status_code == 302


def test_editors_questions_replace_the_usual_ones(client: Client, round_: Round) -> None:
    choices = [{"words": "A new idea", "fits": True}, {"words": "More of the same", "fits": False}]
    no_new = "It is for new ideas <b>only</b>."
    round_.eligibility_questions = [  # type: ignore[assignment]
        ("choice", {"label": "What is it?", "hint": "", "choices": choices, "reason": no_new}),
        ("yes_no", {"label": "Is it for profit?", "hint": "", "fits_when": "no", "reason": "No profit."}),
        ("amount", {"label": "How much?", "hint": "", "reason": ""}),
    ]
    round_.save()
    html = page(client.get(f"/funding-check/{round_.slug}/"))
    assert "What kind of group" not in html
    names = [f"q-{block.id}" for block in Round.objects.get(pk=round_.pk).eligibility_questions]
    answers = dict(zip(names, ("More of the same", "yes", "50000"), strict=True))
    text = page(client.post(f"/funding-check/{round_.slug}/", answers, follow=True))
    for reason in ("It is for new ideas &lt;b&gt;only", "No profit.", "you can ask for £100 to £2,000"):
        assert reason in text


def test_facts_carry_into_the_group_and_the_application(round_: Round) -> None:
    lead = make_user()
    client = Client()
    take(client, round_)
    client.force_login(lead)
    html = page(client.get(f"/my/groups/new/?for={round_.slug}"))
    assert 'value="WN1 1AA"' in html
    assert '<option value="charity" selected>' in html
    group = make_organisation(lead, legal_form="charity")
    client.post(f"/my/apply/{round_.slug}/", {"group": group.slug})
    row = Application.objects.get()
    assert row.response.answers.get().question == "amount"
    assert row.response.answers.get().value == "1,500"
    assert row.eligibility_check.fits
    said = [line["answer"] for line in row.eligibility_check.rows]
    assert said == ["Registered charity", "WN1 1AA", "£1,500", "Yes"]


def test_officer_sees_what_the_group_said(round_: Round) -> None:
    lead, officer = make_user(), make_user(Role.GRANTS_OFFICER)
    group = make_organisation(lead, legal_form="charity")
    row = start_application(round_, group, by=lead)
    said = [{"question": "How much?", "answer": "£9,000", "fits": False}]
    EligibilityCheck.objects.create(application=row, rows=said, fits=False, answered_at=timezone.now())
    save_answers(row, good_answers(round_.eligible_areas.get().wards.get()), by=lead)
    submit_application(row, by=lead)
    client = Client()
    client.force_login(officer)
    text = page(client.get(f"/staff/applications/{row.reference}/check/"))
    assert "What they said in “Is it right for us?”" in text
    assert "£9,000" in text


@pytest.mark.parametrize("others", [1, 3])
def test_answer_costs_the_same_whatever_else_is_open(
    client: Client, round_: Round, others: int, django_assert_num_queries: Any
) -> None:
    for _number in range(others):
        make_round()
    take(client, round_)
    with django_assert_num_queries(12):
        client.get(f"/funding-check/{round_.slug}/answer/")


def test_archived_round_has_no_check(client: Client) -> None:
    now = timezone.now()
    row = make_round(archived_at=now, closes_at=now - timedelta(days=1))
    assert client.get(f"/funding-check/{row.slug}/").status_code == 404
