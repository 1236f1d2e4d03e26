"""The admin carries our name and mark."""

import pytest
from django.test import Client

from fund.accounts.roles import Role
from fund.accounts.sync import sync_roles
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def test_admin_says_our_name_and_shows_our_mark(client: Client, settings: object) -> None:
    settings.RELAX_SECOND_FACTOR = True  # type: ignore[attr-defined]
    sync_roles()
    client.force_login(make_user(Role.ADMINISTRATOR))
    page = client.get("/admin/").content.decode()
    assert "<title>Dashboard - Community Investment Fund</title>" in " ".join(page.split()).replace(
        "> ", ">"
    ).replace(" <", "<")
    for sign in ("img/brand.svg", "img/favicon.svg", "css/admin.css"):
        assert sign in page
    missing = client.get("/admin/no-such-page/")
    assert missing.status_code == 404
    assert "img/brand.svg" in missing.content.decode()
