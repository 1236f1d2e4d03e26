"""Who was going somewhere gets there, however they came to be signed in."""

import re
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.test import Client

from fund.accounts.actions import add_person
from fund.accounts.models import User
from fund.notifications.models import Letter

pytestmark = pytest.mark.django_db
APPLY = "/my/apply/small-sums/"
PASSWORD = "three-quiet-herons"


@pytest.fixture(autouse=True)
def _no_limits_reached() -> None:
    cache.clear()


def _words() -> str:
    return Letter.objects.latest("pk").body_text


def _sign_up(client: Client, going: str) -> str:
    """Make an account on the way to `going`. The link of the letter."""
    page = client.get(f"/accounts/signup/?next={quote(going)}").content.decode()
    found = re.search(r'name="next" value="([^"]*)"', page)
    form = {"full_name": "Ada Fell", "email": "ada@example.org", "password1": PASSWORD}
    client.post("/accounts/signup/", {**form, "next": found.group(1) if found else ""})
    link = re.search(r"http://testserver(/accounts/confirm-email/\S+)", _words())
    assert link
    return link.group(1)


def _confirm(client: Client, link: str) -> str:
    page = client.get(link).content.decode()
    action = re.search(r'action="(/accounts/confirm-email/[^"]*)"', page)
    going = re.search(r'name="next" value="([^"]*)"', page)
    assert action
    return client.post(action.group(1), {"next": going.group(1) if going else ""})["Location"]


def test_newcomer_who_pressed_apply_lands_there_after_confirming(client: Client) -> None:
    assert client.get(APPLY)["Location"] == f"/accounts/login/?next={APPLY}"
    assert _confirm(client, _sign_up(client, APPLY)) == APPLY
    assert client.session["_auth_user_id"] == str(User.objects.get().pk)


def test_link_opened_on_another_device_leads_on_too(client: Client) -> None:
    assert _confirm(Client(), _sign_up(client, APPLY)) == APPLY


def test_link_leads_to_no_other_site(client: Client) -> None:
    link = _sign_up(client, "https://elsewhere.example/")
    assert "elsewhere" not in link
    assert _confirm(client, link) == "/my/"


def test_code_by_e_mail_leads_on(client: Client) -> None:
    add_person("ada@example.org", "Ada")
    page = client.get(f"/accounts/login/?next={APPLY}").content.decode()
    address = re.search(r'href="(/accounts/login/code/[^"]*)"', page)
    assert address
    page = client.get(address.group(1)).content.decode()
    going = re.search(r'name="next" value="([^"]*)"', page)
    assert going
    asked = client.post("/accounts/login/code/", {"email": "ada@example.org", "next": going.group(1)})
    code = re.search(r"^([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})$", _words(), re.MULTILINE)
    assert code
    page = client.get(asked["Location"]).content.decode()
    assert f"/accounts/login/code/?next={APPLY}" in page
    going = re.search(r'name="next" value="([^"]*)"', page)
    assert going
    done = client.post("/accounts/login/code/confirm/", {"code": code.group(1), "next": going.group(1)})
    assert done["Location"] == APPLY
