"""People with roles."""

import time
from typing import Any

from django.contrib.auth.models import Group
from django.test import Client

from fund.accounts.models import User
from fund.accounts.roles import Role
from grants.payments.models import PaymentLimit
from tests.factories.numbers import numbers


def make_user(*roles: Role, **fields: Any) -> User:
    number = next(numbers)
    defaults: dict[str, Any] = {"email": f"person{number}@example.org", "full_name": f"Person {number}"}
    user = User.objects.create_user(**{**defaults, **fields}, password="a-long-password")
    for role in roles:
        user.groups.add(Group.objects.get_or_create(name=role.value)[0])
    return user


def make_finance(role: Role = Role.FINANCE_OFFICER, limit: int = 10000, **fields: Any) -> User:
    """Somebody in finance who may raise, and approve if their role may, up to `limit` pounds."""
    user = make_user(role, **fields)
    PaymentLimit.objects.create(user=user, may_raise=limit, may_approve=limit)
    return user


def prove_second_step(client: Client, user: User) -> None:
    """Let this session have begun with the second step, an hour ago."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": time.time() - 3600}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
