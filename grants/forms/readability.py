"""How hard words are to read, by the Flesch and Kincaid formula. Pure; for English."""

import re

_VOWELS = re.compile(r"[aeiouy]+")
_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*")
_END = re.compile(r"[.!?:;]+(?:\s|$)|\n+")
SCHOOL_STARTS_AT = 5


def syllables(word: str) -> int:
    """About how many syllables a word has: its groups of vowels, less a silent `e` at the end."""
    bare = word.lower()
    groups = len(_VOWELS.findall(bare))
    silent = bare.endswith("e") and not bare.endswith(("le", "ee")) and groups > 1
    return max(1, groups - silent)


def reading_age(text: str) -> float:
    """The age at which school-children read `text` with ease; 0 where there is nothing to read."""
    words = _WORD.findall(text)
    if not words:
        return 0
    sentences = max(1, sum(bool(_WORD.search(part)) for part in _END.split(text)))
    sounds = sum(map(syllables, words))
    grade = 0.39 * len(words) / sentences + 11.8 * sounds / len(words) - 15.59
    return max(SCHOOL_STARTS_AT, round(grade + SCHOOL_STARTS_AT, 1))
