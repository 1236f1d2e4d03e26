"""A condition in plain words, by the numbers of its questions, for people who read a form on paper."""

from collections.abc import Mapping
from datetime import date

from fund.common.dates import format_date
from grants.forms.conditions import Canonical, Comparison, Condition, Group


def describe_condition(condition: Condition, numbers: Mapping[str, int]) -> str:
    """Return `question 4 is “Yes” and question 6 is answered`; groups stand in brackets."""
    if isinstance(condition, Group):
        return f" {'and' if condition.join == 'all' else 'or'} ".join(
            _part(part, numbers) for part in condition.parts
        )
    return _comparison(condition, numbers) if isinstance(condition, Comparison) else ""


def _part(part: Condition, numbers: Mapping[str, int]) -> str:
    words = describe_condition(part, numbers)
    return f"({words})" if isinstance(part, Group) and len(part.parts) > 1 else words


def _comparison(comparison: Comparison, numbers: Mapping[str, int]) -> str:
    is_day = comparison.kind == "day"
    values = [_said(value) for value in comparison.values] if is_day else list(comparison.words)
    named = " or ".join(f"“{value[:1].upper()}{value[1:]}”" for value in values)
    more, less = ("later than", "earlier than") if is_day else ("more than", "less than")
    bare = ", ".join(values)
    words = {
        "is": f"is {named}",
        "one_of": f"is {named}",
        "is_not": f"is not {named}",
        "more_than": f"is {more} {bare}",
        "less_than": f"is {less} {bare}",
        "answered": "is answered",
    }
    return f"question {numbers.get(comparison.question, '')} {words[comparison.test]}".strip()


def _said(value: Canonical) -> str:
    return format_date(value) if isinstance(value, date) else str(value)
