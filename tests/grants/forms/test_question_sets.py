"""Question sets: kept once, put into a form when it is frozen."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from fund.accounts.roles import Role
from fund.accounts.sync import sync_roles
from fund.common.errors import Refused
from grants.forms.conditions import named_in
from grants.forms.models import QuestionSet
from grants.funding.actions import freeze_form, pending_changes, publish_form
from grants.funding.models import Round
from grants.funding.question_sets import rounds_using
from tests.factories import add_question, make_question_set, make_round, make_user, rule_on
from tests.grants.forms.questions import condition_json_of

pytestmark = pytest.mark.django_db
WORKS, SAFE = "Do you work with children?", "Who keeps them safe?"


def _round_with(question_set: QuestionSet, **fields: Any) -> Round:
    round_ = make_round(**fields)
    add_question(round_, "question_set", question_set)
    return round_


def _labels(round_: Round) -> list[str]:
    return [question.label for question in freeze_form(round_).definition]


def _relabel(question_set: QuestionSet, number: int, words: str) -> None:
    question_set.questions[number].value["label"] = words
    question_set.save()


def test_set_stands_in_the_frozen_form_with_its_rule() -> None:
    version = freeze_form(_round_with(make_question_set()))
    asked = [question for question in version.definition if question.label in (WORKS, SAFE)]
    assert [question.id for question in asked] == ["do-you-work-with-children", "who-keeps-them-safe"]
    rule = {
        "all": [{"question": "do-you-work-with-children", "test": "is", "kind": "text", "values": ["yes"]}]
    }
    assert condition_json_of(asked[1].show_if) == rule


def test_rule_after_a_set_may_look_at_its_questions() -> None:
    round_ = _round_with(make_question_set())
    add_question(
        round_, "short_text", {"label": "More", "limit": 100, "show_if": rule_on(SAFE, "answered", "")}
    )
    assert "More" in _labels(round_)
    more = next(question for question in freeze_form(round_).definition if question.label == "More")
    assert named_in([more.show_if]) == {"who-keeps-them-safe"}


def test_changed_set_leaves_the_frozen_form_until_it_is_published() -> None:
    question_set = make_question_set()
    round_ = _round_with(question_set)
    frozen = freeze_form(round_)
    _relabel(question_set, 1, "Who looks after them?")
    assert Round.objects.get(pk=round_.pk).form_version == frozen
    changed = "“Who keeps them safe?” now reads “Who looks after them?”."
    assert changed in pending_changes(round_)
    published = publish_form(round_, by=make_user(Role.FUND_MANAGER))
    newest = {question.id: question.label for question in published.definition}
    assert newest["who-keeps-them-safe"] == "Who looks after them?"
    frozen.refresh_from_db()
    assert SAFE in [question.label for question in frozen.definition]


def test_set_taken_out_and_put_back_keeps_the_ids_of_its_questions() -> None:
    question_set = make_question_set()
    round_ = _round_with(question_set)
    before = [question.id for question in freeze_form(round_).definition]
    questions = round_.form.questions[0].value["questions"]
    del questions[-1]
    round_.form.save()
    assert WORKS not in _labels(round_)
    add_question(round_, "question_set", question_set)
    assert [question.id for question in freeze_form(round_).definition] == before


def test_set_twice_in_a_form_is_refused() -> None:
    question_set = make_question_set(name="Safe places")
    round_ = _round_with(question_set)
    add_question(round_, "question_set", question_set, section=1)
    with pytest.raises(Refused, match="The question set “Safe places” stands twice in the form."):
        freeze_form(round_)


def test_form_whose_set_is_gone_is_refused_in_words() -> None:
    question_set = make_question_set()
    round_ = _round_with(question_set)
    question_set.delete()
    round_.refresh_from_db()
    with pytest.raises(Refused, match="A question set of this form is gone"):
        freeze_form(round_)


def test_rounds_using_a_set_are_those_to_come_and_open() -> None:
    question_set = make_question_set()
    round_ = _round_with(question_set)
    make_round()
    assert rounds_using(question_set) == [round_]


@pytest.fixture
def manager() -> Client:
    sync_roles()
    client = Client()
    client.force_login(make_user(Role.FUND_MANAGER, is_staff=True))
    return client


def _posted(*labels: str, name: str = "Safe places", **changes: str) -> dict[str, str]:
    """A set of short texts as the admin posts it."""
    data = {"name": name, "description": "For work with children.", "questions-count": str(len(labels))}
    for number, label in enumerate(labels):
        stem = f"questions-{number}"
        data |= {f"{stem}-deleted": "", f"{stem}-order": str(number), f"{stem}-type": "short_text",
                 f"{stem}-id": "", f"{stem}-value-label": label, f"{stem}-value-hint": "",
                 f"{stem}-value-limit": "100"}  # fmt: skip
        for rule in ("show_if", "required_if"):
            data |= {f"{stem}-value-{rule}-join": "all", f"{stem}-value-{rule}-conditions-count": "0"}
    return {**data, **changes}


def test_manager_makes_a_set_and_finds_it_in_the_round(manager: Client) -> None:
    response = manager.post(reverse("question_sets:add"), _posted("Who keeps children safe?"))
    assert response.status_code == 302, response.context["form"].errors
    assert QuestionSet.objects.get().labels == ["Who keeps children safe?"]
    assert "Safe places" in manager.get(reverse("rounds:edit", args=[make_round().pk])).content.decode()


def test_set_that_would_break_a_form_is_not_saved(manager: Client) -> None:
    question_set = make_question_set()
    round_ = _round_with(question_set, name="Big ideas")
    add_question(
        round_, "short_text", {"label": "More", "limit": 100, "show_if": rule_on(SAFE, "answered", "")}
    )
    address = reverse("question_sets:edit", args=[question_set.pk])
    html = manager.post(address, _posted("Something else", name=question_set.name)).content.decode()
    assert "This would break the form of" in html
    assert QuestionSet.objects.get().labels == [WORKS, SAFE]


def test_rule_about_a_question_outside_the_set_is_refused(manager: Client) -> None:
    stem = "questions-0-value-show_if-conditions"
    rule = {f"{stem}-count": "1", f"{stem}-0-deleted": "", f"{stem}-0-order": "0", f"{stem}-0-id": "",
            f"{stem}-0-type": "condition", f"{stem}-0-value-question": "How much do you need?",
            f"{stem}-0-value-test": "answered", f"{stem}-0-value-value": ""}  # fmt: skip
    html = manager.post(reverse("question_sets:add"), _posted("Why?", **rule)).content.decode()
    assert "which is not in the form" in html
    assert not QuestionSet.objects.exists()


def test_saving_a_set_of_an_open_round_leads_to_publishing(manager: Client) -> None:
    question_set = make_question_set()
    round_ = _round_with(question_set)
    freeze_form(round_)
    address = reverse("question_sets:edit", args=[question_set.pk])
    data = _posted("Who keeps children safe?", name=question_set.name)
    html = manager.post(address, data, follow=True).content.decode()
    assert reverse("funding:publish", args=[round_.slug]) in html
