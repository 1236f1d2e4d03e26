"""How a JPEG is put together, told before it is opened.

A photo from a phone comes in one pass. One that comes in many stays in memory as a whole until the last, and
each takes as long as a whole picture: a small file could hold thousands.
"""

import re
from typing import BinaryIO

MOST_PASSES = 64
# Signs that stand alone, and bytes of a picture that only look like one.
_SIGN = re.compile(rb"\xff[^\x00\x01\xd0-\xd7\xff]")
_END, _PASS = 0xD9, 0xDA


def passes_of(file: BinaryIO) -> int:
    """In how many passes the picture comes. Counting ends once there are too many."""
    place = file.tell()
    file.seek(0)
    content, at, count = file.read(), 2, 0
    while count <= MOST_PASSES and (found := _SIGN.search(content, at)):
        sign = content[found.start() + 1]
        if sign == _END:
            break
        count += sign == _PASS
        length = int.from_bytes(content[found.end() : found.end() + 2], "big")
        at = found.end() + length
    file.seek(place)
    return count
