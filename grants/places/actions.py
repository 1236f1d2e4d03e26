"""Every write to areas and postcodes that comes from a file. Whatever is the same already is left alone."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import OuterRef, Q, Subquery
from django.utils.text import slugify

from fund.accounts.models import User
from fund.audit.actions import record
from fund.common.errors import Refused
from grants.places import verbs  # noqa: F401
from grants.places.models import Area, AreaKind, Boundary, Postcode
from grants.places.postcode_files import PostcodeRow


@dataclass
class Tally:
    new: int = 0
    changed: int = 0
    same: int = 0

    def __str__(self) -> str:
        return f"{self.new:,} new, {self.changed:,} changed, {self.same:,} the same as before"


@dataclass(frozen=True)
class AreaFacts:
    code: str
    name: str
    boundary: dict[str, Any]
    neighbourhood: tuple[str, str] | None = None


@transaction.atomic
def save_area(area: Area, *, by: User) -> Area:
    """Keep what staff wrote about one area."""
    verb = "area_changed" if area.pk else "area_made"
    area.save()
    record(verb, area, by=by, name=area.name)
    return area


@transaction.atomic
def load_areas(facts: Sequence[AreaFacts], *, kind: AreaKind, vintage: int, by: User | None) -> Tally:
    """Make or change the areas of one kind and vintage. `neighbourhood` is the (code, name) of the parent."""
    codes = [one.code for one in facts]
    known = {area.code: area for area in Area.objects.filter(code__in=codes, vintage=vintage)}
    parents = _neighbourhoods({one.neighbourhood for one in facts if one.neighbourhood}, vintage)
    tally = Tally()
    for one in facts:
        area = known.get(one.code) or Area(code=one.code, kind=kind, vintage=vintage)
        if area.kind != kind:
            raise Refused(f"{one.code} is a {area.get_kind_display().lower()} here already.")
        wanted: dict[str, Any] = {"name": one.name or area.name}
        if one.neighbourhood:
            wanted["parent"] = parents[one.neighbourhood[0]]
        if not wanted["name"]:
            raise Refused(f"{one.code} has no name.")
        _write_area(area, wanted, one.boundary, tally, by=by)
    if kind == AreaKind.WARD:
        _place_postcodes(codes)
    return tally


def _write_area(
    area: Area, wanted: Mapping[str, Any], shape: dict[str, Any], tally: Tally, *, by: User | None
) -> None:
    is_new = area.pk is None
    changed = [_set(area, wanted), _set_boundary(area, shape)]
    if is_new:
        tally.new += 1
    elif any(changed):
        tally.changed += 1
    else:
        tally.same += 1
        return
    record("area_loaded", area, by=by, name=area.name)


def _set(area: Area, wanted: Mapping[str, Any]) -> bool:
    """Save what differs; say whether anything did."""
    changed = [name for name, value in wanted.items() if getattr(area, name) != value]
    for name in changed:
        setattr(area, name, wanted[name])
    if changed:
        area.save(update_fields=changed if area.pk else None)
    return bool(changed)


def _set_boundary(area: Area, shape: dict[str, Any]) -> bool:
    """Keep the shape unless it stands already; say whether it was kept."""
    if Boundary.objects.filter(area=area).values_list("shape", flat=True).first() == shape:
        return False
    Boundary.objects.update_or_create(area=area, defaults={"shape": shape})
    return True


def neighbourhood_code(name: str) -> str:
    return slugify(name)[:20].strip("-")


def _neighbourhoods(wanted: Iterable[tuple[str, str]], vintage: int) -> dict[str, Area]:
    found: dict[str, Area] = {}
    for code, name in sorted(wanted):
        if code in found:
            raise Refused(f"Two neighbourhoods have the code {code}: {found[code].name} and {name}.")
        found[code], _made = Area.objects.get_or_create(
            code=code, vintage=vintage, defaults={"kind": AreaKind.NEIGHBOURHOOD, "name": name}
        )
    return found


def _place_postcodes(codes: Sequence[str]) -> None:
    """Postcodes that were loaded before their ward was known find it now."""
    ward = Area.objects.current().wards().filter(code=OuterRef("ward_code")).order_by("-vintage")
    found = Subquery(ward.values("pk")[:1])
    Postcode.objects.filter(ward_code__in=codes).filter(~Q(area=found) | Q(area=None)).update(area=found)


@transaction.atomic
def retire_older(kind: AreaKind, *, vintage: int, by: User | None) -> int:
    """Mark the areas of one kind and an earlier vintage as no longer in use."""
    older = list(Area.objects.current().filter(kind=kind, vintage__lt=vintage))
    for area in older:
        area.retired = True
        area.save(update_fields=["retired"])
        record("area_retired", area, by=by, name=area.name)
    return len(older)


class PostcodeLoad:
    """Postcodes loaded batch by batch, so that a file of any length needs little memory.

    Open it inside a transaction, `add` batches of at most `BATCH` rows, and `finish`.
    """

    BATCH = 900
    FIELDS = ("ward_code", "area_id", "latitude", "longitude", "ended")

    def __init__(self) -> None:
        wards = Area.objects.current().wards().order_by("vintage")
        self.areas: dict[str, int] = dict(wards.values_list("code", "pk"))
        self.were_none = not Postcode.objects.exists()
        self.tally = Tally()
        self.loaded_by_area: Counter[int] = Counter()

    def add(self, rows: Sequence[PostcodeRow]) -> None:
        wanted = {row.key: self._values(row) for row in rows}
        there: dict[str, tuple[Any, ...]] = {}
        if not self.were_none:
            known = Postcode.objects.filter(key__in=wanted).values_list("key", *self.FIELDS)
            there = {key: values for key, *values in map(list, known)}  # type: ignore[misc]
        changed = {key: values for key, values in wanted.items() if list(values) != there.get(key)}
        self._count(wanted, there, changed)
        Postcode.objects.bulk_create(
            [
                Postcode(key=key, **dict(zip(self.FIELDS, values, strict=True)))
                for key, values in changed.items()
            ],
            update_conflicts=True,
            unique_fields=["key"],
            update_fields=["ward_code", "area", "latitude", "longitude", "ended"],
        )

    def _values(self, row: PostcodeRow) -> tuple[Any, ...]:
        return row.ward_code, self.areas.get(row.ward_code), row.latitude, row.longitude, row.ended

    def _count(self, wanted: Mapping[str, Any], there: Mapping[str, Any], changed: Mapping[str, Any]) -> None:
        self.tally.new += len(wanted.keys() - there.keys())
        self.tally.changed += len(changed.keys() & there.keys())
        self.tally.same += len(wanted) - len(changed)
        self.loaded_by_area.update(values[1] for values in changed.values() if values[1])

    def finish(self, *, by: User | None) -> Tally:
        for area in Area.objects.filter(pk__in=self.loaded_by_area).order_by("pk"):
            record("postcodes_loaded", area, by=by, name=area.name, count=self.loaded_by_area[area.pk])
        return self.tally


@transaction.atomic
def load_figures(figures: Mapping[int, Mapping[str, int | Decimal]], *, by: User | None) -> Tally:
    """Set the population and deprivation of wards, by their primary key, and sum up their neighbourhoods."""
    tally = Tally()
    for area in Area.objects.filter(pk__in=figures).order_by("pk"):
        if _set(area, figures[area.pk]):
            tally.changed += 1
            record("area_figures_loaded", area, by=by, name=area.name)
        else:
            tally.same += 1
    for neighbourhood in Area.objects.current().neighbourhoods():
        _sum_up(neighbourhood)
    return tally


def _sum_up(neighbourhood: Area) -> None:
    """People are the sum of the wards'; deprivation their mean, weighted by people."""
    wards = list(Area.objects.current().wards().filter(parent=neighbourhood))
    people = [ward.population for ward in wards if ward.population]
    if not wards or len(people) < len(wards):
        return
    wanted: dict[str, Any] = {"population": sum(people)}
    if all(ward.deprivation is not None for ward in wards):
        weighted = sum((Decimal(w.deprivation or 0) * (w.population or 0) for w in wards), Decimal(0))
        wanted["deprivation"] = (weighted / sum(people)).quantize(Decimal("0.01"))
    _set(neighbourhood, wanted)
