"""One grant, walked from an empty fund to the penny on the public page and the story."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from tests.browsing import PHONE, Visitor
from tests.dates import next_year
from tests.journeys import applying, deciding, paying, publishing, telling
from tests.journeys.town import found_town, open_round

SLUG = "small-investments"
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_a_grant_from_empty_fund_to_story(visit: Callable[..., Visitor], script: bool) -> None:
    """Without script nobody sets up or publishes: that side is Wagtail's, which needs it."""
    town = found_town()
    criteria = [("Builds on what is there", 60), ("Reaches people", 40)]
    if script:
        manager = visit(town.manager)
        publishing.make_fund(manager, total="5000")
        publishing.make_round(manager, set_aside="1500", criteria=criteria)
        publishing.publish_round_page(visit(town.publisher), round_name="Small investments")
    else:
        open_round(criteria=criteria)
    group = visit(script=script, size=PHONE)
    applying.sign_up(group, name="Lena Frost", email="lena@example.org")
    group.open("/funding/")
    group.press("Small investments")
    group.press("Apply", exact=False)
    applying.add_group(group, name="Two Streets Growers", postcode="WN7 1AB")
    group.press("Start")
    applying.fill_in(
        group,
        title="Two streets, one garden",
        wards={"Leigh West": "66.67", "Leigh South": "33.33"},
        amount="1,000.01",
        steps=[
            ["Beds dug", f"{next_year()}-04-01", "333.34"],
            ["First harvest", f"{next_year()}-10-01", "666.67"],
        ],
    )
    reference = applying.send(group)
    assert reference == "SI-0001"
    officer = visit(town.officer, script=script)
    deciding.check_and_pass_on(officer, reference)
    names = [member.full_name for member in town.members]
    deciding.gather_panel(officer, slug=SLUG, members=names)
    for member, scores in zip(town.members, ([4, 5], [3, 4], [5, 5]), strict=True):
        deciding.score(visit(member, script=script, size=PHONE), reference, scores)
    decider = visit(town.manager, script=script)
    deciding.decide(decider, slug=SLUG, reference=reference, amount="900.01", members=names)
    assert decider.reads("Award")
    paying.release(decider, slug=SLUG)
    paying.accept(group, reference=reference, name="Lena Frost")
    paying.give_bank_account(group, slug="two-streets-growers")
    finance, approver = visit(town.finance, script=script), visit(town.approver, script=script)
    paying.verify_bank_account(finance, slug="two-streets-growers")
    paying.submit_evidence(group, reference=reference)
    paying.accept_evidence(officer, reference=reference)
    bank_file = paying.pay(finance, approver, reference=reference)
    assert "55779911" in bank_file
    assert "300.01" in bank_file
    public = visit(script=script, size=PHONE)
    promised = {"Leigh West": Decimal("600.04"), "Leigh South": Decimal("299.97")}
    telling.read_where_the_money_goes(public, promised=promised, paid=Decimal("300.01"))
    if not script:
        return
    telling.publish_story(visit(town.publisher), title="A garden for two streets", reference=reference)
    telling.read_story(public, title="A garden for two streets")
