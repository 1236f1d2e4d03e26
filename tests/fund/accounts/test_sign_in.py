"""Signing up, confirming, signing in by password or code, and resetting: by way of the outbox."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client

from fund.accounts.actions import add_person
from fund.accounts.models import User
from fund.accounts.roles import Role
from fund.notifications.models import Letter

pytestmark = pytest.mark.django_db
PASSWORD = "a-long-password"


@pytest.fixture(autouse=True)
def _no_limits_reached() -> None:
    cache.clear()


def _last_letter() -> Letter:
    return Letter.objects.latest("pk")


def _code(letter: Letter) -> str:
    found = re.search(r"^([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})$", letter.body_text, re.MULTILINE)
    assert found, letter.body_text
    return found.group(1)


def test_person_signs_up_confirms_and_is_in(client: Client) -> None:
    form = {"full_name": "Ada Fell", "email": "Ada@Example.org", "password1": PASSWORD}
    response = client.post("/accounts/signup/", form)
    assert (response.status_code, response["Location"]) == (302, "/accounts/confirm-email/")
    user = User.objects.get()
    assert (user.email, user.full_name, user.is_staff) == ("ada@example.org", "Ada Fell", False)
    letter = _last_letter()
    assert (letter.to_email, letter.is_private) == ("ada@example.org", True)
    link = re.search(r"http://testserver(/accounts/confirm-email/\S+/)", letter.body_text)
    assert link
    assert client.get(link.group(1)).status_code == 200
    assert not EmailAddress.objects.get().verified
    assert client.post(link.group(1)).status_code == 302
    assert EmailAddress.objects.get().verified
    client.logout()
    response = client.post("/accounts/login/", {"login": "ada@example.org", "password": PASSWORD})
    assert response["Location"] == "/my/"


def test_sign_up_asks_for_a_name(client: Client) -> None:
    response = client.post("/accounts/signup/", {"email": "a@example.org", "password1": PASSWORD})
    assert not User.objects.exists()
    assert "<title>Error: " in response.content.decode()


def test_person_who_has_not_confirmed_is_not_let_in(client: Client) -> None:
    User.objects.create_user("a@example.org", PASSWORD, full_name="A")
    response = client.post("/accounts/login/", {"login": "a@example.org", "password": PASSWORD})
    assert response["Location"] == "/accounts/confirm-email/"
    assert "_auth_user_id" not in client.session


def test_person_signs_in_by_a_code(client: Client) -> None:
    add_person("a@example.org", "Ada")
    response = client.post("/accounts/login/code/", {"email": "a@example.org"})
    assert response["Location"] == "/accounts/login/code/confirm/"
    response = client.post("/accounts/login/code/confirm/", {"code": _code(_last_letter())})
    assert response["Location"] == "/my/"


def test_passkey_that_a_browser_without_script_can_not_give_is_told_in_words(client: Client) -> None:
    page = client.post("/accounts/2fa/webauthn/login/", {"credential": ""}, follow=True).content.decode()
    assert "Your browser gave us no passkey. Sign in with your password, or by a code." in page


def test_staff_begin_at_their_desk(client: Client) -> None:
    add_person("a@example.org", "Ada", Role.GRANTS_OFFICER, password=PASSWORD)
    response = client.post("/accounts/login/", {"login": "a@example.org", "password": PASSWORD})
    assert response["Location"] == "/staff/"


def test_person_resets_their_password(client: Client) -> None:
    add_person("a@example.org", "Ada", password=PASSWORD)
    client.post("/accounts/password/reset/", {"email": "a@example.org"})
    link = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", _last_letter().body_text)
    assert link
    page = client.get(link.group(1), follow=True)
    address = page.redirect_chain[-1][0]
    client.post(address, {"password1": "another-long-one", "password2": "another-long-one"})
    response = client.post("/accounts/login/", {"login": "a@example.org", "password": "another-long-one"})
    assert response["Location"] == "/my/"


@pytest.mark.parametrize("known", [True, False])
def test_nobody_learns_whether_an_address_is_known(known: bool, client: Client) -> None:
    if known:
        add_person("a@example.org", "Ada", password=PASSWORD)
    form = {"full_name": "Ada", "email": "a@example.org", "password1": PASSWORD}
    answers = [
        client.post("/accounts/signup/", form)["Location"],
        Client().post("/accounts/password/reset/", {"email": "a@example.org"})["Location"],
        Client().post("/accounts/login/code/", {"email": "a@example.org"})["Location"],
    ]
    assert answers == [
        "/accounts/confirm-email/",
        "/accounts/password/reset/done/",
        "/accounts/login/code/confirm/",
    ]


def test_guessing_a_password_is_slowed_down(client: Client) -> None:
    add_person("a@example.org", "Ada", password=PASSWORD)
    for _ in range(10):
        client.post("/accounts/login/", {"login": "a@example.org", "password": "wrong"})
    response = client.post("/accounts/login/", {"login": "a@example.org", "password": PASSWORD})
    assert response.status_code in (200, 429)
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("address", ["/admin/login/?next=/admin/pages/", "/admin/password_reset/", "/admin/"])
def test_admin_has_no_door_of_its_own(address: str, client: Client) -> None:
    response = client.get(address)
    if response.status_code == 302:
        assert response["Location"].startswith("/accounts/login/?next=")
    else:
        assert response.status_code == 404


def test_pages_that_nobody_signed_in_for_do_not_touch_the_cache(
    client: Client, settings: Any, django_assert_num_queries: Any
) -> None:
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "none"}
    }
    with django_assert_num_queries(0):
        assert client.get("/accounts/login/").status_code == 200


def test_who_scores_begins_at_the_panels_page(client: Client) -> None:
    add_person("a@example.org", "Ada", Role.PANEL_MEMBER, password=PASSWORD)
    response = client.post("/accounts/login/", {"login": "a@example.org", "password": PASSWORD})
    assert response["Location"] == "/panel/"


def test_letter_that_confirms_an_address_says_who_writes_and_why(client: Client) -> None:
    form = {"full_name": "Ada Fell", "email": "ada@example.org", "password1": PASSWORD}
    client.post("/accounts/signup/", form)
    letter = _last_letter()
    assert letter.subject == "Confirm your e-mail address"
    assert letter.body_text.startswith("Hello Ada Fell,\n\nIs this your e-mail address?")
    assert "your account with Community Investment Fund is ready" in letter.body_text


def test_wrong_address_is_answered_in_plain_words(client: Client) -> None:
    form = {"full_name": "Ada Fell", "email": "ada", "password1": PASSWORD}
    text = client.post("/accounts/signup/", form).content.decode()
    assert "Enter an e-mail address, like name@example.org" in text


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("/accounts/email/", "Your e-mail address"),
        ("/accounts/password/change/", "Change your password"),
    ],
)
def test_pages_of_ones_own_account_speak_our_words(address: str, heading: str, client: Client) -> None:
    client.force_login(add_person("a@example.org", "Ada", password=PASSWORD))
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    text = client.get(address).content.decode()
    assert f"<h1>{heading}</h1>" in text
    assert "Current" not in text


def test_browser_left_open_changes_no_address_and_no_password(client: Client) -> None:
    user = add_person("a@example.org", "Ada", password=PASSWORD)
    client.force_login(user)
    response = client.post("/accounts/email/", {"action_add": "", "email": "thief@example.org"})
    assert response["Location"].startswith("/accounts/reauthenticate/?next=")
    assert not Letter.objects.filter(to_email="thief@example.org").exists()
    new = {"oldpassword": "not-that-one", "password1": "another-long-one", "password2": "another-long-one"}
    client.post("/accounts/password/change/", new)
    assert User.objects.get(pk=user.pk).check_password(PASSWORD)


def test_links_that_ran_out_say_what_to_do(client: Client) -> None:
    assert "Ask for another link" in client.get("/accounts/password/reset/key/a-b/").content.decode()
    assert "we send you another e-mail" in client.get("/accounts/confirm-email/old/").content.decode()
