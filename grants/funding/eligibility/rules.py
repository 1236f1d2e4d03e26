"""Whether answers fit a round. Pure: no rows, no clock."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Place:
    """Where a postcode lies: the code of a ward of ours, empty for elsewhere; not `known`: can't be told."""

    ward: str = ""
    known: bool = True


Value = str | Decimal | Place


@dataclass(frozen=True)
class FitQuestion:
    """One question. `kind`: yes_no, choice, postcode, kind or amount. `fitting`: the answers that fit."""

    id: str
    kind: str
    label: str
    hint: str = ""
    reason: str = ""
    choices: tuple[str, ...] = ()
    fitting: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Terms:
    """What a round allows. No `kinds` means any kind of group; amounts are pounds."""

    kinds: frozenset[str]
    wards: frozenset[str]
    least: Decimal
    most: Decimal

    def allow_kind(self, kind: str) -> bool:
        return not self.kinds or kind in self.kinds

    def allow_place(self, place: Place) -> bool | None:
        return place.ward in self.wards if place.known else None

    def allow_amount(self, amount: Decimal) -> bool:
        return self.least <= amount <= self.most


@dataclass(frozen=True)
class Finding:
    """One answer and what it means. `fits` is None where it can't be told."""

    question: FitQuestion
    value: Value | None
    fits: bool | None


@dataclass(frozen=True)
class Verdict:
    findings: tuple[Finding, ...]

    @property
    def fits(self) -> bool:
        return not self.reasons

    @property
    def reasons(self) -> list[str]:
        """Why it is not right, in the order of the questions."""
        return [finding.question.reason for finding in self.findings if finding.fits is False]

    @property
    def unsure(self) -> list[FitQuestion]:
        """The questions that nothing can be said about."""
        return [finding.question for finding in self.findings if finding.fits is None]


def judge(questions: Iterable[FitQuestion], terms: Terms, given: Mapping[str, Value]) -> Verdict:
    """Hold each answer against the round. An answer that is missing speaks for nothing."""
    return Verdict(
        tuple(
            Finding(question, given.get(question.id), _fits(question, terms, given.get(question.id)))
            for question in questions
        )
    )


def _fits(question: FitQuestion, terms: Terms, value: Value | None) -> bool | None:
    if value is None:
        return None
    if isinstance(value, Place):
        return terms.allow_place(value)
    if isinstance(value, Decimal):
        return terms.allow_amount(value)
    return terms.allow_kind(value) if question.kind == "kind" else value in question.fitting


def also_fits(findings: Iterable[Finding], terms: Terms) -> bool:
    """Whether another round would fit, by what can be told: kind of group, place and amount.

    A round is not named where nothing was told.
    """
    told = [_allows(finding, terms) for finding in findings if finding.value is not None]
    return any(told) and False not in told


def _allows(finding: Finding, terms: Terms) -> bool | None:
    value = finding.value
    if isinstance(value, Place):
        return terms.allow_place(value)
    if isinstance(value, Decimal):
        return terms.allow_amount(value)
    return terms.allow_kind(str(value)) if finding.question.kind == "kind" else None
