"""Asking a running server for a screen again and again, one request at a time."""

import gzip
import json
import re
import statistics
import time
from dataclasses import dataclass, replace
from http.client import HTTPConnection
from urllib.parse import urlencode, urljoin

from tests.bench.counting import QUERIES, WORK
from tests.bench.screens import Screen

WARM_UPS = 8
CSRF = "b" * 32
TIMEOUT = 30


@dataclass(frozen=True)
class Measured:
    """Milliseconds, most queries, and the page's bytes as they are, compressed, and with script and style.

    `work` is the part of the median that the web server's own process took.
    """

    screen: Screen
    median: float
    p95: float
    work: float
    queries: int
    size: int
    packed: int
    whole: int = 0

    @property
    def passes(self) -> bool:
        screen = self.screen
        quick = screen.most_ms is None or self.median <= screen.most_ms
        small = screen.most_kb is None or self.whole <= screen.most_kb * 1000
        return quick and small and (screen.most_queries is None or self.queries <= screen.most_queries)


@dataclass(frozen=True)
class Answer:
    ms: float
    work: float
    queries: int
    body: bytes


def measure(screen: Screen, path: str, *, port: int, cookie: str) -> Measured:
    for _number in range(WARM_UPS):
        ask(path, port=port, cookie=cookie)
    found = _sum_up(screen, [ask(path, port=port, cookie=cookie) for _number in range(screen.times)])
    return replace(found, whole=found.packed + _parts(path, port=port, cookie=cookie))


def _parts(path: str, *, port: int, cookie: str) -> int:
    """The compressed bytes of the script and style that a page links, and of the modules those import."""
    page = ask(path, port=port, cookie=cookie).body.decode(errors="replace")
    waiting = re.findall(r'(?:src|href)="(/static/[^"]+\.(?:js|css))"', page)
    found: dict[str, bytes] = {}
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = fetch(name, port=port)
            imported = re.findall(r'(?:from|import) "(\.[^"]+)"', found[name].decode())
            waiting += [urljoin(name, each) for each in imported if name.endswith(".js")]
    return sum(len(gzip.compress(content)) for content in found.values())


def fetch(path: str, *, port: int) -> bytes:
    """A file of ours, as it stands."""
    connection = HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
    connection.request("GET", path)
    response = connection.getresponse()
    content = response.read()
    connection.close()
    if response.status != 200:
        raise SystemExit(f"{path} answered {response.status} instead of 200.")
    return content


def measure_sending(screen: Screen, paths: list[str], *, port: int, cookie: str) -> Measured:
    """Each draft can be sent once, so each path is asked for once; the first few warm up."""
    answers = [ask(path, port=port, cookie=cookie, post={"agreed": "on"}) for path in paths]
    return _sum_up(screen, answers[WARM_UPS:])


def measure_autosave(screen: Screen, path: str, *, port: int, cookie: str) -> Measured:
    """One answer, typed again and again; each save says which words the next one has seen."""
    answers, seen = list[Answer](), "1."
    for number in range(screen.times + WARM_UPS):
        data = {"title": f"Measured {number} times", "seen_title": seen}
        answers.append(ask(path, port=port, cookie=cookie, post=data))
        seen = json.loads(answers[-1].body)["seen"]["seen_title"]
    return _sum_up(screen, answers[WARM_UPS:])


def ask(path: str, *, port: int, cookie: str, post: dict[str, str] | None = None) -> Answer:
    """One request on a connection of its own, as a browser's first would be."""
    connection = HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
    headers = {"Cookie": f"sessionid={cookie}; csrftoken={CSRF}"} if cookie else {}
    body = urlencode({"csrfmiddlewaretoken": CSRF, **post}) if post else None
    if post:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    start = time.perf_counter()
    connection.request("POST" if post else "GET", path, body, headers)
    response = connection.getresponse()
    content = response.read()
    ms = (time.perf_counter() - start) * 1000
    connection.close()
    expected = 302 if path.endswith("/check/") else 200
    if response.status != expected:
        raise SystemExit(f"{path} answered {response.status} instead of {expected}.")
    return Answer(ms, float(response.headers[WORK] or 0), int(response.headers[QUERIES] or 0), content)


def _sum_up(screen: Screen, answers: list[Answer]) -> Measured:
    times = sorted(answer.ms for answer in answers)
    p95 = times[min(len(times) - 1, round(len(times) * 0.95))]
    last = answers[-1]
    return Measured(
        screen,
        statistics.median(times),
        p95,
        statistics.median(answer.work for answer in answers),
        max(answer.queries for answer in answers),
        len(last.body),
        len(gzip.compress(last.body)),
    )
