"""Small makers of rows for tests. Each makes the least that is valid; name what the test is about."""

import itertools
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone

from fund.accounts.models import User
from fund.accounts.roles import Role
from grants.organisations.models import Membership, Organisation
from grants.organisations.states import MemberRole
from grants.places.models import Area, AreaKind
from grants.programmes.models import Allocation, Criterion, Fund, Round

_numbers = itertools.count(1)


def make_user(*roles: Role, **fields: Any) -> User:
    number = next(_numbers)
    defaults: dict[str, Any] = {"email": f"person{number}@example.org", "full_name": f"Person {number}"}
    user = User.objects.create_user(**{**defaults, **fields}, password="a-long-password")
    for role in roles:
        user.groups.add(Group.objects.get_or_create(name=role.value)[0])
    return user


def make_neighbourhood(**fields: Any) -> Area:
    number = next(_numbers)
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
    number = next(_numbers)
    defaults = {"kind": AreaKind.WARD, "code": f"E{number:08d}", "name": f"Ward {number}", "vintage": 2023}
    return Area.objects.create(**{**defaults, **fields})


def make_organisation(*members: User, role: MemberRole = MemberRole.LEAD, **fields: Any) -> Organisation:
    number = next(_numbers)
    defaults = {
        "name": f"Group {number}",
        "slug": f"group-{number}",
        "identifier": f"360G-fund-group-{number}",
    }
    organisation = Organisation.objects.create(**{**defaults, **fields})
    for member in members:
        Membership.objects.create(organisation=organisation, user=member, role=role)
    return organisation


def make_fund(**fields: Any) -> Fund:
    number = next(_numbers)
    defaults = {
        "name": f"Fund {number}",
        "slug": f"fund-{number}",
        "total": Decimal("100000.00"),
        "starts_on": date(2013, 1, 1),
        "ends_on": date(2030, 12, 31),
        "funder_name": "Made-up Council",
        "funder_identifier": "GB-LAE-MUC",
    }
    return Fund.objects.create(**{**defaults, **fields})


def make_round(*, allocation: Decimal | int | None = 10000, **fields: Any) -> Round:
    """A round that is open now, with `allocation` pounds set aside for it."""
    number = next(_numbers)
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
    round_ = Round.objects.create(**{**defaults, **fields})
    if allocation:
        Allocation.objects.create(fund=round_.fund, round=round_, amount=allocation)
    return round_


def make_criterion(round_: Round, **fields: Any) -> Criterion:
    number = next(_numbers)
    words = "Nothing\nLittle\nSome\nGood\nVery good\nExcellent"
    defaults = {"round": round_, "name": f"Criterion {number}", "weight": 10, "words": words, "order": number}
    return Criterion.objects.create(**{**defaults, **fields})
