"""How alike two texts are: runs of words in common, found quickly by their least hashes."""

import re
from hashlib import blake2b

RUN = 4
BANDS, ROWS = 8, 4
_WORD = re.compile(r"\w+")


def shingles(text: str) -> frozenset[str]:
    """Every run of four words, whatever the case and the punctuation. Short texts have none."""
    words = _WORD.findall(text.lower())
    return frozenset(" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """The part of all runs that both have: 0 to 1."""
    together = len(one | other)
    return len(one & other) / together if together else 0.0


def band_keys(runs: frozenset[str]) -> list[str]:
    """A key for each band. Texts that are four fifths alike share one in 98 cases of 100."""
    if not runs:
        return []
    least = [min(_hash(run, seed) for run in runs) for seed in range(BANDS * ROWS)]
    return [
        blake2b(b"".join(least[band * ROWS : (band + 1) * ROWS]), digest_size=8).hexdigest()
        for band in range(BANDS)
    ]


def _hash(run: str, seed: int) -> bytes:
    return blake2b(run.encode(), digest_size=8, salt=seed.to_bytes(2, "big")).digest()
