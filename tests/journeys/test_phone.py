"""Every screen of an applicant on a phone: nothing sticks out sideways, and all is large enough to press."""

from collections.abc import Callable

import pytest

from tests.browsing import PHONE, Visitor
from tests.factories import make_draft, make_round_page, make_workshop

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# A link within a sentence may be as low as its line; anything else is 24 pixels at least.
TOO_SMALL = """() => [...document.querySelectorAll("a, button, input:not([type=hidden]), select, textarea")]
  .filter((each) => each.checkVisibility() && !each.closest(".skip-link, .hidden-visually"))
  .filter((each) => !(each.matches("a") && each.parentElement.innerText.trim() !== each.innerText.trim()))
  .filter((each) => [each, ...(each.labels ?? [])].every((box) => box.getBoundingClientRect().height < 24))
  .map((each) => each.innerText || each.name)"""
IDEA = "section/your-idea/"
OF_AN_APPLICATION = ("", IDEA, "section/where-it-helps/", "section/money-and-milestones/", "check/", "draft/",
                     "messages/", "copy/", "withdraw/", f"{IDEA}comments/", f"{IDEA}history/")  # fmt: skip
OF_A_GROUP = ("", "edit/", "documents/", "people/", "people/hand-over/", "leave/", "bank-account/")


def test_no_screen_of_an_applicant_sticks_out(visit: Callable[..., Visitor]) -> None:
    row = make_draft()
    make_round_page(row.round)
    workshop = make_workshop(row.round)
    visitor = visit(row.started_by, size=PHONE)
    slug, group = row.round.slug, row.organisation.slug
    screens = ["/funding/", f"/funding/{slug}/", f"/funding-questions/{slug}/", "/workshops/", "/my/",
               f"/workshops/{workshop.reference}/", f"/my/apply/{slug}/", "/my/groups/", "/my/groups/new/",
               *(f"/my/groups/{group}/{screen}" for screen in OF_A_GROUP),
               *(f"/my/applications/{row.reference}/{screen}" for screen in OF_AN_APPLICATION)]  # fmt: skip
    wrong = {}
    for screen in screens:
        visitor.open(screen)
        assert "cannot find" not in visitor.heading, screen
        wide = visitor.page.evaluate("document.documentElement.scrollWidth")
        small = visitor.page.evaluate(TOO_SMALL)
        if wide > PHONE["width"] or small:
            wrong[screen] = (wide, small)
    assert wrong == {}
