"""Fetching the sizes of pictures together, so that a page with twenty costs what a page with one does."""

from collections.abc import Iterable

from django.db.models import prefetch_related_objects

from cms.models.media import Picture


def fetch_renditions(pictures: Iterable[Picture | None]) -> None:
    """Read the renditions of all of `pictures` in one query."""
    found = [picture for picture in pictures if picture is not None]
    if found:
        prefetch_related_objects(found, "renditions")
