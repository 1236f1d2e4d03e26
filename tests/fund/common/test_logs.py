"""The log lets nobody in who reads it."""

import logging
import re

import pytest
from django.conf import settings

from fund.common.logs import HidesTokens

OPENING = [
    "/my/groups/join/Wm9uZQ-secret_1/",
    "/my/groups/ask/eyJn:1xVY:hKwG-secret/",
    "/my/applications/confirm/secret-Ab_9/",
    "/accounts/confirm-email/MQ:1xVY:secret/",
    "/accounts/password/reset/key/1-d0f-secret/",
    "/workshops/booking/0b1381cd-e987-401f-bd4a-secret/",
    "/accounts/login/?next=/my/groups/join/secret/",
    "/accounts/login/?next=%2Fmy%2Fgroups%2Fjoin%2Fsecret%2F",
]


@pytest.mark.parametrize("address", OPENING)
def test_links_that_let_in_are_left_out_of_the_log(address: str) -> None:
    made = logging.LogRecord("django", logging.WARNING, "", 0, "Not Found: %s", (address,), None)
    assert HidesTokens().filter(made)
    assert "secret" not in made.getMessage()
    assert made.getMessage().startswith("Not Found: /")


def test_every_handler_leaves_them_out() -> None:
    assert all(handler["filters"] == ["tokens"] for handler in settings.LOGGING["handlers"].values())


def test_other_addresses_are_told_whole() -> None:
    line = '"GET /staff/payments/P-00001/ HTTP/1.1" 200'
    made = logging.LogRecord("django.server", logging.INFO, "", 0, line, (), None)
    HidesTokens().filter(made)
    assert made.getMessage() == line


@pytest.mark.parametrize("address", OPENING)
def test_web_server_in_front_leaves_them_out_too(address: str) -> None:
    told = (settings.BASE_DIR / "deploy" / "nginx.conf").read_text()
    found = re.search(r'"~\*(\^\S+)" "\$\{way\}-"', told)
    assert found
    way = re.match(found.group(1).replace("?<", "?P<"), address, re.IGNORECASE)
    assert way
    assert "secret" not in way["way"]
