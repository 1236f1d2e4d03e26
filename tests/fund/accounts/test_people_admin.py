"""Roles given to many people at once."""

from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group
from django.test import Client

from fund.accounts.models import User
from fund.accounts.roles import Role
from fund.accounts.sync import sync_roles
from tests.factories import make_user, prove_second_step

pytestmark = pytest.mark.django_db
NEXT = "next=/admin/users/"


@pytest.fixture
def administrator(client: Client) -> User:
    sync_roles()
    user = make_user(Role.ADMINISTRATOR)
    client.force_login(user)
    return user


def test_nobody_gives_themselves_a_role_with_many_others(client: Client, administrator: User) -> None:
    other = make_user()
    role = Group.objects.get(name=Role.PUBLISHER.value)
    address = f"/admin/bulk/accounts/user/assign_role/?id={administrator.pk}&id={other.pk}&{NEXT}"
    assert client.post(address, {"role": role.pk}).status_code == 302
    assert User.objects.get(pk=administrator.pk).roles == {Role.ADMINISTRATOR}
    assert User.objects.get(pk=other.pk).roles == {Role.PUBLISHER}
    assert User.objects.get(pk=other.pk).is_staff


def test_only_roles_of_the_table_are_given(client: Client, administrator: User) -> None:
    other, group = make_user(), Group.objects.create(name="Anything else")
    address = f"/admin/bulk/accounts/user/assign_role/?id={other.pk}&{NEXT}"
    assert client.post(address, {"role": group.pk}).status_code == 200
    assert not other.groups.exists()


def test_giving_roles_asks_again_who_gives_them(client: Client, administrator: User, settings: Any) -> None:
    settings.RELAX_SECOND_FACTOR = False
    TOTP.activate(administrator, "JBSWY3DPEHPK3PXP")
    prove_second_step(client, administrator)
    other = make_user()
    bulk = f"/admin/bulk/accounts/user/assign_role/?id={other.pk}&{NEXT}"
    for address in (f"/admin/users/edit/{other.pk}/", "/admin/users/new/", bulk):
        assert "/reauthenticate/?next=" in client.get(address)["Location"], address
    role = Group.objects.get(name=Role.PUBLISHER.value)
    assert "/reauthenticate/?next=" in client.post(bulk, {"role": role.pk})["Location"]
    assert not other.groups.exists()
