"""On a slow line: what is said to be saved is saved, and what is pressed twice happens once."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from grants.applications.models import Application
from tests.browsing import PHONE, Visitor
from tests.factories import make_draft

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# A page that is about to be left can't be asked any more, so it writes down what it says.
NOTE_WHAT_IS_SAID = """() => new MutationObserver(() => {
  const said = document.querySelector(".form__buttons [role=status]")?.innerText;
  if (said) sessionStorage.said = said;
}).observe(document.body, { childList: true, subtree: true, characterData: true })"""


def slow_down(visitor: Visitor) -> None:
    """From now on 400 ms to the server and back, and 50 kB a second."""
    line = visitor.page.context.new_cdp_session(visitor.page)
    line.send("Network.enable")
    rates = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
    line.send("Network.emulateNetworkConditions", rates)


def press_twice(visitor: Visitor, name: str) -> None:
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name=name).evaluate(
            "button => { button.click(); button.click(); }"
        )


def kept(row: Application) -> Any:
    answer = row.response.answers.filter(question="title").first()
    return answer.value if answer else None


def test_saved_words_tell_the_truth_while_the_line_is_slow(visit: Callable[..., Visitor]) -> None:
    row = make_draft(ready=False)
    visitor = visit(row.started_by, size=PHONE)
    visitor.open(f"/my/applications/{row.reference}/section/your-idea/")
    line, title = visitor.page.locator("[data-autosave-says]"), visitor.field("What is your idea called?")
    title.press_sequentially("Garden")
    title.press("Tab")
    expect(line).to_contain_text("Saved at")
    assert kept(row) == "Garden"
    title.press_sequentially("s")
    assert line.inner_text() == ""
    held: list[Any] = []
    visitor.page.route("**/save/", lambda route: held.append(route))
    title.press("Tab")
    expect(line).to_have_text("Saving…")
    assert kept(row) == "Garden"
    held.pop().continue_()
    expect(line).to_contain_text("Saved at")
    assert str(kept(row)) == title.input_value()


def test_pages_left_before_the_save_has_come_lose_nothing(visit: Callable[..., Visitor]) -> None:
    row = make_draft(ready=False)
    visitor = visit(row.started_by, size=PHONE)
    visitor.open(f"/my/applications/{row.reference}/section/your-idea/")
    slow_down(visitor)
    visitor.field("What is your idea called?").press_sequentially("Typed on the bus")
    press_twice(visitor, "Save and come back later")
    assert visitor.page.url.endswith(f"/my/applications/{row.reference}/")
    assert kept(row) == "Typed on the bus"


def test_what_is_pressed_twice_happens_once(visit: Callable[..., Visitor]) -> None:
    row = make_draft()
    visitor = visit(row.started_by, size=PHONE)
    visitor.open(f"/my/applications/{row.reference}/messages/")
    slow_down(visitor)
    visitor.fill("Your message", "May we buy a shed?")
    press_twice(visitor, "Send the message")
    assert row.messages.count() == 1
    visitor.open(f"/my/applications/{row.reference}/check/")
    visitor.tick("Our group has agreed to send this", exact=False)
    press_twice(visitor, "Send the application")
    assert visitor.heading == "We have your application"
    assert row.submissions.count() == 1


def test_long_wait_says_that_it_is_being_sent(visit: Callable[..., Visitor]) -> None:
    row = make_draft()
    visitor = visit(row.started_by, size=PHONE)
    visitor.open(f"/my/applications/{row.reference}/messages/")
    visitor.fill("Your message", "May we buy a shed?")
    visitor.page.evaluate(NOTE_WHAT_IS_SAID)
    held: list[Any] = []
    visitor.page.route("**/messages/", lambda route: held.append(route))
    visitor.page.get_by_role("button", name="Send the message").click(no_wait_after=True)
    visitor.page.wait_for_timeout(1300)  # Longer than the second after which it is said.
    held.pop().continue_()
    visitor.page.unroute("**/messages/")
    visitor.page.get_by_text("We have your message").wait_for()
    assert visitor.page.evaluate("sessionStorage.said") == "One moment: it is being sent."
