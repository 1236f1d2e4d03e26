"""Screens open to those who hold a role that is named, and to nobody else."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from fund.accounts.gates import needs_role
from fund.accounts.models import User
from fund.accounts.roles import Role
from tests.factories import make_user


@needs_role(Role.GRANTS_OFFICER, Role.FUND_MANAGER)
def _screen(request: HttpRequest, number: int) -> HttpResponse:
    return HttpResponse(f"case {number}")


def _request(user: User | AnonymousUser) -> HttpRequest:
    request = RequestFactory().get("/staff/cases/?page=2")
    request.user = user
    return request


def test_screen_leads_people_not_signed_in_to_sign_in() -> None:
    response = _screen(_request(AnonymousUser()), 7)
    assert (response.status_code, response["Location"]) == (
        302,
        "/accounts/login/?next=/staff/cases/%3Fpage%3D2",
    )


@pytest.mark.django_db
def test_screen_opens_to_a_role_that_is_named() -> None:
    response = _screen(_request(make_user(Role.FUND_MANAGER)), 7)
    assert isinstance(response, HttpResponse)
    assert response.content == b"case 7"


@pytest.mark.django_db
@pytest.mark.parametrize("roles", [(), (Role.AUDITOR,), (Role.ADMINISTRATOR,)])
def test_screen_is_shut_to_roles_that_are_not_named(roles: tuple[Role, ...]) -> None:
    with pytest.raises(PermissionDenied):
        _screen(_request(make_user(*roles)), 7)


@pytest.mark.django_db
def test_screen_is_shut_to_a_person_who_left() -> None:
    with pytest.raises(PermissionDenied):
        _screen(_request(make_user(Role.FUND_MANAGER, is_active=False)), 7)
