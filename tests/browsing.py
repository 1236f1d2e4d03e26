"""A real browser for tests: Debian's Chromium, driven by Playwright, against a live server.

Every page that a visitor opens is looked at by axe, unless axe saw the same view at the same width with every
kind of element that it has now. Where Chromium is absent the tests skip, saying so.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python import sync_playwright as axe
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import resolve
from playwright.sync_api import Browser, Locator, Page, sync_playwright

from fund.accounts.models import User
from fund.common.stylesheets import BUNDLE, stylesheets

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
# Playwright keeps an event loop in this thread, which makes Django suspect async code.
ASYNC_GUARD = "DJANGO_ALLOW_ASYNC_UNSAFE"
AXE = (Path(axe.__file__).parent / "axe.min.js").read_text()
RUN_AXE = "() => axe.run(document, {resultTypes: ['violations']}).then((seen) => seen.violations)"
# An element's kind is its tag with its classes and the names of its attributes.
KINDS = """() => [...new Set([...document.querySelectorAll("body *")].map(
  (each) => `${each.tagName}.${each.getAttribute("class")} ${each.getAttributeNames().sort()}`))]"""
_seen_by_axe: dict[tuple[str, int], set[str]] = {}


class Visitor:
    """One person at one browser. Finds things as people do: by their words."""

    def __init__(self, page: Page, home: str, *, script: bool = True) -> None:
        self.page = page
        self.script = script
        self.home = home
        self.problems: list[str] = []
        page.on("console", self._note_console)
        page.on("pageerror", lambda error: self.problems.append(f"script error: {error}"))
        page.on("request", self._note_request)

    def _note_console(self, message: Any) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            self.problems.append(f"console: {message.text}")

    def _note_request(self, request: Any) -> None:
        if not request.url.startswith((self.home, "data:", "blob:")):
            self.problems.append(f"called an outside host: {request.url}")

    def open(self, path: str) -> None:
        self.page.goto(f"{self.home}{path}")
        self.look()

    def look(self) -> None:
        """Let axe look at the page as it stands; axe is a script, so not where scripts are off."""
        self.page.wait_for_load_state("load")
        if "/admin/" in self.page.url or not self.script or not self._has_new_kinds():
            return
        self.page.evaluate(AXE)
        for violation in self.page.evaluate(RUN_AXE):
            where = "; ".join(" ".join(node["target"]) for node in violation["nodes"][:3])
            self.problems.append(f"axe on {self.page.url}: {violation['id']}: {violation['help']} ({where})")

    def _has_new_kinds(self) -> bool:
        path = urlsplit(self.page.url).path
        view = resolve(path).view_name
        key = (path if view == "wagtail_serve" else view, self.page.evaluate("innerWidth"))
        kinds, before = set(self.page.evaluate(KINDS)), _seen_by_axe.setdefault(key, set())
        if kinds <= before:
            return False
        before |= kinds
        return True

    def press(self, name: str, *, exact: bool = True) -> None:
        """Press the first button or link of this name, and look at what comes."""
        button = self.page.get_by_role("button", name=name, exact=exact)
        link = self.page.get_by_role("link", name=name, exact=exact)
        self.follow(button.or_(link).first)

    def follow(self, control: Locator) -> None:
        """Press this button or link, wait for the page it leads to, and look at it."""
        with self.page.expect_navigation():
            control.click()
        self.look()

    def field(self, label: str) -> Locator:
        """The first control of this label, which may say that it is optional."""
        return self.page.get_by_label(re.compile(rf"^{re.escape(label)}( \(optional\))?$")).first

    def fill(self, label: str, value: str) -> None:
        self.field(label).fill(value)

    def choose(self, label: str, option: str) -> None:
        self.field(label).select_option(label=option)

    def tick(self, label: str, *, exact: bool = True) -> None:
        self.page.get_by_label(label, exact=exact).first.check(force=True)

    def reads(self, words: str) -> bool:
        return words in self.page.locator("body").inner_text()

    @property
    def heading(self) -> str:
        return self.page.locator("h1").inner_text()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("Chromium is not installed, so nothing was tried in a browser (apt install chromium)")
    before = os.environ.get(ASYNC_GUARD)
    os.environ[ASYNC_GUARD] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()
    if before is None:
        del os.environ[ASYNC_GUARD]


@pytest.fixture
def one_stylesheet() -> Iterator[None]:
    """The stylesheets joined into one, as `collectstatic` leaves them: forty requests fewer a visitor."""
    bundle = Path(settings.STATICFILES_DIRS[-1]) / BUNDLE
    parts = [Path(settings.STATICFILES_DIRS[0], name).read_text() for name in stylesheets()]
    bundle.parent.mkdir(parents=True, exist_ok=True)
    bundle.write_text("".join(parts))
    known: dict[str, str] = getattr(staticfiles_storage, "hashed_files")  # noqa: B009
    known[BUNDLE] = BUNDLE
    yield
    del known[BUNDLE]


@pytest.fixture
def visit(browser: Browser, live_server: Any, one_stylesheet: None) -> Iterator[Callable[..., Visitor]]:
    """`visit(user, script=False, size=PHONE)`: a visitor, signed in if a user is given.

    At the end, no visitor may have met an accessibility problem, a script error or an outside host.
    With PICTURES naming a folder, what each saw last is kept there.
    """
    visitors: list[Visitor] = []

    def start(user: User | None = None, *, script: bool = True, size: dict[str, int] = WIDE) -> Visitor:
        context = browser.new_context(java_script_enabled=script, viewport=size, locale="en-GB")  # type: ignore[arg-type]
        context.set_default_timeout(10_000)
        context.set_default_navigation_timeout(30_000)
        if user is not None:
            value = session_of(user)
            context.add_cookies(
                [{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": live_server.url}]
            )
        visitor = Visitor(context.new_page(), live_server.url, script=script)
        visitors.append(visitor)
        return visitor

    yield start
    if folder := os.environ.get("PICTURES"):
        for number, visitor in enumerate(visitors):
            visitor.page.screenshot(path=f"{folder}/visitor-{number}.png", full_page=True)
    problems = [problem for visitor in visitors for problem in visitor.problems]
    for visitor in visitors:
        visitor.page.context.close()
    assert problems == []


def session_of(user: User) -> str:
    """The key of a fresh session in which `user` is signed in."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return str(session.session_key)
