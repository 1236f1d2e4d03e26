"""The shapes that a short answer may be held to. Each takes time in proportion to the answer's length."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Pattern:
    """`name`: as an editor chooses it. `words`: what to do, said when an answer has another shape."""

    name: str
    shape: re.Pattern[str]
    words: str


def _pattern(name: str, shape: str, words: str) -> Pattern:
    return Pattern(name, re.compile(shape, re.IGNORECASE), words)


PATTERNS = {
    "letters": _pattern("Letters and spaces", r"[^\W\d_]+(?:[ '’.-][^\W\d_]+)*",
                        "Use letters and spaces only"),
    "digits": _pattern("Digits", r"[0-9]+", "Use digits only, like 1234"),
    "year": _pattern("Year", r"(?:19|20)[0-9]{2}", "Enter a year, like 2019"),
    "time": _pattern("Time of day", r"(?:[01]?[0-9]|2[0-3])(?:[:.][0-5][0-9])? ?(?:am|pm)?",
                     "Enter a time, like 6:30pm"),
    "charity": _pattern("Charity number", r"[0-9]{6,7}(?:-[0-9]{1,2})?",
                        "Enter a charity number, like 1234567"),
    "company": _pattern("Company number", r"(?:[A-Z]{2}[0-9]{6}|[0-9]{8})",
                        "Enter a company number of eight characters, like 01234567"),
    "web": _pattern("Web address", r"(?:https?://)?[^\s/.]+(?:\.[^\s/.]+)+(?:/\S*)?",
                    "Enter a web address, like www.example.org"),
}  # fmt: skip


def misfit(name: str, text: str) -> str:
    """What to do about `text` that has not the shape called `name`; empty where it has."""
    pattern = PATTERNS.get(name)
    return "" if pattern is None or pattern.shape.fullmatch(text) else pattern.words
