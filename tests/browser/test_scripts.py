"""The small scripts of the frame, tried on a page of our own fields."""

from collections.abc import Callable

import pytest
from django import forms
from django.template import RequestContext, Template
from django.test import RequestFactory
from playwright.sync_api import Dialog

from fund.common.forms import BaseForm, WordsField
from tests.browsing import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


# An address of the site that the browser is given our page for.
ADDRESS = "/nowhere/"
PAGE = """{% extends "base.html" %}{% block title %}Your idea{% endblock %}{% block main %}
{% include "components/_error_summary.html" %}<h1>Your idea</h1>
<form method="post" novalidate>{{ form }}<button class="button">Send</button></form>
<form method="post"><button class="button">Something else</button></form>
<details><summary>More</summary><p>What is folded away</p></details>{% endblock %}"""


class _Idea(BaseForm):
    title = forms.CharField(label="What is it called?")
    idea = WordsField(label="What will you do?", word_limit=5)


@pytest.fixture
def at_form(visit: Callable[..., Visitor]) -> Callable[..., Visitor]:
    """A visitor at a page with `form` on it, in the frame and at the address of the real site."""

    def open_form(form: BaseForm, *, script: bool = True) -> Visitor:
        visitor = visit(script=script)
        page = Template(PAGE).render(RequestContext(RequestFactory().get(ADDRESS), {"form": form}))
        visitor.page.route(f"**{ADDRESS}", lambda route: route.fulfill(body=page, content_type="text/html"))
        visitor.page.goto(f"{visitor.home}{ADDRESS}")
        visitor.look()
        return visitor

    return open_form


def _questions(visitor: Visitor) -> list[str]:
    """The kinds of question that the browser asks from now on; each is answered with yes."""
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    visitor.page.on("dialog", answer)
    return asked


def test_words_left_are_said_while_typing(at_form: Callable[..., Visitor]) -> None:
    visitor = at_form(_Idea())
    visitor.page.get_by_text("5 words left").wait_for()
    visitor.fill("What will you do?", "Open the  growing\ntunnels")
    visitor.page.get_by_text("1 word left").wait_for()
    visitor.fill("What will you do?", "Open the growing tunnels every evening at six")
    visitor.page.get_by_text("3 words too many").wait_for()


def test_leaving_typed_words_asks_first(at_form: Callable[..., Visitor]) -> None:
    visitor = at_form(_Idea())
    asked = _questions(visitor)
    visitor.page.get_by_label("What is it called?").press_sequentially("Growers")
    visitor.page.goto(f"{visitor.home}{ADDRESS}")
    assert asked == ["beforeunload"]


def test_leaving_a_form_that_saved_itself_does_not_ask(at_form: Callable[..., Visitor]) -> None:
    visitor = at_form(_Idea())
    asked = _questions(visitor)
    visitor.page.get_by_label("What is it called?").press_sequentially("Growers")
    visitor.page.locator("main form").first.evaluate("form => form.dispatchEvent(new Event('saved'))")
    visitor.page.goto(f"{visitor.home}{ADDRESS}")
    assert asked == []


def test_sending_another_form_of_the_page_asks_first(at_form: Callable[..., Visitor]) -> None:
    visitor = at_form(_Idea())
    asked = _questions(visitor)
    visitor.page.get_by_label("What is it called?").press_sequentially("Growers")
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name="Something else").click()
    assert asked == ["beforeunload"]


def test_sending_the_form_itself_does_not_ask(at_form: Callable[..., Visitor]) -> None:
    visitor = at_form(_Idea())
    asked = _questions(visitor)
    visitor.page.get_by_label("What is it called?").press_sequentially("Growers")
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name="Send").click()
    assert asked == []


def test_summary_of_errors_has_the_focus_and_leads_to_each_field(at_form: Callable[..., Visitor]) -> None:
    visitor = at_form(_Idea({"title": "", "idea": "one two three four five six"}))
    assert visitor.page.title().startswith("Error: ")
    assert visitor.page.locator(".error-summary").evaluate("box => box === document.activeElement")
    visitor.page.get_by_role("link", name="Use 5 words or fewer").click()
    assert visitor.page.locator("#id_idea").evaluate("area => area === document.activeElement")


def test_page_without_script_shows_the_same_form(at_form: Callable[..., Visitor]) -> None:
    visitor = at_form(_Idea({}), script=False)
    assert visitor.reads("Answer “What will you do?”")
    assert visitor.page.get_by_role("button", name="Send").is_visible()


def test_paper_shows_what_the_screen_folds_away(at_form: Callable[..., Visitor]) -> None:
    page = at_form(_Idea()).page
    shown = "element => element.checkVisibility({contentVisibilityAuto: true, visibilityProperty: true})"
    folded = page.get_by_text("What is folded away")
    assert not folded.evaluate(shown)
    page.emulate_media(media="print")
    assert folded.evaluate(shown)
