"""One grant, walked from an empty fund to the penny on the public page and the story."""

from collections.abc import Callable

import pytest

from grants.applications.models import Application
from tests.browsing import PHONE, Visitor
from tests.factories import make_round, make_round_page
from tests.journeys import applying
from tests.journeys.town import found_town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_a_grant_from_empty_fund_to_story(visit: Callable[..., Visitor], script: bool) -> None:
    found_town()
    make_round_page(make_round(slug="small", name="Small investments", prefix="SI"))
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
        steps=[["Beds dug", "2027-04-01", "333.34"], ["First harvest", "2027-10-01", "666.67"]],
    )
    reference = applying.send(group)
    assert Application.objects.get().reference == reference
