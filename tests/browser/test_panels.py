"""A panel in a real browser: scoring on a phone, and the staff's room."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from grants.assessment.models import Assessment, Decision
from grants.assessment.states import AssessmentState, DecisionState
from tests.browsing import PHONE, WIDE, Visitor
from tests.factories import make_assessment
from tests.grants.assessment.setting import make_setting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_member_scores_and_sends(visit: Callable[..., Visitor], size: dict[str, int], script: bool) -> None:
    setting = make_setting(names_hidden=True)
    assessment = make_assessment(setting.application(), setting.members[0])
    visitor = visit(assessment.user, size=size, script=script)
    visitor.open("/panel/")
    visitor.press(f"{assessment.application.reference}: {assessment.application.title}")
    visitor.page.locator("[name=score-1][value='4']").check(force=True)
    visitor.page.locator("[name=reason-1]").fill("The allotment is there and used.")
    visitor.press("Save and check before sending")
    assert visitor.reads("Still to do")
    visitor.press("Will work")
    visitor.page.locator("[name=score-2][value=none]").check(force=True)
    visitor.page.locator("[name=reason-2]").fill("Nothing is built.")
    visitor.press("Save and check before sending")
    visitor.press("Send my scores")
    assert visitor.reads(f"From {assessment.application.organisation.name}.")
    if script:
        assert visitor.page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert Assessment.objects.get(pk=assessment.pk).state == AssessmentState.SUBMITTED


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_officer_decides_in_the_room(visit: Callable[..., Visitor], size: dict[str, int]) -> None:
    setting = make_setting()
    application = setting.scored(5, 4)
    for score in (3, 2, 1):
        setting.scored(score, amount=Decimal(1100))
    visitor = visit(setting.officer, size=size)
    for more in ("", "change/", f"case/{application.reference}/", "room/"):
        visitor.open(f"/staff/panels/{setting.round.slug}/{more}")
        assert visitor.page.evaluate("document.documentElement.scrollWidth") <= size["width"], more
    assert visitor.reads("The money runs out here")
    visitor.press(application.organisation.name)
    visitor.tick("Award")
    visitor.fill("Amount to award", "£900")
    visitor.fill("Reasons", "It builds on what is there.")
    visitor.press("Prepare the decision")
    visitor.press("Write the meeting down (1 to agree)")
    visitor.press("The panel agreed these")
    assert visitor.page.title().startswith("Error: ")
    for member in setting.members:
        visitor.tick(str(member))
    visitor.press("The panel agreed these")
    assert Decision.objects.get().state == DecisionState.AGREED
    visitor.press("agreed", exact=False)
    assert visitor.reads("it gives the same: 90.00 out of 100")
