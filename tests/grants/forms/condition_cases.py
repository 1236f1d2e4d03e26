"""One table of conditions, answers and results, which holds the server's evaluator and the page's to each other."""

from itertools import product
from typing import Any

from grants.forms.conditions import KINDS, TESTS, evaluate, parse_condition

ANSWERS: list[Any] = [
    "", "  ", "yes", "YES", " Yes ", "no", "yes\u00a0please", "yes  please", "ÉCOLE", "straße", "İstanbul", "ΟΔΟΣ",
    "0", "00", "-0", "12", "12.", ".5", "0.50", "+3", "-3", "£12", "£ 1,200", "1,200", "1,200.50", "1 200", "12,00",
    "10,50", "10.000,00", "1,2,3", "1e3", "0x10", "½", "١٢", "50%", "50 %", "999999999999999999",
    "9999999999999999999", "0.1", "0.10", "0.1000000001", "NaN", "Infinity", "None",
    "2027-03-28", "2027-3-28", "28/3/2027", "28/03/2027", "28/3/27", "28/3/69", "28/3/68", "2027-02-29", "2028-02-29",
    "31/4/2027", "0001-01-01", "1899-12-31", "1900-01-01", "2200-12-31", "2201-01-01", "9999-12-31", "28.3.2027",
    True, False, None, [], ["Arts"], ["Arts", "Sport"], ["12", "13"], ["2027-03-28"], [["Arts"]],
    {}, {"starts": "", "ends": ""}, {"starts": "2027-03-28", "ends": ""}, {"postcode": "WN7 1AB", "ward": "Leigh"},
    {"postcode": "WN7 1AB", "town": "Leigh", "ward": ""}, [{"item": "Tea"}],
]  # fmt: skip
WORDS: dict[str, list[list[str]]] = {
    "text": [["yes"], ["Arts", "Sport"], ["wn7 1ab"], ["École"], ["STRASSE"], [""], []],
    "number": [["12"], ["0.1"], ["-3", "3"], ["1200"], ["999999999999999999"], ["twelve"], []],
    "day": [["2027-03-28"], ["2028-02-29", "1900-01-01"], ["28/3/1969"], ["2027-02-30"], []],
}


def simple_cases() -> list[tuple[Any, Any]]:
    """Return each comparison with each answer: the condition's JSON, and the answer to question `q`."""
    return [
        ({"question": "q", "test": test, "kind": kind, "values": words}, answer)
        for kind, test in product(KINDS, TESTS)
        for words in WORDS[kind]
        for answer in ANSWERS
    ]


def nested_cases() -> list[tuple[Any, Any]]:
    """Return groups of comparisons that are true, false and not to be told, and trees that are none."""
    parts: list[Any] = [
        {"question": "q", "test": "is", "kind": "text", "values": ["12"]},
        {"question": "q", "test": "more_than", "kind": "number", "values": ["11"]},
        {"question": "other", "test": "answered", "kind": "text", "values": []},
        {"question": "q", "test": "less_than", "kind": "day", "values": ["2027-01-01"]},
        {"question": "q", "test": "likes", "kind": "text", "values": []},
        {"question": "q", "test": "is", "kind": "colour", "values": ["red"]},
        {"question": "q", "test": "is", "kind": "text", "values": "red"},
        {"all": []}, {"any": "no list"}, {}, [], None, "text", 3,
    ]  # fmt: skip
    pairs = [list(pair) for pair in product(parts, repeat=2)]
    trees = [{join: pair} for join in ("all", "any") for pair in pairs]
    trees += [{"all": [{"any": pair}, parts[1]]} for pair in pairs]
    return [(tree, answer) for tree in [*parts, *trees] for answer in ("12", "10", "", "2026-05-05")]


def table() -> list[tuple[Any, Any, bool | None]]:
    """Return every case with what the server's evaluator says of it."""
    return [
        (condition, answer, evaluate(parse_condition(condition), {"q": answer}))
        for condition, answer in [*simple_cases(), *nested_cases()]
    ]
