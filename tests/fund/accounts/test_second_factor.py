"""Staff pages open after a second factor; only a demonstration may relax it, and the deploy check says so."""

from typing import Any

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import CommandError, call_command
from django.test import Client

from fund.accounts.models import User
from fund.accounts.roles import Role
from fund.accounts.sync import sync_roles
from tests.factories import make_user

pytestmark = pytest.mark.django_db


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


def test_staff_with_a_second_factor_go_on() -> None:
    user = make_user(Role.FUND_MANAGER)
    sync_roles()
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    assert _signed_in(user).get("/admin/").status_code == 200


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
    with pytest.raises(CommandError, match="Nobody"):
        call_command("forget_second_factor", "nobody@example.org")
