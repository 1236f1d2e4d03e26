"""Standing at another moment, so that the real actions leave a history with believable dates."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, tzinfo
from unittest import mock


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Let `timezone.now()` be `moment`. Only the demonstration does this, before anybody else is there."""

    class Standing(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return moment.astimezone(tz)

    with mock.patch("django.utils.timezone.datetime", Standing):
        yield
