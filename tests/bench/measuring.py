"""Asking a running server for a screen again and again, one request at a time."""

import gzip
import statistics
import time
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlencode

from tests.bench.counting import HEADER
from tests.bench.screens import Screen

WARM_UPS = 8
CSRF = "b" * 32
TIMEOUT = 30


@dataclass(frozen=True)
class Measured:
    """Milliseconds, queries of the last response, and its bytes as they are and compressed."""

    screen: Screen
    median: float
    p95: float
    queries: int
    size: int
    packed: int

    @property
    def passes(self) -> bool:
        quick = self.screen.most_ms is None or self.median <= self.screen.most_ms
        return quick and (self.screen.most_queries is None or self.queries <= self.screen.most_queries)


@dataclass(frozen=True)
class Answer:
    ms: float
    queries: int
    body: bytes


def measure(screen: Screen, path: str, *, port: int, cookie: str) -> Measured:
    for _number in range(WARM_UPS):
        ask(path, port=port, cookie=cookie)
    return _sum_up(screen, [ask(path, port=port, cookie=cookie) for _number in range(screen.times)])


def measure_sending(screen: Screen, paths: list[str], *, port: int, cookie: str) -> Measured:
    """Each draft can be sent once, so each path is asked for once; the first few warm up."""
    answers = [ask(path, port=port, cookie=cookie, post=True) for path in paths]
    return _sum_up(screen, answers[WARM_UPS:])


def ask(path: str, *, port: int, cookie: str, post: bool = False) -> Answer:
    """One request on a connection of its own, as a browser's first would be."""
    connection = HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
    headers = {"Cookie": f"sessionid={cookie}; csrftoken={CSRF}"} if cookie else {}
    body = urlencode({"csrfmiddlewaretoken": CSRF, "agreed": "on"}) if post else None
    if post:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    start = time.perf_counter()
    connection.request("POST" if post else "GET", path, body, headers)
    response = connection.getresponse()
    content = response.read()
    ms = (time.perf_counter() - start) * 1000
    connection.close()
    expected = 302 if post else 200
    if response.status != expected:
        raise SystemExit(f"{path} answered {response.status} instead of {expected}.")
    return Answer(ms, int(response.headers[HEADER]), content)


def _sum_up(screen: Screen, answers: list[Answer]) -> Measured:
    times = sorted(answer.ms for answer in answers)
    p95 = times[min(len(times) - 1, round(len(times) * 0.95))]
    last = answers[-1]
    return Measured(
        screen,
        statistics.median(times),
        p95,
        max(answer.queries for answer in answers),
        len(last.body),
        len(gzip.compress(last.body)),
    )
