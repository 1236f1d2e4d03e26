"""The pages that everybody reads: their facts come from the rows, at a fixed cost."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone
from wagtail.models import Page, Site

from cms.models import FundingIndexPage, HomePage, StandardPage, StoryIndexPage
from cms.models.pages import TAKEN
from cms.site import ensure_site
from fund.common.dates import LONDON
from fund.urls import PAGES
from grants.applications.states import ApplicationState
from tests.factories import (
    make_application,
    make_criterion,
    make_neighbourhood,
    make_past_award,
    make_round,
    make_round_page,
    make_story,
    make_ward,
)

pytestmark = pytest.mark.django_db


def test_site_stands_at_the_addresses_that_others_link_to(client: Client) -> None:
    ensure_site()
    for address in ("/", "/funding/", "/stories/", "/about/", "/accessibility/", "/privacy/"):
        assert client.get(address).status_code == 200, address


def test_setting_up_twice_changes_nothing() -> None:
    first = ensure_site()
    first.heading = "Our own words"
    first.save()
    pages = Page.objects.count()
    again = ensure_site()
    assert (again.pk, again.heading, Page.objects.count()) == (first.pk, "Our own words", pages)
    assert Site.objects.get().root_page_id == first.pk


def test_welcome_page_of_wagtail_is_gone() -> None:
    ensure_site()
    assert [page.specific_class for page in Page.get_first_root_node().get_children()] == [HomePage]


def test_tree_takes_only_the_pages_that_belong() -> None:
    assert HomePage.allowed_subpage_models() == [FundingIndexPage, StoryIndexPage, StandardPage]
    assert [page.__name__ for page in FundingIndexPage.allowed_subpage_models()] == ["RoundPage"]
    assert [page.__name__ for page in StoryIndexPage.allowed_subpage_models()] == ["StoryPage"]


def test_no_page_can_take_an_address_of_an_app() -> None:
    """Apps come first, so a page there could never be opened."""
    apps = {route.partition("/")[0] for route in _routes(get_resolver().url_patterns)}
    pages = {address.rstrip("/") for address in PAGES.values()}
    assert {name for name in apps - pages if name.replace("-", "").isalnum()} <= TAKEN


def _routes(patterns: list[Any], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = f"{before}{pattern.pattern}"
        yield from _routes(pattern.url_patterns, route) if hasattr(pattern, "url_patterns") else [route]


def test_home_shows_the_ledgers_totals(client: Client) -> None:
    part = make_neighbourhood(name="North End")
    ward = make_ward(parent=part, population=1000, deprivation=20, tile_column=1, tile_row=1)
    make_past_award(None, (ward, 100), amount=24000, paid=10000)
    make_round_page()
    make_story()
    text = client.get("/").content.decode()
    assert "£25,000" in text
    assert "£10,000" in text
    assert "North End" in text
    assert "<svg" in text


def test_funding_index_tells_open_soon_and_closed_apart(client: Client) -> None:
    now = timezone.now()
    make_round_page(make_round(name="Open one"))
    make_round_page(make_round(name="Later one", opens_at=now + timedelta(days=5), closes_at=None))
    make_round_page(
        make_round(name="Past one", opens_at=now - timedelta(days=90), closes_at=now - timedelta(days=9))
    )
    response = client.get("/funding/")
    names = {key: [card.page.title for card in response.context[key]] for key in ("open", "soon", "closed")}
    assert names == {"open": ["Open one"], "soon": ["Later one"], "closed": ["Past one"]}


def test_round_page_says_every_fact_of_its_row(client: Client) -> None:
    closes = datetime(timezone.now().year + 1, 3, 5, 17, 0, tzinfo=LONDON)
    round_ = make_round(
        least=Decimal(2001), most=Decimal(60000), months=24, closes_at=closes, eligible_forms=["charity"]
    )
    make_criterion(round_, name="Need", weight=30, guidance="Who needs it?")
    make_criterion(round_, name="Plan", weight=10)
    round_.eligible_areas.add(make_ward(name="Canal Ward"))
    text = client.get(make_round_page(round_).url).content.decode()
    day = f"{closes:%A} 5 March {closes.year} at 5pm"
    for words in (
        "£2,001 to £60,000",
        "24 months",
        day,
        "75%",
        "25%",
        "Who needs it?",
        "Canal Ward",
        "days left",
    ):
        assert words in text
    assert f'href="/my/apply/{round_.slug}/"' in text


@pytest.mark.parametrize(("opens", "closes"), [(-20, -10), (10, 20)])
def test_round_page_offers_no_way_in_unless_open(client: Client, opens: int, closes: int) -> None:
    now = timezone.now()
    round_ = make_round(opens_at=now + timedelta(days=opens), closes_at=now + timedelta(days=closes))
    assert "/my/apply/" not in client.get(make_round_page(round_).url).content.decode()


def test_round_page_tells_how_it_went_last_time(client: Client) -> None:
    now = timezone.now()
    last = make_round(
        name="The year before",
        opens_at=now - timedelta(days=400),
        closes_at=now - timedelta(days=350),
        decided_at=now - timedelta(days=300),
    )
    make_past_award(last, amount=1500)
    for _number in range(3):
        make_application(last, state=ApplicationState.SUBMITTED)
    text = client.get(make_round_page(make_round(fund=last.fund)).url).content.decode()
    assert "3 groups applied and 1 was awarded a grant: £1,500" in " ".join(text.split())


def test_page_of_a_decided_round_tells_how_it_went_and_of_no_step_to_come(client: Client) -> None:
    now = timezone.now()
    past: dict[str, Any] = {"opens_at": now - timedelta(days=400), "closes_at": now - timedelta(days=350)}
    decided = make_round(decided_at=now - timedelta(days=300), **past)
    make_past_award(decided, amount=1500)
    text = " ".join(client.get(make_round_page(decided).url).content.decode().split())
    assert f"{decided.name} made 1 grant: £1,500 in all." in text
    assert f'href="/where-the-money-goes/grants/?round={decided.slug}"' in text
    for words in ("What happens next", "You hear by", "Last time"):
        assert words not in text
    closed = client.get(make_round_page(make_round(fund=decided.fund, **past)).url).content.decode()
    assert ("You send your application" in closed, "The panel scores it" in closed) == (False, True)


def test_last_time_is_the_last_round_of_the_same_size(client: Client) -> None:
    now = timezone.now()
    past: dict[str, Any] = {"opens_at": now - timedelta(days=400), "decided_at": now - timedelta(days=200)}
    alike = make_round(name="As big", least=2001, most=60_000, closes_at=now - timedelta(days=350), **past)
    make_past_award(alike, amount=1500)
    later = {"fund": alike.fund, "closes_at": now - timedelta(days=300), **past}
    make_past_award(make_round(name="Much smaller", least=100, most=2000, **later), amount=500)
    this = make_round(fund=alike.fund, least=2001, most=60_000)
    text = client.get(make_round_page(this).url).content.decode()
    assert ("As big made 1 grant" in text, "Much smaller" in text) == (True, False)


def test_round_of_other_amounts_tells_nothing_of_last_time(client: Client) -> None:
    now = timezone.now()
    past: dict[str, Any] = {"opens_at": now - timedelta(days=400), "decided_at": now - timedelta(days=200)}
    small = make_round(least=100, most=2000, closes_at=now - timedelta(days=300), **past)
    make_past_award(small, amount=500)
    this = make_round(fund=small.fund, least=2000, most=10_000)
    assert "Last time" not in client.get(make_round_page(this).url).content.decode()


def test_story_shows_the_grants_own_facts(client: Client) -> None:
    award = make_past_award(None, (make_ward(name="Anglers Ward"), 100), amount=1950, paid=950)
    story = make_story(
        award, body=[("quote", {"words": "We know our neighbours now.", "who": "A neighbour"})]
    )
    text = client.get(story.url).content.decode()
    facts = (award.organisation.name, "£1,950", "£950", "Anglers Ward", award.round.name, "1 April 2018")
    for words in (*facts, "We know our neighbours now.", 'alt="Two anglers beside a canal"'):
        assert words in text


def test_pictures_come_small_sized_and_late(client: Client) -> None:
    make_story()
    text = client.get("/stories/").content.decode()
    assert 'type="image/webp"' in text
    assert 'loading="lazy"' in text
    assert 'width="400"' in text
    assert 'height="225"' in text


@pytest.mark.parametrize("address", ["/", "/funding/", "/stories/"])
def test_lists_cost_the_same_whatever_they_hold(
    client: Client, django_assert_max_num_queries: Any, address: str
) -> None:
    def add() -> None:
        make_round_page()
        make_story()

    add()
    client.get(address)
    client.get(address)
    with django_assert_max_num_queries(20) as one:
        client.get(address)
    add()
    add()
    client.get(address)
    with django_assert_max_num_queries(20) as three:
        client.get(address)
    assert len(three) == len(one)


def test_address_of_another_room_is_refused(client: Client) -> None:
    page = StandardPage(title="Staff", slug="staff")
    with pytest.raises(Exception, match="another part of the site"):
        ensure_site().add_child(instance=page)
