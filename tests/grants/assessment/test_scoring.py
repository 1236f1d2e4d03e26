"""The weight shown is the weight counted, for any rubric."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from grants.assessment.scoring import Mark, counts_for, mean, score, spread

tops = st.integers(min_value=1, max_value=10)


@st.composite
def marks(draw: st.DrawFn) -> Mark:
    top = draw(tops)
    value = draw(st.one_of(st.none(), st.integers(min_value=0, max_value=top)))
    return Mark(weight=draw(st.integers(min_value=1, max_value=100)), top=top, value=value)


def test_score_is_weighted() -> None:
    assert score([Mark(30, 5, 4), Mark(70, 5, 2)]) == Decimal("52.00")


def test_score_leaves_out_what_does_not_apply() -> None:
    assert score([Mark(30, 5, 4), Mark(70, 5, None)]) == Decimal("80.00")


def test_score_is_none_where_nothing_applies() -> None:
    assert score([Mark(30, 5, None)]) is None


def test_score_rounds_half_up_once() -> None:
    assert score([Mark(1, 3, 1)]) == Decimal("33.33")
    assert score([Mark(1, 3, 2)]) == Decimal("66.67")
    assert score([Mark(1, 1, 1), Mark(799, 1, 0)]) == Decimal("0.13")


def test_mean_is_rounded_once_and_not_of_rounded_scores() -> None:
    third, nothing = [Mark(1, 3, 2)], [Mark(1, 3, 0)]
    assert mean([third, third, nothing]) == Decimal("44.44")
    assert spread([third, nothing]) == Decimal("66.67")


def test_mean_is_none_without_assessors() -> None:
    assert mean([]) is None
    assert spread([]) is None


@given(st.lists(marks(), min_size=1, max_size=12))
def test_score_is_the_sum_of_what_each_weight_is_shown_to_count(rubric: list[Mark]) -> None:
    applied = [mark for mark in rubric if mark.value is not None]
    got = score(rubric)
    if not applied:
        assert got is None
        return
    whole = sum(mark.weight for mark in applied)
    parts = [Fraction(100 * mark.weight, whole) * Fraction(mark.value or 0, mark.top) for mark in applied]
    assert got is not None
    assert abs(Fraction(got) - sum(parts)) <= Fraction(1, 200)


@given(st.lists(marks(), min_size=1, max_size=12), st.integers(min_value=1, max_value=50))
def test_score_is_the_same_when_every_weight_is_scaled(rubric: list[Mark], factor: int) -> None:
    assert score(rubric) == score([Mark(mark.weight * factor, mark.top, mark.value) for mark in rubric])


@given(st.lists(marks(), min_size=1, max_size=12))
def test_score_does_not_depend_on_the_order(rubric: list[Mark]) -> None:
    shuffled = sorted(rubric, key=lambda mark: (mark.weight, mark.top, mark.value or 0))
    assert score(rubric) == score(shuffled)


@given(st.lists(marks(), max_size=12), marks())
def test_criterion_that_does_not_apply_changes_nothing(rubric: list[Mark], extra: Mark) -> None:
    assert score([*rubric, Mark(extra.weight, extra.top, None)]) == score(rubric)


@given(st.lists(marks(), min_size=1, max_size=12))
def test_score_lies_between_0_and_100(rubric: list[Mark]) -> None:
    got = score(rubric)
    assert got is None or Decimal(0) <= got <= Decimal(100)


@given(st.lists(st.integers(min_value=1, max_value=100), min_size=1, max_size=12))
def test_weights_shown_add_up_to_the_whole(weights: list[int]) -> None:
    shown = sum((counts_for(weight, weights) for weight in weights), Decimal(0))
    assert abs(shown - 100) <= Decimal("0.01") * len(weights)


@given(st.lists(st.lists(marks(), min_size=1, max_size=4), min_size=1, max_size=6))
def test_mean_lies_between_the_lowest_and_the_highest(panel: list[list[Mark]]) -> None:
    scores = [found for found in map(score, panel) if found is not None]
    middle: Decimal | None = mean(panel)
    assert (middle is None) == (not scores)
    if middle is not None:
        assert min(scores) <= middle <= max(scores)
