"""What is measured, who looks at it, and what is to be reached."""

from dataclasses import dataclass

ROUND = "big-ideas"
STORY = "the-ground-nobody-wanted"


@dataclass(frozen=True)
class Screen:
    """One screen. `most_ms` is for the median; `times` is how often it is asked for.

    `most_kb`: the page with all its script and style, compressed.
    """

    name: str
    path: str
    who: str = ""
    most_ms: int | None = None
    most_queries: int | None = None
    times: int = 40
    most_kb: int | None = None


CASES = "/staff/applications/"
SCREENS = (
    Screen("home", "/", most_ms=20, most_kb=60),
    Screen("funding round", f"/funding/{ROUND}/", most_ms=20, most_kb=60),
    Screen("story", f"/stories/{STORY}/", most_ms=20, most_kb=60),
    Screen("home, signed in", "/", "lead"),
    Screen("funding round, signed in", f"/funding/{ROUND}/", "lead"),
    Screen("story, signed in", f"/stories/{STORY}/", "lead"),
    Screen("case list", CASES, "officer", 60, 12),
    Screen("case list, filtered", f"{CASES}?round=big-ideas-2016&state=decided", "officer", 60, 12),
    Screen("case list, neighbourhood", f"{CASES}?area=leigh", "officer", 60, 12),
    Screen("case list, words", f"{CASES}?q=growers", "officer", 60, 12),
    Screen("case list, by amount", f"{CASES}?sort=-asked", "officer", 60, 12),
    Screen("case list, page 2", "{page_2}", "officer", 60, 12),
    Screen("case", "{case}", "officer"),
    Screen("today", "/staff/", "officer"),
    Screen("application form", "{section}", "lead", 50, 12, most_kb=60),
    Screen("form of 60 questions", "{long_section}", "lead", 50, 12, most_kb=60),
    Screen("where the money goes", "/where-the-money-goes/", most_ms=60),
    Screen("360giving.json", "/open-data/360giving.json", times=10),
)
AUTOSAVE = Screen("autosave", "{autosave}", "lead", 15, 6)
SEND = Screen("send", "{send}", "lead", 60, 25)
