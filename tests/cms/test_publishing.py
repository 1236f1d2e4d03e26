"""Editors at work in the Wagtail admin: writing, previewing, sending for approval, approving, scheduling."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
import requests
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from wagtail.models import Collection, CollectionViewRestriction, Page, TaskState
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms.apps import publish_due_pages
from cms.models import (
    FundingIndexPage,
    Picture,
    PublicDocument,
    RoundPage,
    StandardPage,
    StoryIndexPage,
    StoryPage,
)
from cms.site import ensure_site
from fund.accounts.models import User
from fund.accounts.roles import Role
from fund.accounts.sync import sync_roles
from grants.funding.models import Round
from tests.factories import make_past_award, make_picture, make_round, make_round_page, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer() -> Client:
    return _editor(Role.GRANTS_OFFICER)


@pytest.fixture
def publisher() -> Client:
    return _editor(Role.PUBLISHER)


def _editor(role: Role) -> Client:
    ensure_site()
    user = make_user(role)
    sync_roles()
    client = Client()
    client.force_login(User.objects.get(pk=user.pk))
    return client


def _round_form(round_: Round, **fields: Any) -> dict[str, Any]:
    body = streamfield([("text", rich_text("<p>Start from what people already have.</p>"))])
    page = {
        "title": "Small investments",
        "slug": "small-investments",
        "round": round_.pk,
        "lead": "For your street.",
        "body": body,
        "last_time": "",
        "seo_title": "",
        "search_description": "",
        "go_live_at": "",
        "expire_at": "",
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": ""},
        **fields,
    }
    data: dict[str, Any] = nested_form_data(page)
    return data


def _add_address() -> str:
    return reverse("wagtailadmin_pages:add", args=["cms", "roundpage", FundingIndexPage.objects.get().pk])


def test_officer_writes_and_publisher_approves(officer: Client, publisher: Client, client: Client) -> None:
    round_ = make_round(slug="spring")
    assert officer.get(_add_address()).status_code == 200
    officer.post(_add_address(), {**_round_form(round_), "action-submit": "1"})
    page = RoundPage.objects.get()
    assert (page.live, page.round) == (False, round_)
    assert client.get("/funding/spring/").status_code == 404

    waiting = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    approve = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", waiting.pk])
    assert officer.post(approve, {"comment": ""}).status_code == 302
    page.refresh_from_db()
    assert not page.live
    publisher.post(approve, {"comment": ""})
    page.refresh_from_db()
    assert page.live
    assert "Start from what people already have." in client.get("/funding/spring/").content.decode()


def test_officer_cannot_publish(officer: Client) -> None:
    officer.post(_add_address(), {**_round_form(make_round()), "action-publish": "1"})
    assert not RoundPage.objects.get().live


def test_page_takes_the_address_of_its_round_unless_told(publisher: Client) -> None:
    publisher.post(_add_address(), _round_form(make_round(slug="autumn"), slug=""))
    publisher.post(_add_address(), _round_form(make_round(slug="winter"), slug="our-own", title="Winter"))
    assert sorted(RoundPage.objects.values_list("slug", flat=True)) == ["autumn", "our-own"]


def test_admin_begins_with_the_rounds_that_have_no_page(publisher: Client) -> None:
    with_page, without, _test = make_round(), make_round(name="Winter warmers"), make_round(is_test=True)
    make_round_page(with_page)
    page = publisher.get("/admin/").content.decode()
    assert "Rounds without a published page" in page
    named = [row.name in page for row in (with_page, without, _test)]
    assert named == [False, True, False]
    make_round_page(without)
    assert "Rounds without a published page" not in publisher.get("/admin/").content.decode()


def test_round_has_one_page(publisher: Client) -> None:
    page = make_round_page()
    response = publisher.post(_add_address(), _round_form(page.round, slug="another"))
    assert response.status_code == 200
    assert RoundPage.objects.count() == 1


def test_page_is_published_when_its_time_comes(
    publisher: Client, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = timezone.localtime() + timedelta(days=1)
    data = _round_form(make_round(slug="spring"), slug="spring", go_live_at=f"{later:%Y-%m-%d %H:%M}")
    publisher.post(_add_address(), {**data, "action-publish": "1"})
    publish_due_pages()
    assert client.get("/funding/spring/").status_code == 404
    monkeypatch.setattr("django.utils.timezone.now", lambda: later + timedelta(minutes=1))
    publish_due_pages()
    assert client.get("/funding/spring/").status_code == 200


def test_page_is_previewed_before_anybody_sees_it(publisher: Client) -> None:
    page = make_round_page(live=False)
    address = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    words = _round_form(page.round, slug=page.slug, lead="Words not yet saved.")
    assert publisher.post(address, words).json()["is_valid"] is True
    assert "Words not yet saved." in publisher.get(f"{address}?mode=").content.decode()


def test_story_is_written_from_a_grant(publisher: Client, client: Client) -> None:
    award, picture = make_past_award(), make_picture()
    address = reverse("wagtailadmin_pages:add", args=["cms", "storypage", StoryIndexPage.objects.get().pk])
    story = {
        "title": "The shed",
        "slug": "the-shed",
        "award": award.pk,
        "summary": "It opened.",
        "picture": picture.pk,
        "body": streamfield([]),
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": ""},
    }
    publisher.post(address, {**nested_form_data(story), "action-publish": "1"})
    assert StoryPage.objects.get().award == award
    assert award.organisation.name in client.get("/stories/the-shed/").content.decode()


def test_grant_is_chosen_by_its_words(publisher: Client) -> None:
    make_past_award(title="Men in a shed")
    make_past_award(title="Street dinners")
    response = publisher.get(reverse("award_chooser:choose_results"), {"q": "shed"})
    assert "Men in a shed" in response.content.decode()
    assert "Street dinners" not in response.content.decode()


def _upload(publisher: Client, alt: str) -> Any:
    file = BytesIO()
    Image.new("RGB", (40, 30), "green").save(file, "PNG")
    upload = SimpleUploadedFile("shed.png", file.getvalue(), "image/png")
    data = {"title": "Shed", "file": upload, "alt": alt, "tags": "", "collection": 1}
    return publisher.post(reverse("wagtailimages:add"), data)


def test_picture_without_words_is_refused(publisher: Client) -> None:
    assert "This field is required" in _upload(publisher, "").content.decode()
    assert Picture.objects.count() == 0
    _upload(publisher, "An open shed")
    assert Picture.objects.get().alt == "An open shed"


def test_database_refuses_a_picture_without_words() -> None:
    with pytest.raises(IntegrityError):
        make_picture(alt="")


def test_pictures_sent_together_wait_for_their_words(publisher: Client) -> None:
    file = BytesIO()
    Image.new("RGB", (40, 30), "green").save(file, "PNG")
    upload = SimpleUploadedFile("shed.png", file.getvalue(), "image/png")
    response = publisher.post(reverse("wagtailimages:add_multiple"), {"files[]": upload, "title": "Shed"})
    assert response.json()["success"] is True
    assert Picture.objects.count() == 0


def test_address_of_a_room_is_refused_in_the_form(publisher: Client) -> None:
    home = Page.objects.get(slug="start")
    address = reverse("wagtailadmin_pages:add", args=["cms", "standardpage", home.pk])
    page = {
        "title": "Staff",
        "slug": "staff",
        "lead": "",
        "body": streamfield([]),
        "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": ""},
    }
    response = publisher.post(address, {**nested_form_data(page), "action-publish": "1"})
    assert "another part of the site" in response.content.decode()
    assert not StandardPage.objects.filter(slug="staff").exists()


@pytest.mark.parametrize("role", [None, Role.PANEL_MEMBER, Role.FINANCE_OFFICER, Role.AUDITOR])
def test_admin_opens_to_nobody_else(role: Role | None) -> None:
    client = Client()
    client.force_login(make_user(*([role] if role else [])))
    sync_roles()
    for name in ("wagtailadmin_home", "wagtailadmin_explore_root", "award_chooser:choose"):
        assert client.get(reverse(name)).status_code == 403


def test_admin_calls_nobody(publisher: Client) -> None:
    """No picture of a person from elsewhere, no check for updates, no address of another host."""
    text = publisher.get("/admin/").content.decode()
    assert "gravatar" not in text
    assert "releases.wagtail" not in text


def test_admin_leads_back_to_the_desk(publisher: Client) -> None:
    assert '"url": "/staff/"' in publisher.get(reverse("wagtailadmin_home")).content.decode()


def test_nobody_elsewhere_is_asked_what_a_link_leads_to(publisher: Client, monkeypatch: Any) -> None:
    asked: list[str] = []
    monkeypatch.setattr(requests, "get", lambda address, **more: asked.append(address))
    film = {"embed-chooser-url": "https://www.youtube.com/watch?v=abcdefghijk"}
    assert publisher.post("/admin/embeds/chooser/upload/", film).status_code == 200
    assert asked == []


def test_documents_are_handed_out_only_where_the_rules_of_their_collection_are_asked(
    client: Client, settings: Any
) -> None:
    ensure_site()
    collection = Collection.get_first_root_node().add_child(name="For members")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    file = SimpleUploadedFile("minutes.txt", b"Not for all.")
    document = PublicDocument.objects.create(title="Minutes", file=file, collection=collection)
    assert "/accounts/login/" in client.get(document.url)["Location"]
    assert client.get(f"/media/{document.file.name}").status_code == 404
    told = (settings.BASE_DIR / "deploy" / "nginx.conf").read_text()
    assert told.index("location /media/documents/ {") < told.index("location /media/ {")
