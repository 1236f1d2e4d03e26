"""Six scenes of the demonstration, as flat shapes on a canvas of 1600 by 900."""

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, pi, sin

WIDTH, HEIGHT = 1600, 900
Point = tuple[float, float]

GREEN, DEEP, MOSS, LEAF = "#0b5d4e", "#073f36", "#1f7a64", "#57a387"
SUN, BRICK, SKY, INK = "#ffc933", "#a63a24", "#1d5f9a", "#14302a"
CREAM, SAND, PALE, DAWN = "#faf6ee", "#f0e2c4", "#dcebe4", "#f6e4d8"
SKINS = ("#8d5a3b", "#e3b08a", "#5f3b26", "#f0c9a8")


@dataclass(frozen=True)
class Shape:
    """A filled polygon, or an ellipse when it has a `radius`; its only point is then the centre."""

    points: tuple[Point, ...]
    colour: str
    radius: Point | None = None


def box(x: float, y: float, width: float, height: float, colour: str) -> Shape:
    return Shape(((x, y), (x + width, y), (x + width, y + height), (x, y + height)), colour)


def round_(x: float, y: float, radius: float, colour: str, down: float | None = None) -> Shape:
    return Shape(((x, y),), colour, (radius, radius if down is None else down))


def shape(colour: str, *points: Point) -> Shape:
    return Shape(points, colour)


def hill(top: float, swing: float, waves: float, shift: float, colour: str) -> Shape:
    """Rolling ground from one side to the other, filled down to the bottom."""
    ridge = [(x, top + swing * sin(2 * pi * (x / WIDTH * waves + shift))) for x in range(0, WIDTH + 1, 20)]
    return Shape((*ridge, (WIDTH, HEIGHT), (0, HEIGHT)), colour)


def tree(x: float, ground: float, size: float, colour: str = MOSS) -> list[Shape]:
    return [
        box(x - size * 0.07, ground - size * 0.5, size * 0.14, size * 0.5, INK),
        round_(x, ground - size * 0.75, size * 0.36, colour, size * 0.42),
    ]


def person(x: float, ground: float, size: float, colour: str, skin: int) -> list[Shape]:
    """Somebody standing: a head and a coat."""
    coat = [
        (x + size * 0.24 * cos(pi * i / 12), ground - size * 0.5 - size * 0.22 * sin(pi * i / 12))
        for i in range(13)
    ]
    return [
        Shape((*coat, (x - size * 0.28, ground), (x + size * 0.28, ground)), colour),
        round_(x, ground - size * 0.86, size * 0.15, SKINS[skin % len(SKINS)]),
    ]


def hexagon(x: float, y: float, radius: float, colour: str) -> Shape:
    return Shape(
        tuple((x + radius * sin(pi / 3 * i), y - radius * cos(pi / 3 * i)) for i in range(6)), colour
    )


def canal() -> list[Shape]:
    water = [shape(SKY, (640, 520), (860, 520), (1500, 900), (180, 900))]
    ripples = [box(560 + 70 * (i % 3), 600 + 44 * i, 220 + 40 * i, 7, "#4b86bd") for i in range(6)]
    bridge = [
        shape(BRICK, (430, 540), (520, 430), (980, 430), (1070, 540)),
        round_(750, 548, 140, DEEP, 88),
        shape(SKY, (612, 548), (888, 548), (1020, 640), (500, 640)),
        box(500, 412, 500, 22, "#7d2a19"),
    ]
    boat = [
        shape(DEEP, (820, 740), (1300, 740), (1250, 810), (850, 810)),
        box(890, 660, 330, 82, SUN),
        *(box(925 + 105 * i, 680, 55, 36, CREAM) for i in range(3)),
    ]
    anglers = [*person(330, 720, 170, BRICK, 0), *person(220, 760, 190, SUN, 1), box(370, 610, 200, 6, INK)]
    return [
        box(0, 0, WIDTH, HEIGHT, "#dfeaf6"),
        round_(1230, 190, 95, "#ffffff"),
        hill(470, 45, 1.3, 0.1, LEAF),
        hill(540, 22, 0.8, 0.5, GREEN),
        *water,
        *bridge,
        *ripples,
        *boat,
        *tree(1420, 640, 300),
        *tree(1290, 590, 200),
        *tree(90, 600, 280),
        *anglers,
    ]


def allotment() -> list[Shape]:
    beds = []
    for row in range(4):
        top, left = 560 + row * 82, 90 - row * 25
        beds.append(
            shape(
                "#6b4a2f",
                (left, top),
                (1010 + row * 40, top),
                (1030 + row * 40, top + 52),
                (left - 20, top + 52),
            )
        )
        beds += [
            round_(left + 60 + 92 * i, top + 12, 30, (LEAF, MOSS, SUN, BRICK)[(row + i) % 4], 26)
            for i in range(10)
        ]
    house = [
        shape("#cfe3ee", (1120, 640), (1120, 430), (1290, 330), (1460, 430), (1460, 640)),
        *(box(1120 + 85 * i, 425, 7, 215, CREAM) for i in range(5)),
        box(1120, 525, 340, 7, CREAM),
        shape(CREAM, (1105, 438), (1290, 322), (1475, 438), (1475, 424), (1290, 306), (1105, 424)),
    ]
    return [
        box(0, 0, WIDTH, HEIGHT, PALE),
        round_(330, 190, 110, SUN),
        hill(430, 50, 1.1, 0.3, LEAF),
        hill(520, 24, 0.7, 0.9, GREEN),
        *tree(980, 520, 240),
        *tree(560, 470, 170),
        *house,
        *beds,
        *person(1180, 850, 250, BRICK, 2),
        *person(1330, 870, 230, SKY, 3),
        *person(1470, 850, 170, SUN, 0),
    ]


def hall() -> list[Shape]:
    windows = [
        part
        for i in range(4)
        for part in (box(430 + 210 * i, 470, 100, 170, "#ffe39a"), round_(480 + 210 * i, 470, 50, "#ffe39a"))
    ]
    bunting = [
        shape(
            (SUN, CREAM, SKY, LEAF)[i % 4],
            (150 + 130 * i, 250 + 26 * sin(i * 0.8)),
            (215 + 130 * i, 250 + 26 * sin(i * 0.8)),
            (182 + 130 * i, 320 + 26 * sin(i * 0.8)),
        )
        for i in range(10)
    ]
    string = [(150 + 10 * i, 250 + 26 * sin(i * 0.8 / 13)) for i in range(125)]
    crowd = [
        part
        for i in range(9)
        for part in person(
            190 + 150 * i, 860 - 20 * (i % 2), 180 + 25 * (i % 3), (GREEN, SUN, SKY, DEEP)[i % 4], i
        )
    ]
    return [
        box(0, 0, WIDTH, HEIGHT, DAWN),
        round_(1340, 170, 90, "#fff4d6"),
        hill(600, 30, 0.9, 0.2, "#d9b79f"),
        box(360, 400, 880, 330, BRICK),
        shape("#7d2a19", (310, 410), (800, 190), (1290, 410)),
        round_(800, 330, 46, CREAM),
        *windows,
        box(0, 725, WIDTH, 175, "#c9a58c"),
        Shape((*string, *((x, y + 5) for x, y in reversed(string))), INK),
        *bunting,
        *crowd,
    ]


def pitch() -> list[Shape]:
    stripes = [
        shape(
            (MOSS, GREEN)[i % 2],
            (800 + (i - 4) * 150, 480),
            (800 + (i - 3) * 150, 480),
            (800 + (i - 3) * 420, 900),
            (800 + (i - 4) * 420, 900),
        )
        for i in range(8)
    ]
    goal = [box(610, 330, 12, 180, CREAM), box(978, 330, 12, 180, CREAM), box(610, 322, 380, 12, CREAM)]
    team = [
        part
        for i, (x, y, size) in enumerate(
            [(330, 700, 200), (560, 800, 240), (1010, 720, 205), (1270, 830, 250)]
        )
        for part in person(x, y, size, (SUN, BRICK)[i % 2], i)
    ]
    return [
        box(0, 0, WIDTH, HEIGHT, "#cfe3f3"),
        round_(260, 160, 80, "#ffffff"),
        hill(430, 35, 1.6, 0.4, LEAF),
        hill(470, 8, 0.5, 0.1, GREEN),
        *tree(150, 500, 260),
        *tree(1440, 500, 300),
        *tree(1300, 490, 200, LEAF),
        *stripes,
        *goal,
        round_(790, 650, 190, "#2c8a72", 52),
        *team,
        round_(790, 806, 30, "#ffffff"),
        hexagon(790, 806, 13, INK),
    ]


def shed() -> list[Shape]:
    boards = [box(360 + 74 * i, 360, 70, 400, ("#2a7a67", MOSS)[i % 2]) for i in range(12)]
    tools = [
        part
        for i in range(5)
        for part in (
            box(690 + 62 * i, 440, 8, 90, INK),
            box(676 + 62 * i, 425, 36, 22, (SUN, BRICK, CREAM)[i % 3]),
        )
    ]
    bench = [
        box(640, 610, 460, 22, "#8a5f3c"),
        box(670, 632, 22, 130, "#6b4a2f"),
        box(1050, 632, 22, 130, "#6b4a2f"),
    ]
    wheel = [
        round_(880, 548, 62, INK),
        round_(880, 548, 50, "#ffe39a"),
        box(876, 490, 8, 118, INK),
        box(822, 544, 118, 8, INK),
    ]
    return [
        box(0, 0, WIDTH, HEIGHT, PALE),
        round_(1320, 200, 105, SUN),
        hill(560, 50, 1.2, 0.0, LEAF),
        hill(680, 20, 0.6, 0.6, GREEN),
        *boards,
        shape(DEEP, (310, 375), (800, 170), (1300, 375)),
        box(620, 400, 500, 362, "#ffe39a"),
        *tools,
        *bench,
        *wheel,
        *tree(180, 760, 330),
        *tree(1440, 740, 280),
        *person(560, 830, 270, BRICK, 3),
        *person(1160, 840, 285, SKY, 2),
        *person(1330, 820, 250, SUN, 1),
    ]


def table() -> list[Shape]:
    back = [
        part for i in range(6) for part in person(260 + 215 * i, 640, 260, (GREEN, SKY, SUN, BRICK)[i % 4], i)
    ]
    plates = [
        part
        for i in range(6)
        for part in (
            round_(270 + 212 * i, 672, 76, "#ffffff", 26),
            round_(270 + 212 * i, 668, 44, (LEAF, BRICK, SUN)[i % 3], 15),
        )
    ]
    lamps = [
        part
        for x in (420, 800, 1180)
        for part in (
            box(x - 3, 0, 6, 150, INK),
            shape(SUN, (x - 70, 220), (x - 28, 145), (x + 28, 145), (x + 70, 220)),
        )
    ]
    return [
        box(0, 0, WIDTH, HEIGHT, DAWN),
        box(110, 160, 300, 260, "#bcd9ea"),
        box(250, 160, 10, 260, CREAM),
        box(110, 285, 300, 10, CREAM),
        box(1190, 160, 300, 260, "#bcd9ea"),
        box(1335, 160, 10, 260, CREAM),
        box(1190, 285, 300, 10, CREAM),
        box(0, 560, WIDTH, 340, "#d9b79f"),
        *lamps,
        *back,
        shape(CREAM, (110, 610), (1490, 610), (1570, 760), (30, 760)),
        box(30, 760, 1540, 60, "#e4d3b4"),
        *plates,
        box(120, 820, 40, 80, INK),
        box(1440, 820, 40, 80, INK),
    ]


SCENES: dict[str, Callable[[], list[Shape]]] = {
    "canal": canal,
    "allotment": allotment,
    "hall": hall,
    "pitch": pitch,
    "shed": shed,
    "table": table,
}
