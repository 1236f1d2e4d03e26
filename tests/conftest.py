"""What every test may rely on: a private place for files, and a database that can be emptied."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import storages
from django.db import connection
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.models.signals import post_migrate
from django.test import override_settings
from wagtail.models import Collection, Locale, Page, Site

from fund.files.models import StoredFile

pytest_plugins = ["tests.browsing", "tests.moved_clock"]


@contextmanager
def files_in(folder: Path) -> Iterator[None]:
    """Keep every file, public and private, in `folder` meanwhile."""
    private = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": folder / "private", "base_url": None},
    }
    # A field takes hold of its storage when its model is made.
    content: Any = StoredFile._meta.get_field("content")
    before = content.storage
    with override_settings(
        MEDIA_ROOT=folder / "media",
        PRIVATE_ROOT=folder / "private",
        STORAGES={**settings.STORAGES, "private": private},
    ):
        content.storage = storages["private"]
        yield
    content.storage = before


@pytest.fixture(autouse=True)
def _own_folders_and_cache(tmp_path: Path) -> Iterator[None]:
    cache.clear()  # What one test counted towards a limit is not the next one's.
    with files_in(tmp_path):
        yield


@pytest.fixture(autouse=True, scope="session")
def _flush_may_empty_add_only_tables() -> Iterator[None]:
    """SQLite empties tables with DELETE, which the add-only triggers refuse: set them aside meanwhile.

    PostgreSQL uses TRUNCATE, which row triggers do not see.
    """
    operations: Any = DatabaseWrapper.ops_class
    original = operations.execute_sql_flush

    def flush(self: Any, sql_list: list[str]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'add_only%'"
            )
            triggers = cursor.fetchall()
            for name, _sql in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
            original(self, sql_list)
            for _name, sql in triggers:
                cursor.execute(sql)

    operations.execute_sql_flush = flush
    yield
    operations.execute_sql_flush = original


@pytest.fixture(autouse=True, scope="session")
def _flush_leaves_the_roots_of_the_site() -> Iterator[None]:
    """Migrations make the first page and collection; a test that empties the tables must not take them along.

    Emptying ends with `post_migrate`, and so does the start of a session on a database that was kept.
    """
    post_migrate.connect(_plant_roots)
    yield
    post_migrate.disconnect(_plant_roots)


def _plant_roots(app_config: Any, **kwargs: Any) -> None:
    if app_config.label != "wagtailcore" or Page.objects.filter(depth=1).exists():
        return
    Locale.objects.get_or_create(language_code="en-gb")
    root = Page.add_root(title="Root", slug="root")
    home = root.add_child(instance=Page(title="Welcome", slug="home"))
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    if not Collection.objects.filter(depth=1).exists():
        Collection.add_root(name="Root")
