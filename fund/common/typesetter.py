"""Run alone, as a process of its own: sets one document and ends. See `typesetting`.

Reads JSON from its input: `source` and `fonts` (paths), `data` (JSON in a string), `memory` (bytes)
and `seconds`.
"""

import json
import resource
import sys
from typing import Any

import typst


def main() -> None:
    asked: dict[str, Any] = json.load(sys.stdin.buffer)
    resource.setrlimit(resource.RLIMIT_AS, (asked["memory"], asked["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (asked["seconds"], asked["seconds"]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        made = _compile(asked, ["ua-1"])
    except typst.TypstError:
        made = _compile(asked, [])
    sys.stdout.buffer.write(made)


def _compile(asked: dict[str, Any], standards: list[Any]) -> bytes:
    made: bytes = typst.compile(
        asked["source"],
        font_paths=[asked["fonts"]],
        ignore_system_fonts=True,
        sys_inputs={"data": asked["data"]},
        pdf_standards=standards,
    )
    return made


if __name__ == "__main__":
    main()
