"""Administrators set payment limits in the admin; nobody sets their own."""

import pytest
from django.test import Client

from fund.accounts.roles import Role
from fund.audit.models import Event
from grants.payments.models import PaymentLimit
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def test_administrator_sets_anothers_limit_and_not_their_own() -> None:
    admin = make_user(Role.ADMINISTRATOR, is_superuser=True, is_staff=True)
    person = make_user(Role.FINANCE_OFFICER)
    client = Client()
    client.force_login(admin)
    given = {"may_raise": "5000", "may_approve": "0"}
    own = client.post("/admin/payment-limits/new/", {**given, "user": admin.pk})
    assert "Nobody sets their own limit" in own.content.decode()
    assert client.post("/admin/payment-limits/new/", {**given, "user": person.pk}).status_code == 302
    assert PaymentLimit.objects.get().user == person
    assert Event.objects.filter(verb="payment_limit_changed", by=admin).count() == 1
