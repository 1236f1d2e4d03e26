"""Whether answers fit a round. Reads no rows: where a postcode lies is told."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from grants.forms.conditions import is_blank
from grants.forms.definition import Question
from grants.forms.values import read_money


@dataclass(frozen=True)
class Place:
    """Where a postcode lies: the code of a ward of ours, empty for elsewhere; not `known`: can't be told."""

    ward: str = ""
    known: bool = True


PlaceOf = Callable[[str], Place]


@dataclass(frozen=True)
class Terms:
    """What a round allows. No `legal_forms` means any kind of group; amounts are pounds."""

    legal_forms: frozenset[str]
    wards: frozenset[str]
    least: Decimal
    most: Decimal


# Returns whether an answer keeps to the terms; None where that can't be told.
Requirement = Callable[[Any, Terms, PlaceOf], bool | None]


def legal_form_is_allowed(answer: Any, terms: Terms, place_of: PlaceOf) -> bool | None:
    return not terms.legal_forms or answer in terms.legal_forms


def place_is_helped(answer: Any, terms: Terms, place_of: PlaceOf) -> bool | None:
    place = place_of(str(answer))
    return place.ward in terms.wards if place.known else None


def amount_is_within(answer: Any, terms: Terms, place_of: PlaceOf) -> bool | None:
    amount = read_money(answer)
    return None if amount is None else terms.least <= amount <= terms.most


# Those that hold an answer against the terms of a round, so that other rounds can be tried too.
ABOUT_TERMS: tuple[Requirement, ...] = (legal_form_is_allowed, place_is_helped, amount_is_within)


def answer_is_among(fitting: Iterable[str]) -> Requirement:
    """Return the requirement that the answer is one of those that the editor lets fit."""
    accepted = frozenset(fitting)
    return lambda answer, terms, place_of: answer in accepted


@dataclass(frozen=True)
class EligibilityQuestion:
    """One question of the form, what its answer must be, and the `reason` said where it is not."""

    question: Question
    requirement: Requirement
    reason: str = ""


@dataclass(frozen=True)
class Finding:
    """One answer and what it means. `fits` is None where it can't be told."""

    asked: EligibilityQuestion
    answer: Any
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
        return [finding.asked.reason for finding in self.findings if finding.fits is False]

    @property
    def unsure(self) -> list[EligibilityQuestion]:
        """The questions that nothing can be said about."""
        return [finding.asked for finding in self.findings if finding.fits is None]

    @property
    def has_unknown_place(self) -> bool:
        return any(
            finding.fits is None and finding.asked.requirement is place_is_helped
            for finding in self.findings
            if not is_blank(finding.answer)
        )


def judge(
    questions: Iterable[EligibilityQuestion], terms: Terms, answers: Mapping[str, Any], place_of: PlaceOf
) -> Verdict:
    """Return the verdict on the answers, by question id. An answer that is missing speaks for nothing."""
    return Verdict(
        tuple(
            Finding(asked, answer, None if is_blank(answer) else asked.requirement(answer, terms, place_of))
            for asked in questions
            for answer in [answers.get(asked.question.id)]
        )
    )


def also_fits(findings: Iterable[Finding], terms: Terms, place_of: PlaceOf) -> bool:
    """Return whether another round would fit, by what can be told: kind of group, place and amount.

    A round is not named where nothing was told.
    """
    told = [
        finding.asked.requirement(finding.answer, terms, place_of)
        for finding in findings
        if finding.asked.requirement in ABOUT_TERMS and not is_blank(finding.answer)
    ]
    return any(told) and False not in told
