"""A public page is made once for everybody, for a few seconds; nobody else's page is ever given."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware, get_token
from django.test import Client, RequestFactory

from fund.common import page_cache as kept_pages
from fund.common.page_cache import PublicPageCacheMiddleware
from tests.factories import make_user


class Maker:
    """Makes a page that says how many were made, as `answer` wants it."""

    def __init__(self, **answer: Any) -> None:
        self.made = 0
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.made += 1
        response = HttpResponse(f"page {self.made}", status=self.answer.get("status", 200))
        if "cookie" in self.answer:
            response.set_cookie("csrftoken", "x")
        if "type" in self.answer:
            response["Content-Type"] = self.answer["type"]
        return response


@pytest.fixture(autouse=True)
def _keep(settings: Any) -> None:
    settings.PUBLIC_PAGE_SECONDS = 10


def _twice(maker: Maker, **cookies: str) -> list[bytes]:
    keeper = PublicPageCacheMiddleware(maker)
    requests = [RequestFactory().get("/funding/") for _ in range(2)]
    for request in requests:
        request.COOKIES.update(cookies)
    return [keeper(request).content for request in requests]


def test_page_is_made_once_for_people_without_a_session() -> None:
    assert _twice(Maker()) == [b"page 1", b"page 1"]


@pytest.mark.parametrize("answer", [{"cookie": True}, {"status": 404}, {"type": "application/json"}])
def test_page_that_is_not_for_everybody_is_not_kept(answer: dict[str, Any]) -> None:
    assert _twice(Maker(**answer)) == [b"page 1", b"page 2"]


def test_whoever_has_a_cookie_of_their_own_gets_a_fresh_page() -> None:
    assert _twice(Maker(), sessionid="x") == [b"page 1", b"page 2"]


def test_the_cookie_that_guards_forms_names_nobody() -> None:
    assert _twice(Maker(), csrftoken="x") == [b"page 1", b"page 1"]


def test_page_with_a_form_is_not_kept() -> None:
    """Its token belongs to the cookie of whoever asked: it must never be given to another."""
    guarded: Any = CsrfViewMiddleware(lambda request: HttpResponse(get_token(request)))
    keeper = PublicPageCacheMiddleware(guarded)
    requests = [RequestFactory().get("/workshops/") for _number in range(2)]
    for request in requests:
        request.COOKIES["csrftoken"] = "a" * 32
    assert len({keeper(request).content for request in requests}) == 2


def test_kept_page_grows_old(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(kept_pages.time, "monotonic", lambda: now[0])
    keeper = PublicPageCacheMiddleware(Maker())
    assert keeper(RequestFactory().get("/")).content == b"page 1"
    now[0] += 9
    assert keeper(RequestFactory().get("/")).content == b"page 1"
    now[0] += 2
    assert keeper(RequestFactory().get("/")).content == b"page 2"


def test_addresses_are_kept_apart_and_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_pages, "MOST_PAGES", 2)
    keeper = PublicPageCacheMiddleware(Maker())
    pages = [keeper(RequestFactory().get("/", {"year": str(year)})).content for year in (1, 2, 3, 1)]
    assert pages == [b"page 1", b"page 2", b"page 3", b"page 4"]


@pytest.mark.django_db
def test_signed_in_person_is_never_given_the_public_page(client: Client) -> None:
    public = client.get("/where-the-money-goes/").content.decode()
    client.force_login(make_user())
    own = client.get("/where-the-money-goes/").content.decode()
    assert ("Sign out" in public, "Sign out" in own) == (False, True)
