"""Django's client in the hands of a person, and what a page says to them."""

from typing import Any

from django.test import Client

from fund.accounts.models import User


def client_of(user: User) -> Client:
    """A client in which `user` is signed in."""
    client = Client()
    client.force_login(user)
    return client


def page(response: Any) -> str:
    """A page that was given, as one line."""
    assert response.status_code == 200, response.status_code
    return " ".join(response.content.decode().split())
