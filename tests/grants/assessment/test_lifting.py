"""A conflict that staff recorded by mistake is lifted by a manager; what is declared stands."""

import pytest
from django.test import Client

from fund.accounts.roles import Role
from fund.audit.models import Event
from fund.common.errors import Refused
from grants.applications.models import Application
from grants.assessment.actions import lift_conflict
from tests.factories.applications import make_application, make_conflict
from tests.factories.panels import make_panel
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


def test_manager_lifts_a_recorded_conflict_with_a_reason(client: Client) -> None:
    member, manager = make_user(Role.PANEL_MEMBER), make_user(Role.FUND_MANAGER)
    application = make_application(state="under_assessment")
    make_panel(application.round, member)
    make_conflict(application, member, found=True, recorded_by=manager)
    client.force_login(manager)
    page = f"/staff/panels/{application.round.slug}/case/{application.reference}/"
    assert "Lift the conflict" in client.get(page).content.decode()
    said = client.post(f"{page}lift/", {"lift-user": member.pk, "lift-reason": ""}).content.decode()
    assert "<title>Error: " in said
    client.post(f"{page}lift/", {"lift-user": member.pk, "lift-reason": "Another Ada Fell."})
    assert not application.conflicts.exists()
    event = Event.objects.get(verb="conflict_lifted")
    assert (event.case_reference, event.by) == (application.reference, manager)
    assert event.data["reason"] == "Another Ada Fell."
    assert event.data["was"] == "My sister runs it."


def _tied(**fields: object) -> Application:
    application = make_application(state="under_assessment")
    make_conflict(application, make_user(Role.PANEL_MEMBER), **fields)
    return application


def test_declared_conflicts_stand_and_officers_lift_none() -> None:
    declared, found = _tied(found=False).conflicts.get(), _tied(found=True).conflicts.get()
    manager = make_user(Role.FUND_MANAGER)
    with pytest.raises(Refused, match="declared"):
        lift_conflict(declared, reason="No.", by=manager)
    with pytest.raises(Refused, match="manager"):
        lift_conflict(found, reason="No.", by=make_user(Role.GRANTS_OFFICER))
    with pytest.raises(Refused, match="mistake"):
        lift_conflict(found, reason=" ", by=manager)
