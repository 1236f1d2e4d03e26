"""Reading a file through once, before anything is written: what is new, the same, changed or wrong."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.utils.text import slugify

from fund.common.dates import format_date
from fund.common.money import format_money
from grants.awards.models import Award
from grants.awards.past_grants.facts import GrantFacts, Wrong
from grants.awards.past_grants.mapping import read_grant
from grants.awards.past_grants.reading import GrantFile, Raw
from grants.funding.past_rounds import Span

BATCH = 500
Track = Callable[[Iterable[Raw], str, int | None], Iterator[Raw]]
_DAY_FIRST = "Dates such as 24/07/2014 were read as day/month/year."


@dataclass(frozen=True)
class RoundKey:
    """One programme of one funder. Programmes whose codes read alike are the same."""

    funder: str
    programme: str


@dataclass
class Plan:
    """What loading a file would do. `take` holds the numbers of the grants that are new."""

    take: set[int] = field(default_factory=set)
    spans: dict[RoundKey, Span] = field(default_factory=dict)
    counts: Counter[RoundKey] = field(default_factory=Counter)
    programmes: dict[RoundKey, tuple[str, str]] = field(default_factory=dict)
    funders: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    bad: int = 0
    same: int = 0
    changed: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.take) + self.bad + self.same + len(self.changed)


def key_of(grant: GrantFacts) -> RoundKey:
    code, title = grant.programme
    return RoundKey(grant.funder[0], slugify(code or title)[:30] or "grants")


def make_plan(file: GrantFile, *, funder_needed: bool, track: Track) -> Plan:
    plan = Plan(notices=list(file.notices))
    seen: dict[str, int] = {}
    for batch in batches(_good(file, plan, funder_needed, track)):
        rows = Award.objects.filter(identifier__in=[grant.identifier for grant in batch])
        there = {award.identifier: award for award in rows.select_related("commitment__organisation")}
        for grant in batch:
            _judge(grant, plan, seen, there.get(grant.identifier))
    return plan


def batches(grants: Iterable[GrantFacts]) -> Iterator[list[GrantFacts]]:
    rest = iter(grants)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _good(file: GrantFile, plan: Plan, funder_needed: bool, track: Track) -> Iterator[GrantFacts]:
    for raw in track(file.grants(), "Checking", file.about):
        try:
            grant = read_grant(raw, funder_needed=funder_needed)
        except Wrong as wrong:
            plan.bad += 1
            plan.wrong += wrong.sentences
            continue
        if _DAY_FIRST not in plan.notices and "/" in str(raw.grant.get("awardDate")):
            plan.notices.append(_DAY_FIRST)
        yield grant


def _judge(grant: GrantFacts, plan: Plan, seen: dict[str, int], award: Award | None) -> None:
    content = hash(grant.content)
    if grant.identifier in seen:
        if seen[grant.identifier] == content:
            plan.same += 1
        else:
            plan.bad += 1
            where = f"{grant.where} ({grant.identifier})"
            plan.wrong.append(f"{where}, identifier: it stands in this file already, with other facts.")
        return
    seen[grant.identifier] = content
    if award is None:
        _take(grant, plan)
    elif changes := list(_changes(grant, award)):
        plan.changed.append(
            f"{grant.where} ({grant.identifier}) is here already with another {', '.join(changes)}."
        )
    else:
        plan.same += 1


def _take(grant: GrantFacts, plan: Plan) -> None:
    plan.take.add(grant.number)
    key = key_of(grant)
    plan.counts[key] += 1
    months = grant.months or 12
    span = Span(grant.amount, grant.awarded_on, grant.awarded_on, grant.amount, grant.amount, months)
    if key in plan.spans:
        plan.spans[key].add(span)
    else:
        plan.spans[key] = span
        plan.programmes[key] = grant.programme
    plan.funders.setdefault(*grant.funder)


def _changes(grant: GrantFacts, award: Award) -> Iterator[str]:
    """What the file says otherwise than the award that is here: (ours, then the file's)."""
    if grant.amount != award.amount:
        yield f"amount ({format_money(award.amount)} here, {format_money(grant.amount)} in the file)"
    if grant.awarded_on != award.awarded_on:
        yield f"award date ({format_date(award.awarded_on)} here, {format_date(grant.awarded_on)} in the file)"
    if not grant.to_person and not grant.recipient.is_same_as(award.organisation):
        yield f"recipient ({award.organisation} here, {grant.recipient.name} in the file)"
    pairs: list[tuple[str, Any, Any]] = [
        ("title", award.title, grant.title),
        ("description", award.description, grant.description),
        ("start date", award.starts_on, grant.starts_on),
        ("end date", award.ends_on, grant.ends_on),
        ("duration", award.months, grant.months),
        ("beneficiary location", award.places_as_given, [dict(place) for place in grant.places]),
    ]
    yield from (name for name, ours, theirs in pairs if ours != theirs)
