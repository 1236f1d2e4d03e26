"""Writing in a real browser: a lost signal, a session that ran out, two windows, a closed browser."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from grants.applications.models import Application
from grants.organisations.states import MemberRole
from tests.browsing import Visitor
from tests.factories import make_draft, make_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BOX = "What will you do?"


def idea(row: Application) -> str:
    return f"/my/applications/{row.reference}/section/your-idea/"


def at_idea(visit: Callable[..., Visitor], row: Application, user: Any = None, **how: Any) -> Visitor:
    visitor = visit(user or row.started_by, **how)
    visitor.open(idea(row))
    return visitor


def type_in(visitor: Visitor, words: str) -> None:
    visitor.page.get_by_role("textbox", name=BOX).fill(words)


def line(visitor: Visitor) -> Any:
    return visitor.page.locator("[data-autosave-says]")


def kept(row: Application) -> Any:
    answer = row.response.answers.filter(question="what-will-you-do").first()
    return answer.value if answer else None


def in_browser(visitor: Visitor) -> int:
    return int(visitor.page.evaluate("Object.keys(localStorage).length"))


def test_typing_is_saved_and_the_time_is_said(visit: Callable[..., Visitor]) -> None:
    row = make_draft(ready=False)
    visitor = at_idea(visit, row)
    type_in(visitor, "Dig beds")
    expect(line(visitor)).to_contain_text("Saved at")
    assert kept(row) == "Dig beds"
    assert in_browser(visitor) == 0


def test_long_answer_in_letters_of_many_bytes_is_saved(visit: Callable[..., Visitor]) -> None:
    """Browsers refuse to keep a request alive behind a closed page when it is longer than 64 kB."""
    row = make_draft(ready=False)
    visitor = at_idea(visit, row)
    words = "żółw " * 9_000
    type_in(visitor, words)
    expect(line(visitor)).to_contain_text("Saved at")
    assert kept(row) == words.strip()


def test_lost_signal_keeps_the_words_and_sends_them_when_it_is_back(visit: Callable[..., Visitor]) -> None:
    row = make_draft(ready=False)
    visitor = at_idea(visit, row)
    visitor.page.context.set_offline(True)
    type_in(visitor, "Typed in a cellar")
    expect(line(visitor)).to_contain_text("No signal just now")
    assert (kept(row), in_browser(visitor)) == (None, 1)
    visitor.page.context.set_offline(False)
    expect(line(visitor)).to_contain_text("Saved at")
    assert (kept(row), in_browser(visitor)) == ("Typed in a cellar", 0)
    visitor.problems = [each for each in visitor.problems if "ERR_INTERNET_DISCONNECTED" not in each]


def test_words_of_a_closed_browser_come_back(visit: Callable[..., Visitor]) -> None:
    row = make_draft(ready=False)
    visitor = at_idea(visit, row)
    visitor.page.route("**/save/", lambda route: route.abort())
    type_in(visitor, "Typed before the battery died")
    expect(line(visitor)).to_contain_text("No signal just now")
    again = visitor.page.context.new_page()
    visitor.page.close(run_before_unload=False)
    again.goto(visitor.home + idea(row))
    expect(again.get_by_role("textbox", name=BOX)).to_have_value("Typed before the battery died")
    # A browser that closes may still have got the words out; either way they are kept in the end.
    again.wait_for_function("Object.keys(localStorage).length === 0")
    assert kept(row) == "Typed before the battery died"
    visitor.problems = [each for each in visitor.problems if "ERR_FAILED" not in each]


def test_words_that_come_back_do_not_write_over_a_colleague(visit: Callable[..., Visitor]) -> None:
    row, colleague = make_draft(), make_user(full_name="Tom Ashurst")
    row.organisation.memberships.create(user=colleague, role=MemberRole.EDITOR)
    visitor = at_idea(visit, row)
    visitor.page.route("**/save/", lambda route: route.abort())
    type_in(visitor, "Mine, typed offline")
    expect(line(visitor)).to_contain_text("No signal just now")
    toms = at_idea(visit, row, colleague)
    type_in(toms, "Toms, typed meanwhile")
    expect(line(toms)).to_contain_text("Saved at")
    visitor.page.unroute("**/save/")
    visitor.page.once("dialog", lambda dialog: dialog.accept())
    visitor.open(idea(row))
    visitor.page.get_by_role("heading", name="Tom Ashurst wrote this").wait_for()
    assert visitor.page.get_by_role("textbox", name=BOX).input_value() == "Mine, typed offline"
    assert kept(row) == "Toms, typed meanwhile"
    visitor.look()
    visitor.press("Join the two")
    assert kept(row) == "Toms, typed meanwhile\n\nMine, typed offline"
    assert in_browser(visitor) == 0
    visitor.problems = [each for each in visitor.problems if "ERR_FAILED" not in each]


def test_session_that_ran_out_leads_back_to_the_same_words(visit: Callable[..., Visitor]) -> None:
    row = make_draft(ready=False)
    person = row.started_by
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    visitor = at_idea(visit, row)
    Session.objects.all().delete()
    type_in(visitor, "Typed after tea")
    expect(line(visitor)).to_contain_text("Sign in again; what you typed is kept here.")
    line(visitor).get_by_role("link", name="Sign in").click()
    visitor.fill("Your e-mail address", person.email)
    visitor.fill("Your password", "a-long-password")
    visitor.page.get_by_role("main").get_by_role("button", name="Sign in").click()
    visitor.page.wait_for_url("**/section/your-idea/#question-what-will-you-do")
    expect(visitor.page.get_by_role("textbox", name=BOX)).to_have_value("Typed after tea")
    expect(line(visitor)).to_contain_text("Saved at")
    assert kept(row) == "Typed after tea"


def test_session_that_ran_out_loses_nothing_without_script(visit: Callable[..., Visitor]) -> None:
    row = make_draft(ready=False)
    person = row.started_by
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    visitor = at_idea(visit, row, script=False)
    Session.objects.all().delete()
    type_in(visitor, "Typed without script")
    visitor.press("Save and come back later")
    visitor.fill("Your e-mail address", person.email)
    visitor.fill("Your password", "a-long-password")
    visitor.page.get_by_role("main").get_by_role("button", name="Sign in").click()
    assert visitor.reads("You are signed in again, and what you typed before is here.")
    assert visitor.page.get_by_role("textbox", name=BOX).input_value() == "Typed without script"
    assert kept(row) == "Typed without script"


def test_two_windows_show_both_texts_and_one_is_chosen(visit: Callable[..., Visitor]) -> None:
    row = make_draft(ready=False)
    one, two = at_idea(visit, row), at_idea(visit, row)
    type_in(one, "From the kitchen")
    expect(line(one)).to_contain_text("Saved at")
    type_in(two, "From the bus")
    two.page.get_by_role("heading", name="You, in another window").wait_for()
    assert kept(row) == "From the kitchen"
    two.press("Keep what is in the box")
    assert kept(row) == "From the bus"
    assert row.response.earlier_answers.filter(value="From the kitchen").exists()


def test_rows_typed_without_signal_come_back(visit: Callable[..., Visitor]) -> None:
    row = make_draft()
    visitor = visit(row.started_by)
    visitor.open(f"/my/applications/{row.reference}/section/money-and-milestones/")
    visitor.page.route("**/save/", lambda route: route.abort())
    visitor.fill("Step 1", "Beds dug and planted")
    expect(line(visitor)).to_contain_text("No signal just now")
    visitor.page.unroute("**/save/")
    visitor.page.once("dialog", lambda dialog: dialog.accept())
    visitor.page.reload()
    expect(line(visitor)).to_contain_text("Saved at")
    steps: Any = row.response.answers.get(question="milestones").value
    assert steps[0]["title"] == "Beds dug and planted"
    visitor.problems = [each for each in visitor.problems if "ERR_FAILED" not in each]


def test_press_without_a_signal_stays_on_the_page(visit: Callable[..., Visitor]) -> None:
    row = make_draft(ready=False)
    visitor = at_idea(visit, row)
    visitor.page.context.set_offline(True)
    type_in(visitor, "Typed in a tunnel")
    press = visitor.page.get_by_role("button", name="Save and continue")
    press.click()
    expect(line(visitor)).to_contain_text("No signal just now")
    expect(line(visitor)).to_be_in_viewport()
    expect(visitor.page.get_by_role("textbox", name=BOX)).to_have_value("Typed in a tunnel")
    visitor.page.context.set_offline(False)
    press.click()
    visitor.page.wait_for_url(lambda address: "your-idea" not in address)
    assert kept(row) == "Typed in a tunnel"
    visitor.problems = [each for each in visitor.problems if "ERR_INTERNET_DISCONNECTED" not in each]


def test_press_right_after_typing_does_not_write_over_a_colleague(visit: Callable[..., Visitor]) -> None:
    row, colleague = make_draft(), make_user(full_name="Tom Ashurst")
    row.organisation.memberships.create(user=colleague, role=MemberRole.EDITOR)
    visitor, toms = at_idea(visit, row), at_idea(visit, row, colleague)
    type_in(toms, "Toms, typed first")
    expect(line(toms)).to_contain_text("Saved at")
    held: list[Any] = []
    visitor.page.route("**/save/", lambda route: held.append(route))
    type_in(visitor, "Mine, on a slow line")
    visitor.page.get_by_role("textbox", name=BOX).blur()
    visitor.page.wait_for_timeout(50)
    visitor.page.get_by_role("button", name="Save and continue").click()
    held[0].continue_()
    expect(visitor.page.get_by_role("heading", name="Tom Ashurst wrote this")).to_be_focused()
    assert kept(row) == "Toms, typed first"
    visitor.press("Keep what is in the box")
    assert kept(row) == "Mine, on a slow line"
