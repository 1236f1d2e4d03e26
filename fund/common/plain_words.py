"""Words out of files, without the letters that nobody sees."""

import re

# What no database takes, what stands for no letter, and what turns words round, so that they read as others.
_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def seen(text: str) -> str:
    """What can be seen of `text`; its lines stay."""
    return _UNSEEN.sub("", text).strip()


def one_line(text: str) -> str:
    """What can be seen of a name or a title, which has one line."""
    return " ".join(seen(text).split())
