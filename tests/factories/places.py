"""Wards and neighbourhoods."""

from typing import Any

from grants.places.models import Area, AreaKind
from tests.factories.numbers import numbers


def make_neighbourhood(**fields: Any) -> Area:
    number = next(numbers)
    return Area.objects.create(
        **{
            "kind": AreaKind.NEIGHBOURHOOD,
            "code": f"N{number}",
            "name": f"Neighbourhood {number}",
            "vintage": 2023,
            **fields,
        }
    )


def make_ward(**fields: Any) -> Area:
    number = next(numbers)
    defaults = {"kind": AreaKind.WARD, "code": f"E{number:08d}", "name": f"Ward {number}", "vintage": 2023}
    return Area.objects.create(**{**defaults, **fields})
