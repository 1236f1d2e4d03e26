from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fund.audit.models import Event
from grants.places.models import Area, Boundary
from tests.factories import make_neighbourhood, make_user, make_ward

pytestmark = pytest.mark.django_db


@pytest.fixture
def setter(client: Client) -> Client:
    """Somebody who may add, change and see areas in the admin, and nothing else."""
    user = make_user(is_staff=True)
    wanted = ["add_area", "change_area", "view_area"]
    user.user_permissions.set(
        Permission.objects.filter(content_type__app_label="places", codename__in=wanted)
        | Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin")
    )
    client.force_login(user)
    return client


def answers(area: Area, **changes: Any) -> dict[str, Any]:
    facts = {
        "kind": area.kind,
        "code": area.code,
        "vintage": area.vintage,
        "name": area.name,
        "short_name": "",
        "parent": area.parent_id or "",
        "population": area.population or "",
        "deprivation": "",
        "tile_column": "",
        "tile_row": "",
    }
    return {**facts, **changes}


def test_areas_are_listed_filtered_and_found(setter: Client) -> None:
    make_ward(name="Ince", code="E1")
    make_ward(name="Leigh", code="E2", retired=True)
    page = setter.get("/admin/areas/").content.decode()
    assert "Ince" in page
    assert "Leigh" in page
    assert "Leigh" not in setter.get("/admin/areas/?retired=false").content.decode()
    found = setter.get("/admin/areas/results/?q=inc").content.decode()
    assert "Ince" in found
    assert "Leigh" not in found


def test_the_list_costs_the_same_with_one_row_and_three(setter: Client) -> None:
    make_ward(parent=make_neighbourhood())
    setter.get("/admin/areas/")
    with CaptureQueriesContext(
        connection,
    ) as one:
        setter.get("/admin/areas/results/")
    make_ward(parent=make_neighbourhood())
    with CaptureQueriesContext(connection) as three:
        setter.get("/admin/areas/results/")
    assert len(one) == len(three)


def test_an_area_is_changed_with_an_event(setter: Client) -> None:
    area = make_ward(name="Ince")
    Boundary.objects.create(area=area, shape={"type": "Polygon", "coordinates": []})
    parent = make_neighbourhood()
    answer = setter.post(
        f"/admin/areas/edit/{area.pk}/", answers(area, name="Ince-in-Makerfield", parent=parent.pk)
    )
    assert answer.status_code == 302
    area.refresh_from_db()
    assert (area.name, area.parent, area.boundary.shape["type"]) == ("Ince-in-Makerfield", parent, "Polygon")
    assert [event.verb for event in Event.objects.about(area)] == ["area_changed"]


def test_two_areas_do_not_share_a_tile(setter: Client) -> None:
    make_ward(name="Ince", tile_column=3, tile_row=2)
    area = make_ward()
    answer = setter.post(f"/admin/areas/edit/{area.pk}/", answers(area, tile_column=3, tile_row=2))
    assert "Ince is on this tile already." in answer.content.decode()


def test_a_neighbourhood_lies_in_no_other(setter: Client) -> None:
    area = make_neighbourhood()
    answer = setter.post(f"/admin/areas/edit/{area.pk}/", answers(area, parent=make_neighbourhood().pk))
    assert "Only a ward lies in a neighbourhood." in answer.content.decode()


def test_an_area_is_never_deleted_in_the_admin(setter: Client) -> None:
    area = make_ward()
    setter.post(f"/admin/areas/delete/{area.pk}/")
    assert Area.objects.filter(pk=area.pk).exists()


def test_others_do_not_get_in(client: Client) -> None:
    client.force_login(make_user())
    assert client.get("/admin/areas/").status_code in (302, 403)
