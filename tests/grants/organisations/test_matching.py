"""Which groups are taken for the same one."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grants.organisations.matching import USUAL_WORDS, Facts, compare, name_key, name_likeness, stems

# A busy machine is slow to make examples up.
unhurried = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
words = st.text(alphabet="abcdefghijklmnopqrstuvwxyzéñ&'-0123456789", min_size=1, max_size=10)
names = st.lists(words, min_size=1, max_size=6).map(" ".join)
any_facts = st.builds(
    Facts,
    name=names,
    charity_number=st.sampled_from(["", "1109047", "1109048"]),
    company_number=st.sampled_from(["", "01234567"]),
    postcode=st.sampled_from(["", "WN11AA", "WN71AB"]),
    address=st.sampled_from(["", "1 High Street", "1 high st."]),
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Ince Gardeners", "Ince Gardeners Community Group"),
        ("Leigh Knitters CIC", "Knitters of Leigh"),
        ("St. Mary's Hall Trust", "Saint Marys Hall"),
        ("Café Lowton & Friends Ltd", "CAFE LOWTON AND FRIENDS"),
    ],
)
def test_usual_words_case_marks_and_order_do_not_tell_groups_apart(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        ("Ince Gardeners", "Ince Gardners", True),
        ("Leigh Knitters", "Leigh Kniters Group", True),
        ("Ashton Boxing Club", "Ashton Brass Band", False),
        ("Leigh Sports", "Atherton Arts", False),
        ("The Community Group", "The Community Association", False),
    ],
)
def test_slips_are_seen_and_neighbours_are_not(one: str, other: str, shown: bool) -> None:
    assert compare(Facts(one), Facts(other)).shown is shown


def test_numbers_are_certain_and_a_shared_postcode_alone_is_not_enough() -> None:
    ours, hall = Facts("Ours", charity_number="1109047"), Facts("Bell Ringers", postcode="WN11AA")
    same = compare(ours, Facts("ConflictingAnswer", charity_number="1109047"))
    assert (same.certain, same.reasons) == (True, ("the same charity number",))
    assert not compare(hall, Facts("Judo", postcode="WN11AA")).shown
    at_one_door = compare(
        replace(hall, address="1 High St"), Facts("Judo", "", "", "WN11AA", "1 High Street")
    )
    assert (at_one_door.shown, at_one_door.reasons) == (True, ("the same address",))


@unhurried
@given(any_facts, any_facts)
def test_likeness_is_the_same_either_way_round(one: Facts, other: Facts) -> None:
    assert compare(one, other).score == compare(other, one).score
    assert 0 <= name_likeness(name_key(one.name), name_key(other.name)) <= 1


@unhurried
@given(any_facts)
def test_a_group_is_its_own_twin_where_its_name_has_letters(facts: Facts) -> None:
    assert compare(facts, facts).shown or not name_key(facts.name)


@unhurried
@given(names, st.sampled_from(sorted(USUAL_WORDS)))
def test_a_usual_word_more_changes_nothing(name: str, usual: str) -> None:
    key = name_key(name)
    if set(key.split()) - USUAL_WORDS:
        assert name_key(f"{usual} {name.upper()} {usual}") == key


@unhurried
@given(st.text(max_size=200))
def test_any_text_at_all_has_a_key_that_fits_and_stands(text: str) -> None:
    key = name_key(text)
    assert len(key) <= 200
    assert len(stems(key)) <= 6
