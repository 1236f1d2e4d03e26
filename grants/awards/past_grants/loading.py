"""Writing past grants: funds, rounds and groups where we lack them, then award by award to the ledger."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify

from fund.accounts.models import User
from fund.audit.actions import record, record_many
from fund.common.errors import Refused
from fund.common.money import ZERO, format_money
from fund.common.sequences import next_numbers, write_reference
from grants.awards import verbs  # noqa: F401
from grants.awards.models import Award
from grants.awards.past_grants.facts import GrantFacts
from grants.awards.past_grants.mapping import INDIVIDUAL, read_grant
from grants.awards.past_grants.placing import Gazetteer
from grants.awards.past_grants.planning import Plan, RoundKey, Track, batches, key_of
from grants.awards.past_grants.reading import GrantFile
from grants.awards.states import AwardState
from grants.funding.models import Fund, Round
from grants.funding.past_rounds import Span, enter_past_fund, enter_past_round, make_room
from grants.ledger.models import Commitment
from grants.ledger.past_grants import PastGrant, enter_past_grants
from grants.organisations.models import Organisation
from grants.organisations.recipients import Recipient, enter_recipients


@dataclass
class Loaded:
    """What was written: how many grants, of how many pounds, in which rounds."""

    count: int
    amount: Decimal
    rounds: list[Round]


def find_fund(name: str) -> Fund | None:
    return Fund.objects.filter(Q(name__iexact=name) | Q(slug=name)).first()


@transaction.atomic
def load_grants(
    file: GrantFile, plan: Plan, *, fund_name: str | None, by: User | None, track: Track
) -> Loaded:
    """Write what `plan` says is new. All of it goes into the fund of `fund_name` where one is named."""
    rounds = _make_rounds(plan, fund_name, by)
    places = Gazetteer()
    for batch in batches(_new(file, plan, fund_name, track)):
        places.learn(batch)
        _load_batch(batch, rounds, places, file.path.name, by)
    _record_import(plan, rounds, file.path.name, by)
    amount = sum((span.amount for span in plan.spans.values()), ZERO)
    return Loaded(len(plan.take), amount, list(rounds.values()))


def _new(file: GrantFile, plan: Plan, fund_name: str | None, track: Track) -> Iterator[GrantFacts]:
    for raw in track(file.grants(), "Loading", plan.total):
        if raw.number in plan.take:
            yield read_grant(raw, funder_needed=fund_name is None)


def _record_import(plan: Plan, rounds: dict[RoundKey, Round], file: str, by: User | None) -> None:
    """One event for each fund that the file went into."""
    for fund in {round_.fund_id: round_.fund for round_ in rounds.values()}.values():
        keys = [key for key in plan.spans if rounds[key].fund_id == fund.pk]
        amount = sum((plan.spans[key].amount for key in keys), ZERO)
        count = sum(plan.counts[key] for key in keys)
        record("past_grants_imported", fund, by=by, count=count, amount=format_money(amount), file=file)


def _make_rounds(plan: Plan, fund_name: str | None, by: User | None) -> dict[RoundKey, Round]:
    rounds: dict[RoundKey, Round] = {}
    funders = sorted({key.funder for key in plan.spans})
    for funder in [None] if fund_name else funders:
        spans = {key: span for key, span in plan.spans.items() if funder in (None, key.funder)}
        if not spans:
            continue
        whole = _together(spans.values())
        fund = _fund_for(plan, funder, fund_name, whole, by)
        make_room(fund, whole, by=by)
        rounds |= _rounds_in(fund, spans, plan, by)
    return rounds


def _together(spans: Iterable[Span]) -> Span:
    first, *rest = (replace(span) for span in spans)
    for span in rest:
        first.add(span)
    return first


def _fund_for(plan: Plan, funder: str | None, name: str | None, whole: Span, by: User | None) -> Fund:
    """The fund that is named, or the one that holds a funder's past grants; made where there is none."""
    if name is not None:
        if fund := find_fund(name):
            return fund
        if len(plan.funders) != 1 or "" in plan.funders:
            raise Refused(
                f"There is no fund “{name}” yet, and the file doesn't name one funder to make it for."
            )
        (identifier,) = plan.funders
        slug = slugify(name)[:80] or "past-grants"
    else:
        identifier = funder or ""
        slug = f"past-grants-{slugify(identifier)}"[:80]
        if fund := Fund.objects.filter(slug=slug).first():
            return fund
    funder_name = plan.funders[identifier]
    full_name = name or f"Past grants of {funder_name}"
    return enter_past_fund(full_name, slug, whole, funder=(identifier, funder_name), by=by)


def _rounds_in(fund: Fund, spans: dict[RoundKey, Span], plan: Plan, by: User | None) -> dict[RoundKey, Round]:
    """One round for each programme; in a fund that was named, those of several funders may share one."""
    made: dict[str, Round] = {}
    keys: dict[str, list[RoundKey]] = {}
    for key in sorted(spans, key=lambda key: (key.programme, key.funder)):
        keys.setdefault(key.programme, []).append(key)
    stem = fund.slug if fund.slug.startswith("past-") else f"past-{fund.slug}"
    for programme, alike in keys.items():
        code, title = plan.programmes[alike[0]]
        whole = _together(spans[key] for key in alike)
        slug = f"{stem[:48]}-{programme}"
        made[programme] = enter_past_round(fund, title or code or "Grants", slug, whole, code=code, by=by)
    return {key: made[key.programme] for key in spans}


def _load_batch(
    grants: list[GrantFacts], rounds: dict[RoundKey, Round], places: Gazetteer, file: str, by: User | None
) -> None:
    recipients = [_recipient(grant, rounds[key_of(grant)]) for grant in grants]
    organisations = enter_recipients(recipients, by=by)
    references = _references(grants, rounds)
    rows = [
        _past_grant(grant, reference, rounds[key_of(grant)], organisations[recipient], places)
        for grant, reference, recipient in zip(grants, references, recipients, strict=True)
    ]
    commitments = enter_past_grants(rows, by=by)
    awards = Award.objects.bulk_create(
        [_award(grant, commitment) for grant, commitment in zip(grants, commitments, strict=True)],
        batch_size=1000,
    )
    data = [{"amount": format_money(grant.amount), "file": file} for grant in grants]
    record_many("past_grant_taken_over", awards, by=by, case_references=references, data=data)


def _recipient(grant: GrantFacts, round_: Round) -> Recipient:
    """People who were given grants stand together as one nameless recipient for each fund."""
    if not grant.to_person:
        return grant.recipient
    identifier = f"360G-{settings.GIVING_PREFIX}-individual-{round_.fund.slug}"[:150]
    return Recipient(identifier=identifier, name=INDIVIDUAL)


def _references(grants: list[GrantFacts], rounds: dict[RoundKey, Round]) -> list[str]:
    prefixes = [rounds[key_of(grant)].prefix for grant in grants]
    runs = {prefix: iter(next_numbers(prefix, count)) for prefix, count in Counter(prefixes).items()}
    return [write_reference(prefix, next(runs[prefix])) for prefix in prefixes]


def _past_grant(
    grant: GrantFacts, reference: str, round_: Round, organisation: Organisation, places: Gazetteer
) -> PastGrant:
    return PastGrant(
        reference=reference,
        round=round_,
        organisation=organisation,
        shares=places.shares_of(grant),
        amount=grant.amount,
        promised_on=grant.awarded_on,
        payments=[(grant.awarded_on, grant.disbursed)] if grant.disbursed else [],
        note="Past grant",
    )


def _award(grant: GrantFacts, commitment: Commitment) -> Award:
    return Award(
        reference=commitment.reference,
        identifier=grant.identifier,
        commitment=commitment,
        title=grant.title,
        description=grant.description,
        amount=grant.amount,
        amount_asked=grant.asked,
        state=AwardState.ACTIVE if _planned_end(grant) >= timezone.localdate() else AwardState.COMPLETED,
        awarded_on=grant.awarded_on,
        starts_on=grant.starts_on,
        ends_on=grant.ends_on,
        months=grant.months,
        places_as_given=[dict(place) for place in grant.places],
        from_open_call=grant.from_open_call,
    )


def _planned_end(grant: GrantFacts) -> date:
    """The end as given, else as many months after the start as it was to last, else the day of the award."""
    if grant.ends_on or not grant.months:
        return grant.ends_on or grant.awarded_on
    start = grant.starts_on or grant.awarded_on
    month = start.month - 1 + grant.months
    return date(start.year + month // 12, month % 12 + 1, min(start.day, 28))
