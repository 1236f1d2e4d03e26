"""Many groups that send at once: each looks at its answers, sends them and reads the receipt."""

import random
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlencode

CSRF = "b" * 32
TIMEOUT, AT_ONCE = 60, 100


@dataclass(frozen=True)
class Group:
    """One group's draft, and the session of its lead."""

    reference: str
    session: str


@dataclass(frozen=True)
class Sent:
    """What one group met: the status of each answer, and how many milliseconds each took."""

    statuses: tuple[int, ...]
    ms: tuple[float, ...]

    @property
    def is_in(self) -> bool:
        return self.statuses == (200, 302, 200)


def rush(port: int, groups: Iterable[Group], *, seconds: float) -> list[Sent]:
    """All groups, each at a moment of its own within `seconds`; the same moments each time."""
    chance, start = random.Random(7), time.monotonic()
    waiting = [(chance.uniform(0, seconds), group) for group in groups]
    waiting.sort(key=lambda pair: pair[0])

    def act(pair: tuple[float, Group]) -> Sent:
        time.sleep(max(0.0, start + pair[0] - time.monotonic()))
        return _send(port, pair[1])

    with ThreadPoolExecutor(AT_ONCE) as people:
        return list(people.map(act, waiting))


def _send(port: int, group: Group) -> Sent:
    at = f"/my/applications/{group.reference}"
    cookie = f"sessionid={group.session}; csrftoken={CSRF}"
    asked = [("GET", f"{at}/check/"), ("POST", f"{at}/check/"), ("GET", f"{at}/receipt/")]
    answers = [_ask(port, method, path, cookie) for method, path in asked]
    return Sent(tuple(status for status, _ms in answers), tuple(ms for _status, ms in answers))


def _ask(port: int, method: str, path: str, cookie: str) -> tuple[int, float]:
    body = urlencode({"csrfmiddlewaretoken": CSRF, "agreed": "on"}) if method == "POST" else None
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    start = time.perf_counter()
    line = HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
    try:
        line.request(method, path, body, headers)
        answer = line.getresponse()
        answer.read()
        status = answer.status
    except OSError:
        status = 0
    finally:
        line.close()
    return status, (time.perf_counter() - start) * 1000
