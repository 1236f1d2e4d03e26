"""Groups and permissions are what the one table of roles says."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import Client

from fund.accounts.actions import add_person, give_roles
from fund.accounts.models import User
from fund.accounts.roles import ADMIN_ROLES, POWERS, Role
from fund.accounts.sync import sync_roles
from fund.notifications.models import Letter
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_every_role_has_powers_in_words() -> None:
    assert set(POWERS) == set(Role)
    assert [role for role, powers in POWERS.items() if not powers.says.endswith(".")] == []


def test_sync_makes_every_group_and_takes_away_what_the_table_lacks() -> None:
    sync_roles()
    group: Any = Group.objects.get(name=Role.PUBLISHER.value)
    before = set(group.permissions.values_list("pk", flat=True))
    pages = group.page_permissions.count()
    other = Group.objects.get(name=Role.ADMINISTRATOR.value).permissions.exclude(pk__in=before).first()
    assert other is not None
    group.permissions.add(other)
    group.page_permissions.all().delete()
    sync_roles()
    assert set(group.permissions.values_list("pk", flat=True)) == before
    assert (group.page_permissions.count(), pages) == (6, 6)
    assert set(Group.objects.values_list("name", flat=True)) == set(Role.values)


@pytest.mark.parametrize("role", list(Role))
def test_admin_opens_to_the_roles_that_set_up_or_publish(role: Role, client: Client) -> None:
    user = make_user(role)
    call_command("sync_roles")
    user.refresh_from_db()
    assert user.is_staff == (role in ADMIN_ROLES)
    client.force_login(user)
    assert client.get("/admin/").status_code == (200 if role in ADMIN_ROLES else 403)


@pytest.mark.parametrize("role", [Role.PUBLISHER, Role.FUND_MANAGER, Role.ADMINISTRATOR])
@pytest.mark.parametrize(
    "address", ["/admin/images/", "/admin/images/chooser/", "/admin/documents/", "/admin/pages/"]
)
def test_those_who_write_pages_reach_pictures_and_documents(role: Role, address: str, client: Client) -> None:
    client.force_login(make_user(role))
    sync_roles()
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("role", "may", "may_not"),
    [
        (Role.PUBLISHER, ["wagtailimages.choose_image"], ["funding.change_round", "accounts.change_user"]),
        (Role.FUND_MANAGER, ["funding.change_round", "funding.add_fund"], ["funding.delete_round"]),
        (Role.ADMINISTRATOR, ["accounts.change_user", "funding.change_round"], ["accounts.delete_user"]),
        (Role.FINANCE_OFFICER, [], ["wagtailadmin.access_admin"]),
    ],
)
def test_role_gives_what_the_table_says_and_no_more(role: Role, may: list[str], may_not: list[str]) -> None:
    user = make_user(role)
    sync_roles()
    user = User.objects.get(pk=user.pk)
    group: Any = user.groups.get()
    held = set(user.get_all_permissions()) | {
        f"{row.permission.content_type.app_label}.{row.permission.codename}"
        for row in group.collection_permissions.select_related("permission__content_type")
    }
    assert [name for name in may if name not in held] == []
    assert [name for name in may_not if name in held] == []


def test_people_gain_and_lose_the_admin_with_their_role() -> None:
    user = add_person("Ada@Example.org", "Ada Fell", Role.PUBLISHER, password="a-long-password")
    assert (user.email, user.is_staff, user.has_role(Role.PUBLISHER)) == ("ada@example.org", True, True)
    give_roles(user, Role.FINANCE_OFFICER)
    user = User.objects.get(pk=user.pk)
    assert (user.is_staff, user.roles) == (False, frozenset({"finance officer"}))


def test_person_who_was_added_signs_in_at_once(client: Client) -> None:
    add_person("ada@example.org", "Ada Fell", password="a-long-password")
    response = client.post("/accounts/login/", {"login": "ADA@example.org", "password": "a-long-password"})
    assert (response.status_code, response["Location"]) == (302, "/my/")


def test_first_administrator_comes_by_command_and_may_add_others(client: Client) -> None:
    call_command("sync_roles")
    call_command("add_person", "first@example.org", "First One", "--role", "administrator", verbosity=0)
    client.force_login(User.objects.get(email="first@example.org"))
    group = Group.objects.get(name=Role.PUBLISHER.value)
    form = {"email": "Pat@example.org", "full_name": "Pat", "phone": "", "groups": [group.pk]}
    assert client.post("/admin/users/new/", form).status_code == 302
    pat = User.objects.get(email="pat@example.org")
    assert (pat.is_staff, pat.roles, pat.has_usable_password()) == (True, frozenset({"publisher"}), False)
    again = client.post("/admin/users/new/", form)
    assert "is here already" in again.content.decode()
    client.post(f"/admin/users/edit/{pat.pk}/", {**form, "groups": [], "is_active": "on"})
    assert (User.objects.get(pk=pat.pk).is_staff, User.objects.get(pk=pat.pk).roles) == (False, frozenset())


def test_command_refuses_what_is_no_address() -> None:
    with pytest.raises(CommandError, match="“Pat Fell” is not an e-mail address"):
        call_command("add_person", "Pat Fell", "pat@example.org")
    assert not User.objects.exists()


def test_person_added_in_the_admin_signs_in_by_a_code(client: Client) -> None:
    call_command("sync_roles")
    administrator = Client()
    administrator.force_login(make_user(Role.ADMINISTRATOR))
    administrator.post("/admin/users/new/", {"email": "Pat@example.org", "full_name": "Pat"})
    user = User.objects.get(email="pat@example.org")
    client.post("/accounts/login/code/", {"email": "pat@example.org"})
    code = re.search(r"^([A-Z0-9-]{6,9})$", Letter.objects.latest("pk").body_text, re.MULTILINE)
    assert code
    response = client.post("/accounts/login/code/confirm/", {"code": code.group(1)})
    assert (response["Location"], client.session["_auth_user_id"]) == ("/my/", str(user.pk))
