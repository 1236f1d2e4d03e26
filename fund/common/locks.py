"""Locking rows until the transaction ends."""

from typing import TypeVar

from django.db import models

Thing = TypeVar("Thing", bound=models.Model)


def lock(thing: Thing) -> Thing:
    """Return the same row, read again and locked until the transaction ends."""
    return type(thing)._base_manager.select_for_update().get(pk=thing.pk)
