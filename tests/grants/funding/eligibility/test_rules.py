"""Whatever is answered, a check says no exactly where an answer does not fit, and says why each time."""

from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from grants.funding.eligibility.rules import (
    EligibilityQuestion,
    Place,
    Requirement,
    Terms,
    Verdict,
    also_fits,
    amount_is_within,
    answer_is_among,
    judge,
    legal_form_is_allowed,
    place_is_helped,
)
from tests.grants.forms.questions import question

KINDS = ("group", "charity", "cic", "school")
WARDS = ("E1", "E2", "E3", "E4")
PLACES = {
    "W1": Place("E1"),
    "W2": Place("E2"),
    "W4": Place("E4"),
    "far": Place(""),
    "new": Place(known=False),
}


def asked(name: str, kind: str, requirement: Requirement) -> EligibilityQuestion:
    return EligibilityQuestion(question(kind, id=name, choices=["a", "b", "c"]), requirement, f"{name}!")


QUESTIONS = (
    asked("kind", "legal_form", legal_form_is_allowed),
    asked("place", "postcode", place_is_helped),
    asked("amount", "money", amount_is_within),
    asked("new", "yes_no", answer_is_among(["no"])),
    asked("who", "choice", answer_is_among("ab")),
)


def verdict_on(terms: Terms, told: dict[str, Any]) -> Verdict:
    return judge(QUESTIONS, terms, told, PLACES.__getitem__)


amounts = st.decimals(min_value=0, max_value=100_000, places=2)
places = st.sampled_from(sorted(PLACES))


@st.composite
def terms(draw: st.DrawFn) -> Terms:
    least, most = sorted((draw(amounts), draw(amounts)))
    kinds = draw(st.frozensets(st.sampled_from(KINDS)))
    return Terms(kinds, draw(st.frozensets(st.sampled_from(WARDS))), least, most)


answers = st.fixed_dictionaries(
    {},
    optional={
        "kind": st.sampled_from(KINDS),
        "place": places,
        "amount": amounts.map(str),
        "new": st.sampled_from(("yes", "no")),
        "who": st.sampled_from(("a", "b", "c")),
    },
)


def misfits(terms: Terms, told: dict[str, Any]) -> list[str]:
    """The same, said another way."""
    place, amount = PLACES.get(told.get("place", "")), Decimal(told.get("amount", "0"))
    found = [
        ("kind!", "kind" in told and terms.legal_forms and told["kind"] not in terms.legal_forms),
        ("place!", place is not None and place.known and place.ward not in terms.wards),
        ("amount!", "amount" in told and not terms.least <= amount <= terms.most),
        ("new!", told.get("new") == "yes"),
        ("who!", told.get("who") == "c"),
    ]
    return [reason for reason, wrong in found if wrong]


@given(terms(), answers)
def test_each_answer_that_does_not_fit_has_its_reason_in_order(terms: Terms, told: dict[str, Any]) -> None:
    verdict = verdict_on(terms, told)
    assert verdict.reasons == misfits(terms, told)
    assert verdict.fits == (not verdict.reasons)


@given(terms(), answers)
def test_nothing_is_held_against_what_is_not_known(terms: Terms, told: dict[str, Any]) -> None:
    unknown = {each.question.id for each in verdict_on(terms, told).unsure}
    missing = {each.question.id for each in QUESTIONS if each.question.id not in told}
    hidden = {"place"} if told.get("place") == "new" else set()
    assert unknown == missing | hidden


@given(terms(), answers, st.sampled_from(("kind", "place", "amount", "new", "who")))
def test_fewer_answers_never_make_it_fit_less(terms: Terms, told: dict[str, Any], left_out: str) -> None:
    fewer = {name: value for name, value in told.items() if name != left_out}
    whole, part = verdict_on(terms, told), verdict_on(terms, fewer)
    assert set(part.reasons) <= set(whole.reasons)


@given(terms(), terms(), answers)
def test_another_round_is_named_only_if_nothing_told_speaks_against_it(
    here: Terms, there: Terms, told: dict[str, Any]
) -> None:
    verdict = verdict_on(here, told)
    shared = {name: value for name, value in told.items() if name in ("kind", "place", "amount")}
    says_something = set(shared) - ({"place"} if shared.get("place") == "new" else set())
    assert also_fits(verdict.findings, there, PLACES.__getitem__) == (
        bool(says_something) and not misfits(there, shared)
    )
