"""Funds, rounds, workshops and criteria."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from grants.forms.models import Form
from grants.funding.models import Allocation, Criterion, Fund, Round
from grants.workshops.models import Booking, Workshop
from tests.dates import next_year
from tests.factories.numbers import numbers


def make_fund(**fields: Any) -> Fund:
    number = next(numbers)
    defaults = {
        "name": f"Fund {number}",
        "slug": f"fund-{number}",
        "total": Decimal("100000.00"),
        "starts_on": date(2013, 1, 1),
        "ends_on": date(next_year() + 3, 12, 31),
        "funder_name": "Made-up Council",
        "funder_identifier": "GB-LAE-MUC",
    }
    return Fund.objects.create(**{**defaults, **fields})


def make_form(name: str = "", **fields: Any) -> Form:
    """A form with the starter questions."""
    return Form.objects.create(name=name or f"Form {next(numbers)}", **fields)


def make_round(*, allocation: Decimal | int | None = 10000, **fields: Any) -> Round:
    """A round that is open now, with `allocation` pounds set aside for it."""
    number = next(numbers)
    now = timezone.now()
    defaults: dict[str, Any] = {
        "name": f"Round {number}",
        "slug": f"round-{number}",
        "prefix": f"R{number}",
        "opens_at": now - timedelta(days=10),
        "closes_at": now + timedelta(days=10),
        "least": Decimal("100.00"),
        "most": Decimal("2000.00"),
    }
    if "fund" not in fields:
        fields["fund"] = make_fund()
    facts = {**defaults, **fields}
    if "form" not in facts:
        facts["form"] = make_form(facts["name"])
    round_ = Round.objects.create(**facts)
    if allocation:
        Allocation.objects.create(fund=round_.fund, round=round_, amount=allocation)
    return round_


def make_workshop(round_: Round | None = None, **fields: Any) -> Workshop:
    """A workshop in ten days, of two hours, with ten places."""
    number = next(numbers)
    starts = fields.get("starts_at") or timezone.now() + timedelta(days=10)
    defaults: dict[str, Any] = {
        "reference": f"WS-{number:04d}",
        "round": round_ or make_round(),
        "title": f"Workshop {number}",
        "starts_at": starts,
        "ends_at": starts + timedelta(hours=2),
        "place": "Lock House, 4 Canal Street",
        "postcode": "WN11AA",
        "places": 10,
    }
    return Workshop.objects.create(**{**defaults, **fields})


def make_booking(workshop: Workshop | None = None, **fields: Any) -> Booking:
    """One seat, given at once."""
    number = next(numbers)
    defaults: dict[str, Any] = {
        "workshop": workshop or make_workshop(),
        "name": f"Visitor {number}",
        "email": f"visitor{number}@example.org",
        "placed_at": timezone.now(),
    }
    return Booking.objects.create(**{**defaults, **fields})


def make_criterion(round_: Round, **fields: Any) -> Criterion:
    number = next(numbers)
    words = "Nothing\nLittle\nSome\nGood\nVery good\nExcellent"
    defaults = {"round": round_, "name": f"Criterion {number}", "weight": 10, "words": words, "order": number}
    return Criterion.objects.create(**{**defaults, **fields})
