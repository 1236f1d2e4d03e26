"""Pages that the head and the foot of every page link to stay in reach, whatever an editor presses."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from cms.models import HomePage, StandardPage
from cms.site import ensure_site
from fund.accounts.models import User
from fund.accounts.roles import Role
from fund.accounts.sync import sync_roles
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher() -> Client:
    ensure_site()
    user = make_user(Role.PUBLISHER)
    sync_roles()
    client = Client()
    client.force_login(User.objects.get(pk=user.pk))
    return client


def _kept() -> list[Page]:
    home = HomePage.objects.get()
    slugs = ["accessibility", "funding", "privacy", "stories"]
    return [home, *Page.objects.child_of(home).filter(slug__in=slugs)]


@pytest.mark.parametrize("act", ["delete", "unpublish"])
def test_kept_page_cannot_be_taken_away(publisher: Client, act: str) -> None:
    for page in _kept():
        answered = publisher.post(reverse(f"wagtailadmin_pages:{act}", args=[page.pk]), follow=True)
        assert "Every page of the site links to it" in answered.content.decode()
    assert [page.live for page in _kept()] == [True] * 5


def test_kept_page_cannot_be_moved_below_another(publisher: Client) -> None:
    privacy, about = Page.objects.get(slug="privacy"), Page.objects.get(slug="about")
    publisher.post(reverse("wagtailadmin_pages:move_confirm", args=[privacy.pk, about.pk]))
    assert Page.objects.get(slug="privacy").depth == 3


@pytest.mark.parametrize("act", ["delete", "unpublish"])
def test_kept_page_stays_when_several_are_chosen(publisher: Client, act: str) -> None:
    privacy, about = Page.objects.get(slug="privacy"), Page.objects.get(slug="about")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", act])
    publisher.post(f"{address}?id={privacy.pk}&id={about.pk}")
    assert Page.objects.live().filter(slug__in=["privacy", "about"]).count() == 2
    publisher.post(f"{address}?id={about.pk}")
    assert not Page.objects.live().filter(slug="about").exists()


def test_kept_page_keeps_its_address_and_never_expires(publisher: Client) -> None:
    page = StandardPage.objects.get(slug="privacy")
    page.slug, page.expire_at = "secrets", timezone.now()
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert sorted(refused.value.message_dict) == ["expire_at", "slug"]


def test_other_pages_come_and_go_as_before(publisher: Client) -> None:
    about = Page.objects.get(slug="about")
    publisher.post(reverse("wagtailadmin_pages:delete", args=[about.pk]))
    assert not Page.objects.filter(slug="about").exists()
