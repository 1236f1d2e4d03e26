"""The grants of a JSON file one at a time, so that a file of any length needs little memory."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fund.common.errors import Refused
from fund.common.json_text import JsonText


def stream_grants(path: Path, encoding: str) -> Iterator[Any]:
    """Each grant of a package (`{"grants": [...]}`), or of a bare list, or the one grant of the file."""
    with path.open(encoding=encoding) as file:
        text = JsonText(file)
        first = text.peek()
        if first == "[":
            yield from text.items()
        elif first == "{":
            yield from _package(text)
        else:
            raise text.broken(text.at)
        if text.peek():
            raise text.broken(text.at)


def _package(text: JsonText) -> Iterator[Any]:
    facts: dict[str, Any] = {}
    listed = False
    text.take("{")
    mark = text.take("}") if text.peek() == "}" else ","
    while mark == ",":
        name = text.value()
        text.take(":")
        if name == "grants" and text.peek() == "[":
            listed = True
            yield from text.items()
        else:
            facts[str(name)] = text.value()
        mark = text.take(",}")
    if not listed and "amountAwarded" in facts:
        yield facts
    elif not listed:
        raise Refused("The file has no list of grants.")
