"""Signing in by the council's own account, against a provider on this machine that speaks OpenID Connect."""

import json
import threading
from collections.abc import Iterator
from html import unescape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from re import search
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from fund.accounts.actions import add_person
from fund.accounts.models import User
from fund.accounts.roles import Role

pytestmark = pytest.mark.django_db
START = "/accounts/oidc/staff/login/"
ASHA = {"sub": "7", "email": "asha@council.example", "email_verified": True, "name": "Asha Rowe"}


class _Provider(BaseHTTPRequestHandler):
    """As much of a provider as we speak. It vouches for whoever `says` holds."""

    says: dict[str, Any]

    def do_GET(self) -> None:
        home = f"http://{self.headers['Host']}"
        ends = {"authorization_endpoint": "authorize", "token_endpoint": "token", "userinfo_endpoint": "me"}
        here = {name: f"{home}/{path}" for name, path in ends.items()}
        self._answer(self.says if self.path == "/me" else here)

    def do_POST(self) -> None:
        self._answer({"access_token": "a", "token_type": "Bearer"})

    def _answer(self, facts: dict[str, Any]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(facts).encode())

    def log_message(self, *args: Any) -> None:
        """Nothing: the log of the tests is for the tests."""


def _named(settings: Any, address: str) -> None:
    app = {
        "provider_id": "staff", "name": "Council account", "client_id": "us", "secret": "s",
        "settings": {"server_url": address, "oauth_pkce_enabled": True},
    }  # fmt: skip
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}


@pytest.fixture
def provider(settings: Any) -> Iterator[type[_Provider]]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Provider) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        _named(settings, f"http://127.0.0.1:{server.server_address[1]}")
        _Provider.says = ASHA
        yield _Provider
        server.shutdown()


def _way_out(client: Client) -> str:
    """Where the page leads that comes before the provider's."""
    page = client.post(START)
    assert page.status_code == 200
    found = search(r'href="(http://127[^"]+)"', page.content.decode())
    assert found
    return unescape(found.group(1))


def _come_back(client: Client) -> Any:
    state = parse_qs(urlsplit(_way_out(client)).query)["state"][0]
    return client.get(f"{START}callback/", {"code": "c", "state": state})


@pytest.mark.usefixtures("provider")
def test_page_of_signing_in_offers_it(client: Client) -> None:
    page = client.get("/accounts/login/?next=/staff/rounds/").content.decode()
    assert f'action="{START}?process=login&amp;next=%2Fstaff%2Frounds%2F"' in page
    assert "Council account" in page


def test_page_of_signing_in_offers_nothing_where_there_is_none(client: Client) -> None:
    assert START not in client.get("/accounts/login/").content.decode()


@pytest.mark.usefixtures("provider")
def test_form_is_not_sent_on_to_the_provider(client: Client) -> None:
    """A browser that heeds `form-action` lets no form end at another host, by way of a redirect neither."""
    address = _way_out(client)
    asked = parse_qs(urlsplit(address).query)
    assert (urlsplit(address).path, asked["client_id"], asked["response_type"]) == (
        "/authorize",
        ["us"],
        ["code"],
    )
    assert asked["code_challenge_method"] == ["S256"]


@pytest.mark.usefixtures("provider")
def test_colleague_is_signed_in_to_the_account_that_is_there(client: Client) -> None:
    person = add_person("asha@council.example", "Asha", Role.GRANTS_OFFICER)
    assert _come_back(client)["Location"] == "/staff/"
    assert client.session["_auth_user_id"] == str(person.pk)


@pytest.mark.usefixtures("provider")
def test_new_colleague_has_an_account_with_a_name_and_no_role(client: Client) -> None:
    assert _come_back(client)["Location"] == "/my/"
    user = User.objects.get()
    assert (user.email, user.full_name, user.roles) == ("asha@council.example", "Asha Rowe", frozenset())


def test_address_that_nobody_vouches_for_opens_no_account(client: Client, provider: type[_Provider]) -> None:
    provider.says = {**ASHA, "email_verified": False}
    add_person("asha@council.example", "Asha", Role.GRANTS_OFFICER)
    _come_back(client)
    assert "_auth_user_id" not in client.session


def test_provider_that_is_away_is_told_in_words(client: Client, settings: Any) -> None:
    _named(settings, "http://127.0.0.1:9")
    page = client.post(START)
    assert "did not let you through" in page.content.decode()
