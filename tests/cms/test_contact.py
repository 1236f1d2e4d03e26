"""Where people can write to."""

from typing import Any

import environ
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from cms.site import ensure_site
from fund.common.environment import address_of

pytestmark = pytest.mark.django_db


def test_address_stands_at_the_foot_and_on_the_pages_that_promise_it(client: Client, settings: Any) -> None:
    settings.CONTACT_EMAIL = "hello@fund.example"
    ensure_site()
    assert client.get("/").content.decode().count("mailto:hello@fund.example") == 1
    for slug in ("accessibility", "privacy"):
        assert client.get(f"/{slug}/").content.decode().count("mailto:hello@fund.example") == 2


def test_address_is_that_of_the_letters_unless_another_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    env = environ.Env()
    assert address_of(env, "CONTACT_X", "The fund <fund@fund.example>") == "fund@fund.example"
    monkeypatch.setenv("CONTACT_X", "nobody")
    with pytest.raises(ImproperlyConfigured, match="CONTACT_X"):
        address_of(env, "CONTACT_X", "fund@fund.example")
