"""Rules in a real browser: questions that appear as one answers, and the editor where rules are written."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from fund.accounts.roles import Role
from fund.accounts.sync import sync_roles
from grants.funding.actions import freeze_form
from grants.funding.models import Round
from tests.browsing import Visitor
from tests.factories import (
    add_question,
    make_draft,
    make_question_set,
    make_round,
    make_user,
    rule_on,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# What lies in a folded panel is reached by script, as it is by a person who unfolds it.
CHOOSE = """(select, words) => {
  select.value = words;
  select.dispatchEvent(new Event("change", { bubbles: true }));
}"""
RENAME = """(field, words) => {
  field.dispatchEvent(new FocusEvent("focusin", { bubbles: true }));
  field.value = words;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}"""
WORKS, SAFE = "Do you work with children?", "Who keeps them safe?"


def _round_with_rules(**fields: Any) -> Round:
    """A set with a rule inside; a question that hangs on the hidden one; and one that is needed by answer."""
    round_ = make_round(**fields)
    add_question(round_, "question_set", make_question_set(name="Safe places"))
    hangs = {"label": "Since when?", "required": False, "limit": 50, "show_if": rule_on(SAFE, "answered", "")}
    needed = {
        "label": "Anything else?",
        "required": True,
        "limit": 50,
        "required_if": rule_on(WORKS, "is", "no"),
    }
    for value in (hangs, needed):
        add_question(round_, "short_text", {"hint": "", **value})
    freeze_form(round_)
    return round_


def _questions(page: Page) -> dict[str, Locator]:
    ids = {"safe": "who-keeps-them-safe", "since": "since-when", "else": "anything-else"}
    return {name: page.locator(f"#question-{each}") for name, each in ids.items()}


def test_questions_appear_and_labels_follow_the_answers(visit: Callable[..., Visitor]) -> None:
    row = make_draft(_round_with_rules(), ready=False)
    visitor = visit(row.started_by)
    visitor.open(f"/my/applications/{row.reference}/section/your-idea/")
    asked, works = _questions(visitor.page), visitor.page.get_by_role("group", name=WORKS)
    expect(asked["safe"]).to_be_hidden()
    expect(asked["since"]).to_be_hidden()
    expect(asked["else"].locator("label")).to_have_text("Anything else? (optional)")
    works.get_by_label("Yes").check()
    expect(asked["safe"]).to_be_visible()
    expect(asked["since"]).to_be_hidden()
    asked["safe"].get_by_role("textbox").fill("Asha")
    expect(asked["since"]).to_be_visible()
    visitor.look()
    works.get_by_label("No").check()
    expect(asked["safe"]).to_be_hidden()
    expect(asked["since"]).to_be_hidden()
    expect(asked["else"].locator("label")).to_have_text("Anything else? (must be answered)")
    asked["else"].get_by_role("textbox").fill("No")
    visitor.look()
    visitor.press("Save and continue")
    answers = {each.question: each.value for each in row.response.answers.exclude(value__in=["", None])}
    assert answers.get("anything-else") == "No"


def test_without_script_the_server_brings_questions_up(visit: Callable[..., Visitor]) -> None:
    row = make_draft(_round_with_rules(), ready=False)
    visitor = visit(row.started_by, script=False)
    visitor.open(f"/my/applications/{row.reference}/section/your-idea/")
    assert not visitor.page.get_by_label(SAFE).is_visible()
    visitor.page.get_by_role("group", name=WORKS).get_by_label("Yes").check(force=True)
    visitor.press("Save and continue")
    assert visitor.reads("One more question")
    assert visitor.page.get_by_label(SAFE).is_visible()


def _rule_select(page: Page, words: str) -> Locator:
    """The list of earlier questions in the rule of the question that is called so."""
    labels = page.locator('input[name$="-value-label"]')
    name = next(each.get_attribute("name") for each in labels.all() if each.input_value() == words)
    stem = str(name).removesuffix("-label")
    return page.locator(f'input[name^="{stem}-"][data-earlier-question]').first.locator(
        "xpath=preceding-sibling::select"
    )


def _offered(select: Locator) -> list[str]:
    select.dispatch_event("pointerdown")
    return [str(option.text_content()) for option in select.locator("option").all()]


def test_editor_chooses_among_earlier_questions_and_a_rule_follows_new_words(
    visit: Callable[..., Visitor],
) -> None:
    sync_roles()
    round_ = _round_with_rules()
    visitor = visit(make_user(Role.FUND_MANAGER, is_staff=True))
    page = visitor.page
    visitor.open(f"/admin/rounds/edit/{round_.pk}/#tab-questions")
    since = _rule_select(page, "Since when?")
    since.wait_for(state="attached")
    offered = _offered(since)
    assert offered[0] == "Choose a question"
    assert {"What is your idea called?", WORKS, SAFE} <= set(offered)
    assert not {"Since when?", "Anything else?", "How much do you need?"} & set(offered)
    assert since.input_value() == SAFE
    # In a new condition a question is chosen, and it follows when its words change.
    needed = _rule_select(page, "Anything else?")
    _offered(needed)
    needed.evaluate(CHOOSE, "Since when?")
    labels = page.locator('input[name$="-value-label"]')
    next(each for each in labels.all() if each.input_value() == "Since when?").evaluate(
        RENAME, "Since which year?"
    )
    assert needed.input_value() == "Since which year?"
    assert "Since which year?" in _offered(needed)
    with page.expect_navigation():
        page.locator("form[data-edit-form] button[type=submit], footer button[type=submit]").first.click()
    frozen = Round.objects.get(pk=round_.pk)
    rules = [q.value["required_if"]["conditions"] for q in frozen.form.questions[0].value["questions"]
             if getattr(q.value, "get", None) and q.value.get("label") == "Anything else?"]  # fmt: skip
    assert rules[0][0].value["question"] == "Since which year?"
