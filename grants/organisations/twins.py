"""Groups that are here already and may be the one that somebody is about to add: always two queries."""

from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Abs, Length

from grants.organisations.matching import Facts, Likeness, compare, name_key, stems
from grants.organisations.models import Organisation

_LOOKED_AT, _SHOWN = 200, 5


@dataclass(frozen=True)
class Twin:
    organisation: Organisation
    likeness: Likeness


def find_twins(facts: Facts) -> list[Twin]:
    """The likeliest first, at most five."""
    rows = {row.pk: row for row in [*_by_facts(facts), *_by_words(name_key(facts.name))]}
    twins = [Twin(row, compare(facts, facts_of(row))) for row in rows.values()]
    shown = [twin for twin in twins if twin.likeness.shown]
    return sorted(shown, key=lambda twin: (-twin.likeness.score, twin.organisation.pk))[:_SHOWN]


def facts_of(row: Organisation) -> Facts:
    return Facts(row.name, row.charity_number, row.company_number, row.postcode, row.address)


def _by_facts(facts: Facts) -> list[Organisation]:
    """Groups that share a number, the telling words of the name, or the postcode; each by its index."""
    shared = Q(pk__in=[])
    for column, value in (
        ("name_key", name_key(facts.name)),
        ("charity_number", facts.charity_number),
        ("company_number", facts.company_number),
        ("postcode", facts.postcode),
    ):
        if value:
            shared |= Q(**{column: value})
    nearest = Case(When(postcode=facts.postcode, then=Value(1)), default=Value(0))
    return list(
        Organisation.objects.counting()
        .filter(shared)
        .select_related("ward")
        .order_by(nearest, "pk")[:_LOOKED_AT]
    )


def _by_words(key: str) -> list[Organisation]:
    """Groups whose names have the beginnings of the same words, the most of them first."""
    beginnings = stems(key)
    if not beginnings:
        return []
    hits: Combinable = Value(0)
    for stem in beginnings:
        hit = Case(When(name_key__contains=stem, then=Value(1)), default=Value(0))
        hits = hits + hit
    rows = Organisation.objects.counting().annotate(
        hits=hits, apart=Abs(Length("name_key") - Value(len(key), output_field=IntegerField()))
    )
    least = (len(beginnings) + 1) // 2
    alike = rows.filter(hits__gte=least).select_related("ward")
    return list(alike.order_by("-hits", "apart", "pk")[:_LOOKED_AT])
