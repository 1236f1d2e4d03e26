"""Several people at the same moment, each on a connection of their own."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from fund.common.errors import Refused

several_writers = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has one writer at a time"
)


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """What these acts, begun at the same moment, gave back. Nothing but a refusal stops one of them."""
    barrier, done, broken = threading.Barrier(len(acts)), list[Any](), list[Exception]()

    def run(act: Callable[[], Any]) -> None:
        try:
            barrier.wait(timeout=10)
            done.append(act())
        except Refused:
            pass
        except Exception as error:
            broken.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert broken == []
    return done


def together(*acts: Callable[[], Any]) -> int:
    """How many of them were done."""
    return len(at_once(*acts))
