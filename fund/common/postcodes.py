"""UK postcodes as keys (`WN71AB`) and as people write them (`WN7 1AB`)."""

import re

_SHAPE = re.compile(r"^(GIR0AA|[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2})$")


def postcode_key(text: str) -> str:
    """Upper case without spaces; `""` where it is not shaped like a postcode."""
    key = re.sub(r"[^A-Z0-9]", "", text.upper())
    return key if _SHAPE.match(key) else ""


def write_postcode(key: str) -> str:
    """`WN71AB` as `WN7 1AB`."""
    return f"{key[:-3]} {key[-3:]}" if key else ""
