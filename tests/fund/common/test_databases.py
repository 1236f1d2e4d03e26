"""The cache that all processes share keeps what sign-in limits count, whoever else fills it."""

from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from environ import Env

from fund.common.databases import shared_cache

pytestmark = pytest.mark.django_db


def test_many_entries_of_others_throw_no_count_out(settings: Any) -> None:
    settings.CACHES = {"default": shared_cache(Env())}
    call_command("createcachetable")
    counts = [f"tries-of-person-{number}" for number in range(400)]
    for name in counts:
        cache.set(name, 5, 300)
    assert len(cache.get_many(counts)) == len(counts)
