"""Signing in and looking after an account in a real browser, with axe and the content policy looking on."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from fund.accounts.actions import add_person
from fund.accounts.roles import Role
from fund.accounts.sync import sync_roles
from tests.browsing import PHONE, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a-long-password"
ENTRANCE = [
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/login/code/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/confirm-email/",
    "/accounts/confirm-email/nonsense/",
    "/accounts/password/reset/key/1-nonsense/",
    "/accounts/inactive/",
    "/accounts/3rdparty/login/cancelled/",
]
ADMIN = [f"/admin/{place}" for place in ("", "pages/", "images/", "documents/", "users/", "account/")]
MANAGED = ["/accounts/2fa/", "/accounts/2fa/webauthn/add/", "/accounts/email/", "/accounts/password/change/"]


@pytest.fixture(autouse=True)
def _strict(settings: Any) -> None:
    settings.RELAX_SECOND_FACTOR = False


def test_pages_of_signing_in_fit_a_phone_and_are_accessible(visit: Callable[..., Visitor]) -> None:
    visitor = visit(size=PHONE)
    for address in ENTRANCE:
        visitor.open(address)
        assert visitor.page.locator("h1").count() == 1, address
        assert visitor.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], address


def test_empty_form_says_what_to_do(visit: Callable[..., Visitor]) -> None:
    visitor = visit(script=False)
    visitor.open("/accounts/signup/")
    visitor.press("Make my account")
    assert visitor.page.title().startswith("Error: Make an account")
    summary = visitor.page.locator(".error-summary li").all_inner_texts()
    assert sorted(summary) == ["Enter your e-mail address", "Enter your name", "Enter your new password"]


def test_staff_set_up_a_second_step_and_reach_the_admin(visit: Callable[..., Visitor]) -> None:
    add_person("asha@example.org", "Asha", Role.ADMINISTRATOR, password=PASSWORD)
    sync_roles()
    visitor = visit()
    visitor.open("/admin/")
    visitor.fill("Your e-mail address", "asha@example.org")
    visitor.fill("Your password", PASSWORD)
    visitor.page.get_by_role("main").get_by_role("button", name="Sign in").click()
    assert visitor.heading == "Second step of signing in"
    assert visitor.reads("Staff pages open after that.")
    visitor.press("Set up an app")
    visitor.fill("Your password", PASSWORD)
    visitor.press("Confirm")
    visitor.fill("Code", _code_shown_by_an_app(visitor))
    visitor.press("Activate")
    assert visitor.heading == "Recovery codes"
    for address in MANAGED:
        visitor.open(address)
        assert visitor.page.locator("h1").count() == 1, address
    for address in ADMIN:
        visitor.open(address)
        visitor.page.wait_for_load_state("networkidle")
        assert visitor.page.url.endswith(address)


def _code_shown_by_an_app(visitor: Visitor) -> str:
    secret = re.search(r"\b([A-Z2-7]{32})\b", visitor.page.content())
    assert secret
    counters = list(yield_hotp_counters_from_time())
    return str(format_hotp_value(hotp_value(secret.group(1), counters[len(counters) // 2])))
