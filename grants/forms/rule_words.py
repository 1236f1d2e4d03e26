"""A rule in plain words, by the numbers of its questions, for people who read a form on paper. Pure."""

from collections.abc import Mapping
from typing import Any

from grants.forms.showing import Rule, measure


def say_rule(rule: Rule, numbers: Mapping[str, int]) -> str:
    """`question 4 is “Yes” and question 6 is answered`; groups stand in brackets."""
    for join, word in (("all", " and "), ("any", " or ")):
        if join in rule:
            return word.join(_part(part, numbers) for part in rule[join])
    return _condition(rule, numbers)


def _part(part: Rule, numbers: Mapping[str, int]) -> str:
    group = next((part[join] for join in ("all", "any") if join in part), None)
    said = say_rule(part, numbers)
    return f"({said})" if group and len(group) > 1 else said


def _condition(rule: Rule, numbers: Mapping[str, int]) -> str:
    values = [f"“{_shown(value)}”" for value in rule["values"]]
    named = " or ".join(values)
    is_day = bool(rule["values"]) and (measure(rule["values"][0]) or ("",))[0] == "day"
    more, less = ("later than", "earlier than") if is_day else ("more than", "less than")
    bare = ", ".join(rule["values"])
    says: dict[Any, str] = {
        "is": f"is {named}",
        "one_of": f"is {named}",
        "is_not": f"is not {named}",
        "more_than": f"is {more} {bare}",
        "less_than": f"is {less} {bare}",
        "answered": "is answered",
    }
    return f"question {numbers.get(rule['question'], '')} {says.get(rule['test'], '')}".strip()


def _shown(value: str) -> str:
    return value[:1].upper() + value[1:]
