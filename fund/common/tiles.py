"""The geometry of a map made of hexagon tiles: every place the same size, near its neighbours."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, pi, sin, sqrt

RADIUS = 46
_ACROSS = RADIUS * sqrt(3)
_DOWN = RADIUS * 1.5
_MARGIN = 3
_LINE = 13


@dataclass(frozen=True)
class Tile:
    """One place. `lines` is its name, already broken; `scale` runs from 0 (least) to 5 (most).

    Rows count down from 0 and columns to the right from 0; every odd row stands half a tile to the right.
    """

    lines: Sequence[str]
    value: str
    scale: int
    column: int
    row: int

    @property
    def centre(self) -> tuple[float, float]:
        x = _MARGIN + _ACROSS * (self.column + 0.5 + (self.row % 2) / 2)
        return x, _MARGIN + RADIUS + _DOWN * self.row

    @property
    def low_centre(self) -> float:
        """The baseline of a single large line of text."""
        return self.centre[1] + 8

    @property
    def points(self) -> str:
        x, y = self.centre
        corners = ((x + RADIUS * sin(pi / 3 * i), y - RADIUS * cos(pi / 3 * i)) for i in range(6))
        return " ".join(f"{corner_x:.1f},{corner_y:.1f}" for corner_x, corner_y in corners)

    @property
    def texts(self) -> list[tuple[float, float, str, bool]]:
        """Each line of words as x, y, text and whether it is the value."""
        x, y = self.centre
        top = y + 4 - _LINE * len(self.lines) / 2
        named = [(round(x, 1), round(top + _LINE * i, 1), line, False) for i, line in enumerate(self.lines)]
        return [*named, (round(x, 1), round(top + _LINE * len(self.lines) + 2, 1), self.value, True)]

    @property
    def is_dark(self) -> bool:
        """Whether words on this tile are white."""
        return self.scale >= 4


def view_box(tiles: Iterable[Tile]) -> str:
    """The view box that holds all of `tiles`."""
    placed = list(tiles)
    right = max((tile.centre[0] for tile in placed), default=0) + _ACROSS / 2 + _MARGIN
    bottom = max((tile.centre[1] for tile in placed), default=0) + RADIUS + _MARGIN
    left = min((tile.centre[0] for tile in placed), default=0) - _ACROSS / 2 - _MARGIN
    return f"{left:.0f} 0 {right - left:.0f} {bottom:.0f}"


def break_name(name: str, width: int = 11) -> list[str]:
    """A place's name in lines that fit a tile: words are kept whole and packed up to `width` letters."""
    lines: list[str] = []
    for word in name.replace("-", "- ").split():
        if lines and len(lines[-1]) + len(word) + 1 <= width:
            lines[-1] += word if lines[-1].endswith("-") else f" {word}"
        else:
            lines.append(word)
    return lines


def scale_of(value: float, least: float, most: float) -> int:
    """Which of the six colours `value` takes between `least` and `most`."""
    if most <= least:
        return 0
    return min(5, max(0, int((value - least) / (most - least) * 6)))
