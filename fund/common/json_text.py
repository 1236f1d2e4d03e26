"""JSON read value by value, so that a file of any length needs little memory."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import IO, Any

from fund.common.errors import Refused

_CHUNK = 1 << 18
_SPACE = re.compile(r"[ \t\r\n]*")
# A value cut off by the end of what was read fails within this many letters of the end, or in a string.
_NEAR_END = 64


class JsonText:
    """The text of a file, read on as it is needed."""

    def __init__(self, file: IO[str]) -> None:
        self.file = file
        self.text = ""
        self.at = 0
        self.line = 1
        self.ended = False
        self.decoder = json.JSONDecoder(parse_float=Decimal, parse_constant=str)

    def more(self) -> None:
        """Drop what was used, and read at least as much again as is left."""
        self.line += self.text.count("\n", 0, self.at)
        left = self.text[self.at :]
        new = self.file.read(max(_CHUNK, len(left)))
        self.text, self.at, self.ended = left + new, 0, not new

    def peek(self) -> str:
        """The next letter that isn't space; empty at the end."""
        while True:
            self.at = _SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]
            if self.at < len(self.text) or self.ended:
                return self.text[self.at : self.at + 1]
            self.more()

    def take(self, letters: str) -> str:
        letter = self.peek()
        if not letter or letter not in letters:
            raise self.broken(self.at)
        self.at += 1
        return letter

    def value(self) -> Any:
        self.peek()
        while True:
            try:
                value, end = self.decoder.raw_decode(self.text, self.at)
            except json.JSONDecodeError as error:
                cut = error.msg.startswith("Unterminated") or error.pos > len(self.text) - _NEAR_END
                if self.ended or not cut:
                    raise self.broken(error.pos) from None
            except ValueError:
                raise Refused("The file has a number that is too long to read.") from None
            except RecursionError:
                raise Refused("The file is nested too deeply to be read.") from None
            else:
                if end < len(self.text) or self.ended:
                    self.at = end
                    return value
            self.more()

    def broken(self, at: int) -> Refused:
        line = self.line + self.text.count("\n", 0, at)
        return Refused(f"This isn't proper JSON: line {line:,} can't be read.")

    def items(self) -> Iterator[Any]:
        """Each value of the list that begins here."""
        self.take("[")
        if self.peek() == "]":
            self.take("]")
            return
        while True:
            yield self.value()
            if self.take(",]") == "]":
                return
