"""Likely repeats: the same account, address, people, or nearly the same words."""

from typing import Any

import pytest

from fund.accounts.roles import Role
from grants.applications import actions
from grants.applications.casework.shingles import likeness, shingles
from grants.applications.casework.similar import likenesses_of
from grants.applications.models import Application, TextBand
from grants.organisations.actions import give_bank_account
from tests.factories import make_conflict, make_draft, make_organisation, make_user
from tests.grants.applications.test_views import client_of, page

pytestmark = pytest.mark.django_db
STORY = (
    "We will open the old chapel three evenings a week for young people from both estates, with a cook, two "
    "youth workers and a music teacher, and we will keep it open through the winter holidays as well."
)


def sent(words: str, **fields: Any) -> Application:
    lead = make_user()
    row = make_draft(organisation=make_organisation(lead, **fields), by=lead)
    actions.save_answers(row, {"what-will-you-do": words, "summary": words[:20]}, by=lead)
    actions.submit_application(row, by=lead)
    return Application.objects.get(pk=row.pk)


def says(row: Application) -> list[str]:
    return [match.says for match in likenesses_of(row, make_user(Role.GRANTS_OFFICER))]


def test_nearly_the_same_words_find_each_other() -> None:
    one = sent(STORY)
    two = sent(STORY.replace("winter", "summer"))
    sent("A choir for everybody who likes to sing and has never dared to, every Tuesday in the library hall.")
    assert actions.index_answer_text() == 3
    assert actions.index_answer_text() == 0
    officer = make_user(Role.GRANTS_OFFICER)
    found = likenesses_of(one, officer)
    assert [match.application for match in found] == [two]
    assert "word for word" in found[0].says
    assert two.reference in page(client_of(officer).get(f"/staff/applications/{one.reference}/"))
    make_conflict(two, officer)
    assert likenesses_of(one, officer) == []


def test_the_most_alike_comes_first() -> None:
    one, less, most = sent(STORY), sent(f"{STORY} And a little more of it at the end."), sent(STORY)
    sent(f"{STORY} And more.")
    actions.index_answer_text()
    found = likenesses_of(one, make_user(Role.GRANTS_OFFICER))
    assert [match.application for match in found][::2] == [most, less]


def test_text_too_short_to_compare_is_printed_once() -> None:
    sent("Dig.")
    assert (actions.index_answer_text(), actions.index_answer_text()) == (1, 0)
    assert TextBand.objects.get().key == ""


def test_likeness_of_texts() -> None:
    assert likeness(shingles("One two three four five"), shingles("one, TWO three; four five!")) == 1
    assert likeness(shingles("One two three four"), shingles("five six seven eight")) == 0
    assert likeness(shingles(""), shingles("")) == 0


def test_same_bank_account_address_and_people_are_said() -> None:
    place = {"address": "12 Elm Street", "postcode": "WN71AA"}
    one, two = sent(STORY, **place), sent("Other words", address="12, elm street", postcode="WN71AA")
    for row in (one, two):
        give_bank_account(row.organisation, account_name="A", sort_code="20-00-00", account_number="12345678",
                          by=row.started_by)  # fmt: skip
    two.organisation.memberships.create(user=one.started_by)
    assert says(one) == [
        "The same bank account",
        "The same address",
        f"{one.started_by} belongs to both groups",
    ]


def test_other_accounts_and_addresses_are_no_match() -> None:
    one = sent(STORY, address="12 Elm Street", postcode="WN71AA")
    two = sent("Other words", address="14 Elm Street", postcode="WN71AA")
    for row, number in ((one, "12345678"), (two, "12345679")):
        give_bank_account(row.organisation, account_name="A", sort_code="20-00-00", account_number=number,
                          by=row.started_by)  # fmt: skip
    assert says(one) == []
    assert "12345678" not in one.organisation.bank_accounts.get().fingerprint
