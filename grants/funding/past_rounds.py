"""Funds and rounds that ended before they were entered here: made, and grown, to hold past grants."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from fund.accounts.models import User
from fund.audit.actions import record
from fund.audit.models import Event
from fund.common.dates import LONDON
from fund.common.errors import Refused
from fund.common.money import ZERO, format_money
from grants.forms.models import Form
from grants.funding import verbs  # noqa: F401
from grants.funding.actions import allocated_in, lock_fund, set_aside
from grants.funding.models import Allocation, Fund, Round

_PREFIX = 6


@dataclass
class Span:
    """What the grants of a round or a fund come to: pounds, days of the first and last, longest in months."""

    amount: Decimal
    first: date
    last: date
    least: Decimal
    most: Decimal
    months: int = 1

    def add(self, other: "Span") -> None:
        self.amount += other.amount
        self.first, self.last = min(self.first, other.first), max(self.last, other.last)
        self.least, self.most = min(self.least, other.least), max(self.most, other.most)
        self.months = max(self.months, other.months)


@transaction.atomic
def enter_past_fund(name: str, slug: str, span: Span, *, funder: tuple[str, str], by: User | None) -> Fund:
    """Make a fund that holds nothing yet. `funder` is its (org-id, name)."""
    fund = Fund.objects.create(
        name=_free_name(name),
        slug=slug,
        total=ZERO,
        starts_on=span.first,
        ends_on=span.last,
        funder_identifier=funder[0],
        funder_name=funder[1],
    )
    record("past_fund_entered", fund, by=by)
    return fund


@transaction.atomic
def make_room(fund: Fund, span: Span, *, by: User | None) -> None:
    """Widen and grow a fund that was made for past grants. A fund of our own must hold them as it is."""
    row = lock_fund(fund)
    needed = allocated_in(row) + span.amount
    if not Event.objects.about(row).filter(verb="past_fund_entered").exists():
        if needed > row.total:
            over = format_money(needed - row.total)
            raise Refused(
                f"{row} has {format_money(row.total)} in all. These grants would be {over} too much."
            )
        return
    row.starts_on, row.ends_on = min(row.starts_on, span.first), max(row.ends_on, span.last)
    if needed > row.total:
        row.total = needed
        record("past_fund_grown", row, by=by, total=format_money(needed))
    row.save(update_fields=["starts_on", "ends_on", "total"])


@transaction.atomic
def enter_past_round(fund: Fund, name: str, slug: str, span: Span, *, code: str, by: User | None) -> Round:
    """The decided round of `fund` with this slug, made or widened for `span`, with the money set aside."""
    round_ = Round.objects.select_for_update().counting().filter(slug=slug, fund=fund).first()
    opens_at, closes_at = _midnight(span.first), _midnight(span.last + timedelta(days=1))
    if round_ is None:
        form = Form.objects.create(name=name, questions=[])
        round_ = Round(fund=fund, form=form, slug=slug, name=name, prefix=_free_prefix(code, name))
        round_.opens_at, round_.closes_at = opens_at, closes_at
        round_.least, round_.most, round_.months = span.least, span.most, span.months
    elif round_.closes_at:
        round_.opens_at, round_.closes_at = min(round_.opens_at, opens_at), max(round_.closes_at, closes_at)
        round_.least, round_.most = min(round_.least, span.least), max(round_.most, span.most)
        round_.months = max(round_.months, span.months)
    is_new = round_.pk is None
    round_.decided_at = min(round_.closes_at or closes_at, timezone.now())
    round_.save()
    if is_new:
        record("past_round_entered", round_, by=by)
    there = Allocation.objects.filter(round=round_, area=None).first()
    set_aside(round_, (there.amount if there else ZERO) + span.amount, by=by)
    return round_


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=LONDON)


def _free_name(name: str) -> str:
    taken = set(Fund.objects.filter(name__startswith=name[:140]).values_list("name", flat=True))
    names = (name[:150], *(f"{name[:140]} ({number})" for number in range(2, len(taken) + 3)))
    return next(one for one in names if one not in taken)


def _free_prefix(code: str, name: str) -> str:
    """Up to six letters that no other round uses: a short code as it is, else the initials of the name."""
    short = "".join(letter for letter in code.upper() if letter.isascii() and letter.isalnum())
    initials = "".join(part[0] for part in slugify(name).upper().split("-") if part)
    base = short if 0 < len(short) <= _PREFIX else initials[:_PREFIX] or "PAST"
    taken = set(Round.objects.values_list("prefix", flat=True))
    if base not in taken:
        return base
    numbered = (f"{base[: _PREFIX - len(str(number))]}{number}" for number in range(2, len(taken) + 3))
    return next(prefix for prefix in numbered if prefix not in taken)
