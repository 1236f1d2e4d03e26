"""Staff pages open after a second factor; only a demonstration may relax it, and the deploy check says so."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote_plus

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.views import LoginView
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from fund.accounts.models import User
from fund.accounts.roles import Role
from fund.accounts.sync import sync_roles
from fund.audit.models import Event
from tests.factories import make_user

pytestmark = pytest.mark.django_db
PASSWORD = "a-long-password"


@pytest.fixture(autouse=True)
def _strict(settings: Any) -> None:
    settings.RELAX_SECOND_FACTOR = False


def _signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("address", ["/staff/", "/staff/anything/", "/admin/", "/panel/"])
def test_staff_without_a_second_factor_are_led_to_set_it_up(address: str) -> None:
    user = make_user(Role.FUND_MANAGER)
    sync_roles()
    response = _signed_in(user).get(address)
    assert (response.status_code, response["Location"]) == (302, "/accounts/2fa/")


def test_staff_go_on_once_they_gave_the_second_step(client: Client) -> None:
    user = make_user(Role.FUND_MANAGER)
    sync_roles()
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    client.force_login(user)
    code = format_hotp_value(hotp_value("JBSWY3DPEHPK3PXP", next(yield_hotp_counters_from_time())))
    response = client.post("/accounts/2fa/reauthenticate/?next=/staff/", {"code": code, "next": "/staff/"})
    assert (response.status_code, response["Location"]) == (302, "/staff/")
    assert (client.get("/staff/").status_code, client.get("/admin/").status_code) == (200, 200)


@pytest.mark.parametrize("address", ["/staff/", "/admin/", "/panel/"])
def test_session_that_began_without_the_second_step_is_asked_for_it(address: str) -> None:
    user = make_user(Role.FUND_MANAGER)
    sync_roles()
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    response = _signed_in(user).get(f"{address}?a=1")
    going = quote_plus(f"{address}?a=1")
    assert (response.status_code, response["Location"]) == (
        302,
        f"/accounts/2fa/reauthenticate/?next={going}",
    )


def test_no_other_door_takes_a_password(client: Client) -> None:
    """Every view that signs people in is allauth's, which counts guesses and asks for the second step."""
    user = make_user(Role.FUND_MANAGER)
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    response = client.post("/_util/login/?next=/staff/", {"username": user.email, "password": PASSWORD})
    assert (response.status_code, response["Location"]) == (302, "/accounts/login/?next=/staff/")
    assert SESSION_KEY not in client.session
    for pattern, address in _every_pattern(get_resolver().url_patterns):
        if issubclass(getattr(pattern.callback, "view_class", object), LoginView):
            assert resolve(f"/{address}").func is not pattern.callback, address


def _every_pattern(patterns: list[Any], before: str = "") -> Iterator[tuple[URLPattern, str]]:
    for pattern in patterns:
        address = before + str(pattern.pattern).removeprefix("^")
        if isinstance(pattern, URLResolver):
            yield from _every_pattern(pattern.url_patterns, address)
        else:
            yield pattern, address


def test_panel_members_who_are_not_staff_need_none() -> None:
    assert _signed_in(make_user(Role.PANEL_MEMBER)).get("/panel/").status_code != 302


def test_secret_is_not_kept_in_the_clear() -> None:
    totp = TOTP.activate(make_user(), "JBSWY3DPEHPK3PXP")
    assert "JBSWY3DPEHPK3PXP" not in str(totp.instance.data)
    assert get_adapter().decrypt(totp.instance.data["secret"]) == "JBSWY3DPEHPK3PXP"


def test_person_who_lost_their_device_is_let_set_up_another(capsys: pytest.CaptureFixture[str]) -> None:
    user = make_user(email="ada@example.org")
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(user)
    call_command("forget_second_factor", "ADA@example.org")
    assert not Authenticator.objects.filter(user=user).exists()
    assert [event.sentence for event in Event.objects.about(user)] == [
        f"The system removed the second step of {user}, so that they can set up another"
    ]
    with pytest.raises(CommandError, match="Nobody"):
        call_command("forget_second_factor", "nobody@example.org")
