"""The pages that every installation has, at the addresses that the rest of the house links to."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from cms.approval import ensure_approval
from cms.models import FundingIndexPage, HomePage, StandardPage, StoryIndexPage
from cms.standard_words import ABOUT, ACCESSIBILITY, PRIVACY


@transaction.atomic
def ensure_site() -> HomePage:
    """Make what is missing and leave what is there. Wagtail's welcome page goes, unless it was built on."""
    root = _root()
    home = HomePage.objects.first() or _make_home(root)
    _point_site_at(home)
    _remove_welcome(root)
    _ensure(
        home,
        FundingIndexPage,
        slug="funding",
        title="Funding",
        lead="Find the round that fits your idea. Each page says who can apply, for how much and by when.",
        show_in_menus=True,
    )
    _ensure(
        home,
        StoryIndexPage,
        slug="stories",
        title="Stories",
        lead="What happened when people put the money to work, told by the groups who did it.",
        show_in_menus=True,
    )
    for slug, title, words in (
        ("about", "About the fund", ABOUT),
        ("accessibility", "Accessibility", ACCESSIBILITY),
        ("privacy", "Privacy", PRIVACY),
    ):
        _ensure(home, StandardPage, slug=slug, title=title, body=[("text", words)])
    ensure_approval(home)
    return home


def _root() -> Page:
    Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    return Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))


def _make_home(root: Page) -> HomePage:
    home = HomePage(
        title=settings.FUND_NAME,
        slug="start",
        heading="Money for neighbourhoods, put to work by the people who live in them",
        lead="If your group has an idea for the place where you live, we want to hear it.",
    )
    root.add_child(instance=home)
    home.save_revision().publish()
    return home


def _point_site_at(home: HomePage) -> None:
    address = urlsplit(settings.PUBLIC_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    wanted = (home.pk, address.hostname or "localhost", port, settings.FUND_NAME)
    if (site.root_page_id, site.hostname, site.port, site.site_name) != wanted:
        site.root_page_id, site.hostname, site.port, site.site_name = wanted
        site.save()


def _remove_welcome(root: Page) -> None:
    for page in root.get_children().type(Page).filter(slug="home"):
        if page.specific_class is Page and not page.get_children().exists():
            page.delete()


def _ensure(home: HomePage, kind: type[Page], *, slug: str, **fields: Any) -> None:
    if Page.objects.child_of(home).filter(slug=slug).exists():
        return
    page = kind(slug=slug, **fields)
    home.add_child(instance=page)
    page.save_revision().publish()
