"""Applying with the keys alone: every control is reached in order, is seen to have the focus, and works."""

from collections.abc import Callable

import pytest

from tests.browsing import PHONE, Visitor
from tests.factories import make_draft, make_round_page
from tests.journeys.keyboard import Typist

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_application_is_written_and_sent_with_the_keys_alone(visit: Callable[..., Visitor]) -> None:
    row = make_draft()
    make_round_page(row.round)
    row.response.answers.filter(question__in=["title", "amount"]).delete()
    visitor = visit(row.started_by, size=PHONE)
    visitor.open(f"/funding/{row.round.slug}/")
    hands = Typist(visitor)
    hands.keys.press("Tab")
    assert hands.here()["name"] == "Skip to the main content"
    hands.keys.press("Enter")
    hands.press("Apply now")
    hands.press("Start")
    assert visitor.page.url.endswith(f"/my/applications/{row.reference}/")
    hands.press("Your idea")
    hands.press("Save and continue")
    visitor.page.go_back()
    hands.write("What is your idea called?", "Two streets, one garden")
    hands.press("Save and continue")
    hands.press("Save and continue")
    hands.write("How much do you need?", "a lot")
    hands.press("Save and continue")
    assert "There is a problem" in hands.here()["name"]
    hands.reach("Enter an amount in pounds")
    hands.keys.press("Enter")
    assert hands.here()["name"] == "How much do you need?"
    hands.keys.press("ControlOrMeta+A")
    hands.keys.insert_text("1000")
    with visitor.page.expect_navigation():
        hands.keys.press("Enter")
    hands.press("Check and send")
    hands.tick("Our group has agreed")
    hands.press("Send the application", key="Space")
    assert visitor.heading == "We have your application"
