"""Seven closed rounds: about 560 groups and awards, spread over the wards by people and deprivation."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.conf import settings
from django.utils.text import slugify

from fund.common.dates import LONDON
from fund.demo.funding import make_round
from fund.demo.names import TITLES, group_names, street_of, town_of
from fund.demo.wigan import POSTCODES
from fund.demo.world import Demo
from grants.awards.models import Award
from grants.awards.states import AwardState
from grants.funding.actions import set_aside
from grants.funding.models import Round
from grants.ledger.past_grants import PastGrant, enter_past_grants
from grants.organisations.matching import name_key
from grants.organisations.models import Organisation
from grants.organisations.states import LegalForm
from grants.places.models import Area


@dataclass(frozen=True)
class Past:
    """One closed round: how many awards it made, and the least and most of each, in pounds."""

    year: int
    name: str
    scheme: str
    count: int
    least: int
    most: int


PAST = (
    Past(2013, "Big ideas", "big", 58, 12_000, 86_000),
    Past(2014, "Small investments", "small", 118, 300, 2000),
    Past(2015, "Start-up", "start-up", 88, 3000, 10_000),
    Past(2016, "Big ideas", "big", 54, 15_000, 90_000),
    Past(2018, "Small investments", "small", 126, 400, 2000),
    Past(2021, "Start-up", "start-up", 66, 4000, 10_000),
    Past(2024, "Big ideas", "big", 50, 18_000, 100_000),
)
# The groups that stories are told about: a ward, a name, what they did, and in which round (by its place).
TOLD: tuple[tuple[str, str, str, int], ...] = (
    ("E05015001", "Seven Stiles Growers", "Growing tunnels and a long table on waste ground", 0),
    ("E05015000", "Towpath Lanterns", "Lights, benches and a volunteer patrol along the canal", 3),
    ("E05014996", "Weavers Yard Hall", "The old hall opened again, with a café run by young people", 6),
    ("E05014993", "Cinder Lane Juniors", "A pitch that drains and four new teams", 3),
    ("E05015006", "Pit Pony Shed", "A workshop where people mend bicycles and company is free", 0),
    ("E05015009", "The Long Table", "A weekly dinner cooked by neighbours for neighbours", 6),
)
FORMS = (LegalForm.GROUP, LegalForm.GROUP, LegalForm.CHARITY, LegalForm.CIO, LegalForm.CIC)
STEP = Decimal(50)


def make_past(demo: Demo) -> list[Award]:
    names = group_names(demo.chance, sum(past.count for past in PAST))
    awards: list[Award] = []
    for place, past in enumerate(PAST):
        round_ = _make_round(demo, past)
        told = [row for row in TOLD if row[3] == place]
        own, names = names[: past.count - len(told)], names[past.count - len(told) :]
        groups = _make_groups(demo, own, told, round_)
        awards += _make_awards(demo, past, round_, groups)
    return awards


def _make_round(demo: Demo, past: Past) -> Round:
    opens = datetime(past.year, 4, 8, 9, tzinfo=LONDON)
    closes = opens + timedelta(days=70, hours=8)
    return make_round(
        demo,
        fund=demo.funds["past"],
        slug=f"{slugify(past.name)}-{past.year}",
        name=f"{past.name} {past.year}",
        prefix=f"{past.name[0]}{past.year}",
        scheme=past.scheme,
        opens_at=opens,
        closes_at=closes,
        decision_on=(closes + timedelta(days=60)).date(),
        decided_at=closes + timedelta(days=56),
    )


def _make_groups(
    demo: Demo, names: list[tuple[str, str]], told: list[tuple[str, str, str, int]], round_: Round
) -> list[tuple[Organisation, str]]:
    """Groups with what they did, each in a ward of its own chance."""
    wards = {ward.code: ward for ward in demo.wards}
    wanted = [(name, aim, demo.ward()) for name, aim in names]
    wanted += [(name, aim, wards[code]) for code, name, aim, _place in told]
    rows = [make_group(demo, name, ward, made_at=round_.opens_at) for name, _aim, ward in wanted]
    groups = Organisation.objects.bulk_create(rows)
    demo.groups += groups
    return [(group, aim) for group, (_name, aim, _ward) in zip(groups, wanted, strict=True)]


def make_group(demo: Demo, name: str, ward: Area, *, made_at: datetime) -> Organisation:
    """A group, not yet saved, with an address in `ward`."""
    slug = slugify(name)
    group = Organisation(
        name=name,
        name_key=name_key(name),
        slug=slug,
        identifier=f"360G-{settings.GIVING_PREFIX}-org-{slug}",
        legal_form=demo.chance.choice(FORMS).value,
        address=f"{demo.chance.randint(1, 180)} {street_of(name)}",
        postcode=demo.chance.choice(POSTCODES[ward.code][:3])[0],
        ward=ward,
        purposes=f"{name} brings people in {ward.map_name} together.",
        created_at=made_at,
    )
    group.town = town_of(group.postcode)
    return group


def _make_awards(
    demo: Demo, past: Past, round_: Round, groups: list[tuple[Organisation, str]]
) -> list[Award]:
    on = round_.decision_on or demo.today
    rows = [
        PastGrant(
            reference=f"{round_.prefix}-{number:04d}",
            round=round_,
            organisation=group,
            shares=shares_around(demo, group.ward or demo.wards[0]),
            amount=_amount(demo, past),
            promised_on=on,
        )
        for number, (group, _aim) in enumerate(groups, 1)
    ]
    rows = [_with_payments(demo, row, past) for row in rows]
    set_aside(round_, sum((row.amount for row in rows), Decimal()), by=demo.people["manager"])
    commitments = enter_past_grants(rows, by=demo.people["admin"])
    return Award.objects.bulk_create(
        Award(
            reference=row.reference,
            identifier=f"360G-{settings.GIVING_PREFIX}-{row.reference}",
            commitment=commitment,
            title=_title(demo, aim),
            description=f"{group.name}: {aim}.",
            amount=row.amount,
            amount_asked=row.amount + STEP * demo.chance.choice((0, 0, 0, 4, 10)),
            state=_state(demo, row),
            awarded_on=on,
            starts_on=on + timedelta(days=30),
            ends_on=on + timedelta(days=30 + round_.months * 30),
            months=round_.months,
        )
        for row, commitment, (group, aim) in zip(rows, commitments, groups, strict=True)
    )


def shares_around(demo: Demo, ward: Area) -> list[tuple[Area, Decimal]]:
    """All of it in one ward, or some of it next door in the same neighbourhood."""
    near = [other for other in demo.wards if other.parent_id == ward.parent_id and other != ward]
    if not near or demo.chance.random() < 0.7:
        return [(ward, Decimal(100))]
    first = Decimal(demo.chance.choice((50, 60, 60, 70, 80)))
    return [(ward, first), (demo.chance.choice(near), 100 - first)]


def _amount(demo: Demo, past: Past) -> Decimal:
    pounds = Decimal(round(demo.chance.triangular(past.least, past.most, (past.least + past.most) / 2)))
    return (pounds / STEP).quantize(Decimal(1)) * STEP


def _with_payments(demo: Demo, row: PastGrant, past: Past) -> PastGrant:
    """Paid at once, in halves, or in tapering thirds; what falls after today is not paid yet."""
    parts = {"small": [100], "start-up": [60, 40], "big": [45, 35, 20]}[past.scheme]
    gap = {"small": 0, "start-up": 180, "big": 365}[past.scheme]
    amounts = [row.amount * part / 100 for part in parts[:-1]]
    amounts.append(row.amount - sum(amounts, Decimal()))
    days = [row.promised_on + timedelta(days=25 + gap * number) for number in range(len(parts))]
    payments = [pair for pair in zip(days, amounts, strict=True) if pair[0] <= demo.today]
    return PastGrant(**{**vars(row), "payments": payments})


def _state(demo: Demo, row: PastGrant) -> str:
    paid = sum((amount for _on, amount in row.payments), Decimal())
    return AwardState.COMPLETED if paid == row.amount else AwardState.ACTIVE


def _title(demo: Demo, aim: str) -> str:
    """The groups that stories are told about have a title of their own; the others share some."""
    return aim if aim[0].isupper() else demo.chance.choice(TITLES)
