"""Whether two groups may be the same one: by name, numbers, postcode and address. Pure; reads no rows."""

import unicodedata
from dataclasses import dataclass

# Words that many groups have in their names, and that people leave out, add and swap.
_USUAL = """
a an and as at by for from in of on the to with assoc association charitable charity cic cio club committee
community company co coop cooperative foundation fund group groups inc incorporated limited llp ltd org
organisation organization plc project soc society trust
"""
USUAL_WORDS = frozenset(_USUAL.split())
_SHORT = {"saint": "st", "street": "st", "road": "rd", "avenue": "ave", "lane": "ln", "drive": "dr"}
_KEY_LENGTH = 200

SAME_NUMBER, SAME_NAME, SAME_ADDRESS, SAME_POSTCODE = 100, 60, 40, 15
# A name is worth saying from here on; two groups are shown as likely twins from here on.
NAME_ALIKE, SHOWN = 0.5, 40


@dataclass(frozen=True)
class Facts:
    """What a group is compared by. `postcode` is a key; whatever is unknown is empty."""

    name: str
    charity_number: str = ""
    company_number: str = ""
    postcode: str = ""
    address: str = ""


@dataclass(frozen=True)
class Likeness:
    """How alike two groups are, and what agrees, in words. `certain` where they share a number."""

    score: int
    reasons: tuple[str, ...]
    certain: bool = False

    @property
    def shown(self) -> bool:
        return self.score >= SHOWN


def name_key(name: str) -> str:
    """A name without case, accents, marks, usual words and the order of its words; empty if none is left.

    A name that has nothing but usual words keeps them.
    """
    words = _words(name)
    telling = [word for word in words if word not in USUAL_WORDS] or words
    return " ".join(sorted(telling))[:_KEY_LENGTH].strip()


def address_key(address: str) -> str:
    return " ".join(_words(address))


def compare(one: Facts, other: Facts) -> Likeness:
    """The same either way round. Numbers that differ say nothing: people mistype them."""
    reasons: list[str] = []
    score = 0
    certain = False
    for number, mine, theirs in (
        ("charity number", one.charity_number, other.charity_number),
        ("company number", one.company_number, other.company_number),
    ):
        if mine and mine == theirs:
            reasons.append(f"the same {number}")
            score, certain = score + SAME_NUMBER, True
    score += _compare_names(name_key(one.name), name_key(other.name), reasons)
    score += _compare_places(one, other, reasons)
    return Likeness(score, tuple(reasons), certain)


def name_likeness(one: str, other: str) -> float:
    """How alike two name keys are, 0 to 1: the share of pieces of three letters that both have."""
    mine, theirs = _pieces(one), _pieces(other)
    if not mine or not theirs:
        return 0.0
    return 2 * len(mine & theirs) / (len(mine) + len(theirs))


def stems(key: str) -> list[str]:
    """The beginnings of the telling words of a name key, by which rows that may be alike are looked up."""
    words = sorted({word[:4] for word in key.split() if len(word) > 2}, key=lambda stem: (-len(stem), stem))
    return words[:6] or key.split()[:1]


def _compare_names(one: str, other: str, reasons: list[str]) -> int:
    if one and one == other:
        reasons.append("the same name")
        return SAME_NAME
    alike = name_likeness(one, other)
    if alike < NAME_ALIKE:
        return 0
    reasons.append("a similar name")
    return round(SAME_NAME * alike)


def _compare_places(one: Facts, other: Facts, reasons: list[str]) -> int:
    if not one.postcode or one.postcode != other.postcode:
        return 0
    mine, theirs = address_key(one.address), address_key(other.address)
    if mine and mine == theirs:
        reasons.append("the same address")
        return SAME_ADDRESS
    reasons.append("the same postcode")
    return SAME_POSTCODE


def _words(text: str) -> list[str]:
    """Lower-case words of letters and digits; `St. Mary's` is `st marys`."""
    flat = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept = "".join(letter for letter in flat if not unicodedata.combining(letter) and letter not in "'’`.")
    spaced = "".join(letter if letter.isalnum() else " " for letter in kept)
    return [_SHORT.get(word, word) for word in spaced.split()]


def _pieces(key: str) -> set[str]:
    padded = f"  {key} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)} if key else set()
