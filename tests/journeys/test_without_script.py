"""Without script: a round is applied to, talked about, sent, withdrawn and copied into the next."""

from collections.abc import Callable

import pytest

from tests.browsing import PHONE, Visitor
from tests.factories import make_draft, make_round, make_round_page, make_workshop

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_all_of_applying_works_without_script(visit: Callable[..., Visitor]) -> None:
    row = make_draft()
    make_round_page(row.round)
    workshop = make_workshop(row.round)
    visitor = visit(row.started_by, script=False, size=PHONE)
    visitor.open(f"/workshops/{workshop.reference}/")
    visitor.press("Book")
    assert visitor.page.title().startswith("Error: ")
    visitor.fill("Your name", "Lena Frost")
    visitor.fill("Your e-mail address", "lena@example.org")
    visitor.press("Book")
    assert workshop.bookings.get().name == "Lena Frost"
    visitor.open(f"/funding/{row.round.slug}/")
    visitor.press("Apply now")
    visitor.press("Start")
    visitor.press("Money and milestones")
    visitor.fill("How much do you need?", "a lot")
    visitor.press("Save and continue")
    assert visitor.page.title().startswith("Error: ")
    visitor.fill("How much do you need?", "900")
    visitor.press("Add another step")
    visitor.fill("Amount, step 1", "900")
    visitor.press("Remove row 2")
    visitor.press("Save and continue")
    visitor.press("Your idea")
    visitor.press("Comment on this section")
    visitor.fill("Your comment", "Who asks the school?")
    visitor.press("Add the comment")
    assert row.comments.get().words == "Who asks the school?"
    visitor.open(f"/my/applications/{row.reference}/check/")
    visitor.tick("Our group has agreed to send this", exact=False)
    visitor.press("Send the application")
    assert visitor.heading == "We have your application"
    visitor.press("See where it is")
    visitor.press("Ask us something about it")
    visitor.fill("Your message", "May we buy a shed?")
    visitor.press("Send the message")
    assert visitor.reads("May we buy a shed?")
    visitor.open(f"/my/applications/{row.reference}/withdraw/")
    visitor.press("Withdraw it")
    following = make_round()
    visitor.open(f"/my/apply/{following.slug}/")
    visitor.press("Start")
    visitor.press("Copy answers from an earlier application")
    visitor.page.locator("main input[type=radio]").first.check(force=True)
    visitor.press("Copy the answers")
    draft = following.applications.get()
    assert draft.response.answers.get(question="amount").value == "900"
