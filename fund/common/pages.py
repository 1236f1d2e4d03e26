"""Long lists, a page at a time, by key: page 4,000 costs what page 1 costs, and no row is shown twice."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Generic, TypeVar

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.signing import BadSignature, Signer
from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.http import QueryDict

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Page(Generic[Row]):
    """`next` and `previous` are query strings that keep every filter; empty where there is no such page.

    `first` and `last` number the rows shown, from 1; both are 0 on an empty page.
    """

    rows: list[Row] = field(default_factory=list)
    next: str = ""
    previous: str = ""
    first: int = 0
    last: int = 0

    def says(self, total: int) -> str:
        """`1 to 25 of 38`; nothing where there is nothing to count."""
        return f"{self.first:,} to {self.last:,} of {max(total, self.last):,}" if self.rows else ""


@dataclass(frozen=True)
class _Key:
    """One field of the order. `empty` says that rows without a value exist; they always come last."""

    name: str
    descending: bool
    empty: bool
    kind: Any

    def order(self, *, backwards: bool) -> OrderBy:
        descending = self.descending != backwards
        last = (not backwards) if self.empty else None
        first = backwards if self.empty else None
        return OrderBy(
            F(self.name), descending=descending, nulls_last=last or None, nulls_first=first or None
        )

    def value_of(self, row: Model) -> Any:
        value: Any = row
        for part in self.name.split("__"):
            value = getattr(value, part, None)
        return value

    def beyond(self, value: Any, *, backwards: bool) -> Q | None:
        """Rows past `value` in this field alone; None where nothing can be."""
        if value is None:
            return Q(**{f"{self.name}__isnull": False}) if backwards else None
        past = Q(**{f"{self.name}__{'gt' if self.descending == backwards else 'lt'}": value})
        return past | Q(**{f"{self.name}__isnull": True}) if self.empty and not backwards else past

    def equal(self, value: Any) -> Q:
        return Q(**({f"{self.name}__isnull": True} if value is None else {self.name: value}))

    def bound(self, value: Any, *, backwards: bool) -> Q:
        """What every row further on fulfils: it lets an index begin at the right place."""
        if self.empty or value is None:
            return Q()
        return Q(**{f"{self.name}__{'gte' if self.descending == backwards else 'lte'}": value})


def page_by_key(
    queryset: QuerySet[Row],
    params: QueryDict,
    *,
    order: Sequence[str] = ("-pk",),
    size: int = 25,
    filled: Sequence[str] = (),
) -> Page[Row]:
    """One page of `queryset` in `order`, after or before the key that `params` names.

    The last field of `order` must be unique. Fields may go either way, and may be empty: empty ones come
    last. Name in `filled` the nullable fields that are never empty here, so that an index can serve.
    A key that makes no sense shows the first page.
    """
    keys = [_read_key(queryset, name, filled) for name in order]
    backwards = "before" in params and "after" not in params
    at = _decode(params.get("before" if backwards else "after", ""), keys)
    rows = _fetch(queryset, keys, at[1] if at else None, size=size, backwards=backwards and at is not None)
    more = len(rows) > size
    rows = rows[:size]
    if at and backwards:
        rows.reverse()
        return _page(rows, keys, params, first=max(1, at[0] - len(rows)), earlier=more, later=True)
    return _page(rows, keys, params, first=at[0] + 1 if at else 1, earlier=at is not None, later=more)


def without_place(params: QueryDict) -> str:
    """The filters and the order of a list as a query string: for its files, and to go back to its start."""
    return _query(params)


def way_back(params: QueryDict) -> str:
    """What a link from a list to a row carries, so that its way back leads to the same page of it."""
    carried = QueryDict(mutable=True)
    carried["list"] = params.urlencode()
    return f"?{carried.urlencode()}" if params else ""


def list_query(params: QueryDict) -> str:
    """The list that a row was opened from, as its query string; empty where it came from elsewhere."""
    return QueryDict(params.get("list", "")).urlencode()


def _read_key(queryset: QuerySet[Row], name: str, filled: Sequence[str]) -> _Key:
    bare = name.removeprefix("-")
    kind = queryset.query.annotations[bare].output_field if bare in queryset.query.annotations else None
    empty = True
    if kind is None:
        kind, empty = _field_of(queryset.model, bare)
    return _Key(bare, name.startswith("-"), empty and bare not in filled, kind)


def _field_of(model: type[Model], path: str) -> tuple[Any, bool]:
    """The model field at the end of `path`, and whether anything on the way may be empty."""
    found: Any = None
    empty = False
    for part in path.split("__"):
        found = model._meta.pk if part == "pk" else model._meta.get_field(part)
        if found is None:
            raise FieldDoesNotExist(path)
        empty = empty or bool(found.null)
        model = found.related_model or model
    return found, empty


def _fetch(
    queryset: QuerySet[Row], keys: list[_Key], values: list[Any] | None, *, size: int, backwards: bool
) -> list[Row]:
    rows = queryset.order_by(*[key.order(backwards=backwards) for key in keys])
    if values is not None:
        rows = rows.filter(_further(keys, values, backwards=backwards))
    return list(rows[: size + 1])


def _further(keys: list[_Key], values: list[Any], *, backwards: bool) -> Q:
    """Rows past the key: past in the first field, or equal there and past in the second, and so on."""
    found = Q()
    same = Q()
    for key, value in zip(keys, values, strict=True):
        past = key.beyond(value, backwards=backwards)
        if past is not None:
            found |= same & past
        same &= key.equal(value)
    nothing = Q(pk__in=[])
    return keys[0].bound(values[0], backwards=backwards) & (found or nothing)


def _page(
    rows: list[Row], keys: list[_Key], params: QueryDict, *, first: int, earlier: bool, later: bool
) -> Page[Row]:
    if not rows:
        return Page(previous=_query(params) if earlier else "")
    last = first + len(rows) - 1
    return Page(
        rows=rows,
        next=_query(params, after=_encode(last, rows[-1], keys)) if later else "",
        previous=_query(params, before=_encode(first, rows[0], keys)) if earlier else "",
        first=first,
        last=last,
    )


def _query(params: QueryDict, **key: str) -> str:
    kept = params.copy()
    kept.pop("after", None)
    kept.pop("before", None)
    kept.update(key)
    return kept.urlencode()


def _encode(number: int, row: Model, keys: list[_Key]) -> str:
    values = [number, *[key.value_of(row) for key in keys]]
    text = json.dumps(values, default=_plain, separators=(",", ":"))
    return _signer().sign(base64.urlsafe_b64encode(text.encode()).decode().rstrip("="))


def _signer() -> Signer:
    """Keys go to the database as they are, so only those that we wrote ourselves are read."""
    return Signer(sep=".", salt="fund.common.pages")


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(Decimal(value))


def _decode(token: str, keys: list[_Key]) -> tuple[int, list[Any]] | None:
    """The number and the key in `token`, or None where it makes no sense."""
    try:
        text = _signer().unsign(token)
        number, *values = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if len(values) != len(keys):
            return None
        number = int(number)
        return number, [key.kind.to_python(value) for key, value in zip(keys, values, strict=True)]
    except (BadSignature, ValueError, TypeError, ValidationError):
        return None
