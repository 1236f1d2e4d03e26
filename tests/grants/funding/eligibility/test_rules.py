"""Whatever is answered, a check says no exactly where an answer does not fit, and says why each time."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from grants.funding.eligibility.rules import FitQuestion, Place, Terms, Value, also_fits, judge

KINDS = ("group", "charity", "cic", "school")
WARDS = ("E1", "E2", "E3", "E4")
QUESTIONS = (
    FitQuestion("kind", "kind", "Kind?", reason="kind!"),
    FitQuestion("place", "postcode", "Where?", reason="place!"),
    FitQuestion("amount", "amount", "How much?", reason="amount!"),
    FitQuestion("new", "yes_no", "New?", reason="new!", choices=("yes", "no"), fitting=frozenset({"no"})),
    FitQuestion("who", "choice", "Who?", reason="who!", choices=("a", "b", "c"), fitting=frozenset("ab")),
)

amounts = st.decimals(min_value=0, max_value=100_000, places=2)
places = st.builds(Place, st.sampled_from((*WARDS, "")), st.booleans())


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
        "amount": amounts,
        "new": st.sampled_from(("yes", "no")),
        "who": st.sampled_from(("a", "b", "c")),
    },
)


def misfits(terms: Terms, told: dict[str, Value]) -> list[str]:
    """The same, said another way."""
    place, amount = told.get("place"), told.get("amount")
    found = [
        ("kind!", "kind" in told and terms.kinds and told["kind"] not in terms.kinds),
        ("place!", isinstance(place, Place) and place.known and place.ward not in terms.wards),
        ("amount!", isinstance(amount, Decimal) and not terms.least <= amount <= terms.most),
        ("new!", told.get("new") == "yes"),
        ("who!", told.get("who") == "c"),
    ]
    return [reason for reason, wrong in found if wrong]


@given(terms(), answers)
def test_each_answer_that_does_not_fit_has_its_reason_in_order(terms: Terms, told: dict[str, Value]) -> None:
    verdict = judge(QUESTIONS, terms, told)
    assert verdict.reasons == misfits(terms, told)
    assert verdict.fits == (not verdict.reasons)


@given(terms(), answers)
def test_nothing_is_held_against_what_is_not_known(terms: Terms, told: dict[str, Value]) -> None:
    place = told.get("place")
    unknown = {question.id for question in judge(QUESTIONS, terms, told).unsure}
    missing = {question.id for question in QUESTIONS if question.id not in told}
    hidden = {"place"} if isinstance(place, Place) and not place.known else set()
    assert unknown == missing | hidden


@given(terms(), answers, st.sampled_from(("kind", "place", "amount", "new", "who")))
def test_fewer_answers_never_make_it_fit_less(terms: Terms, told: dict[str, Value], left_out: str) -> None:
    fewer = {name: value for name, value in told.items() if name != left_out}
    whole, part = judge(QUESTIONS, terms, told), judge(QUESTIONS, terms, fewer)
    assert set(part.reasons) <= set(whole.reasons)


@given(terms(), terms(), answers)
def test_another_round_is_named_only_if_nothing_told_speaks_against_it(
    here: Terms, there: Terms, told: dict[str, Value]
) -> None:
    verdict = judge(QUESTIONS, here, told)
    shared = {name: value for name, value in told.items() if name in ("kind", "place", "amount")}
    place = shared.get("place")
    says_something = set(shared) - ({"place"} if isinstance(place, Place) and not place.known else set())
    assert also_fits(verdict.findings, there) == (bool(says_something) and not misfits(there, shared))
