"""Giving a role and taking it leave an event each."""

import pytest

from fund.accounts.actions import give_roles
from fund.accounts.forms import PersonForm
from fund.accounts.people_admin import GiveRole
from fund.accounts.roles import Role
from fund.accounts.sync import sync_roles
from fund.audit.models import Event
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def said() -> list[str]:
    rows = Event.objects.filter(verb__in=["role_given", "role_taken"]).order_by("pk")
    return [event.sentence for event in rows]


def test_giving_and_taking_by_a_command_are_on_record_once() -> None:
    person = make_user(full_name="Ada Fell")
    give_roles(person, Role.AUDITOR)
    give_roles(person, Role.AUDITOR)
    give_roles(person, Role.CONNECTOR)
    assert said() == [
        "The system gave Ada Fell the role “Auditor”",
        "The system gave Ada Fell the role “Connector”",
        "The system took the role “Auditor” from Ada Fell",
    ]


def test_the_form_and_the_bulk_action_of_the_admin_say_who_did_it() -> None:
    sync_roles()
    admin, person = make_user(Role.ADMINISTRATOR, full_name="Bo Oss"), make_user(full_name="Ada Fell")
    before = len(said())
    group = PersonForm().fields["groups"].queryset.get(name=Role.AUDITOR)  # type: ignore[attr-defined]
    data = {"email": person.email, "full_name": "Ada Fell", "is_active": "on", "groups": [group.pk]}
    form = PersonForm(data, instance=person, by=admin)
    assert form.is_valid(), form.errors
    form.save()
    GiveRole.execute_action([person], role=group, by=admin)
    assert said()[before:] == ["Bo Oss gave Ada Fell the role “Auditor”"]
