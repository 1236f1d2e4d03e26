"""Every URL of ours stands in the access table, and the table is performed."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.architecture.access_table import ACCESS, EVERYONE
from tests.architecture.world import World, make_world
from tests.conftest import files_in


def our_url_names() -> set[str]:
    """The names of all URLs that our own rooms bring; those of libraries keep their own tests.

    Wagtail's admin has one gate for all that is in it: tests/cms/test_publishing.py tries it.
    """
    found: set[str] = set()

    def walk(patterns: list[URLPattern | URLResolver], prefix: str, namespace: str) -> None:
        for pattern in patterns:
            here = prefix + str(pattern.pattern)
            if here == "/admin/":
                continue
            if isinstance(pattern, URLResolver):
                inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
                walk(pattern.url_patterns, here, inner)
            elif pattern.callback.__module__.split(".")[0] in ("fund", "grants", "cms"):
                found.add(f"{namespace}{pattern.name}")

    walk(get_resolver().url_patterns, "/", "")
    return found


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[World]:
    """One world for all addresses, since each is only looked at; what a look writes is taken back."""
    together = transaction.atomic()
    together._from_testcase = True  # type: ignore[attr-defined]  # As Django marks its own tests' transactions.
    with files_in(tmp_path_factory.mktemp("world")), django_db_blocker.unblock(), together:
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def visitors(world: World) -> dict[str, Client]:
    """Everybody of the access table, signed in."""
    clients = {person: Client() for person in EVERYONE}
    for person, client in clients.items():
        if person != "anonymous":
            client.force_login(world.people[person])
    return clients


@pytest.fixture(autouse=True)
def _own_folders_and_cache() -> None:
    """The files are the world's, so each test has only a cache of its own."""
    cache.clear()


def test_every_url_stands_in_the_access_table() -> None:
    assert our_url_names() == set(ACCESS)


@pytest.mark.parametrize("name", sorted(ACCESS))
def test_access_is_as_the_table_says(name: str, world: World, visitors: dict[str, Client], db: None) -> None:
    access = ACCESS[name]
    address = reverse(name, kwargs=access.args(world))
    for person, client in visitors.items():
        response = client.get(address)
        led_to_sign_in = response.status_code == 302 and "/accounts/login/" in response["Location"]
        opened = response.status_code in (200, 302, 405) and not led_to_sign_in
        assert opened == (person in access.who), (name, person, response.status_code)
        if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
            assert_well_made(response)
        if not opened and person == "anonymous":
            assert led_to_sign_in or response.status_code == 404, (name, response.status_code)
        elif not opened:
            assert response.status_code in (403, 404), (name, person, response.status_code)


def assert_well_made(response: Any) -> None:
    """A page has a title, one main heading, and neither script nor style of its own."""
    html = response.content.decode()
    assert re.search(r"<title>\s*\S", html)
    assert len(re.findall(r"<h1[\s>]", html)) == 1
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)", html)
    assert not re.search(r"<style[\s>]|<[^>]+\s(style|on[a-z]+)=", html)
