"""What a question asks for on paper."""

from dataclasses import dataclass, field
from math import ceil

WORDS_A_LINE = 11
MOST_LINES = 30
CHARACTERS_A_LINE = 75
ROWS_ON_PAPER = 5


@dataclass(frozen=True)
class PaperAnswer:
    """`asks`: what kind of answer. `lines`: room to write; `columns`: a table to fill in with `rows`;
    `files`: how many may go with it."""

    asks: str = ""
    lines: int = 0
    choices: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    rows: int = 0
    files: int = 0


def lines_for_words(words: int) -> int:
    return min(MOST_LINES, ceil(words / WORDS_A_LINE))


def lines_for_characters(characters: int) -> int:
    return ceil(characters / CHARACTERS_A_LINE)
