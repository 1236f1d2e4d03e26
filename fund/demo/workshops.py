"""Before starting: checks for the rounds that are open, and workshops with people in them."""

from datetime import timedelta
from typing import Any

from fund.demo.clock import standing_at
from fund.demo.names import FIRST, LAST
from fund.demo.people import GROUPS_DOMAIN
from fund.demo.world import Demo
from grants.funding.models import Round
from grants.funding.states import WorkshopNeeded
from grants.workshops.actions import add_workshop, book_workshop, mark_attendance
from grants.workshops.models import Workshop

CANAL_HOUSE = ("The Lock House, 4 Canal Street, Wigan", "WN3 4EX")
MILL = ("The Spindle Room, Weavers Yard, Leigh", "WN7 1AB")
HOW_TO_COME = "Step-free. Tea from half an hour before. Children are welcome."


def make_workshops(demo: Demo) -> None:
    """One that is over, one that is full, one with places, and one for a round that asks for it."""
    big, small, next_ = (demo.rounds[slug] for slug in ("big-ideas", "small-investments", "start-up-next"))
    over = _workshop(demo, big, "Talk your big idea over", (-12, 18), 12, CANAL_HOUSE)
    _book(demo, over, range(8), day=-18)
    with standing_at(demo.at(-12, 21)):
        came = list(over.bookings.values_list("token", flat=True)[:7])
        mark_attendance(over, came, by=demo.people["officer"])
    full = _workshop(demo, big, "From idea to plan", (9, 18), 8, MILL)
    _book(demo, full, range(20, 29), day=-6)
    _book(demo, full, [], day=-3, also=("lead",))
    room = _workshop(demo, small, "Small sums, first steps", (4, 10), 20, CANAL_HOUSE)
    _book(demo, room, range(40, 45), day=-4, also=("newcomer",))
    _workshop(demo, next_, "Starting up", (25, 18), 16, MILL)
    Round.objects.filter(pk=next_.pk).update(workshop_needed=WorkshopNeeded.BOOKED)
    _set_checks(big, small)


def _workshop(
    demo: Demo, round_: Round, title: str, when: tuple[int, int], places: int, where: tuple[str, str]
) -> Workshop:
    starts_at = demo.at(*when)
    place, postcode = where
    with standing_at(demo.at(-21)):
        return add_workshop(
            round=round_,
            title=title,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=2),
            place=place,
            postcode=postcode,
            places=places,
            notes=HOW_TO_COME,
            by=demo.people["officer"],
        )


def _book(demo: Demo, workshop: Workshop, numbers: Any, *, day: int, also: tuple[str, ...] = ()) -> None:
    people = [(f"{FIRST[number % len(FIRST)]} {LAST[number * 3 % len(LAST)]}", "") for number in numbers]
    people += [(demo.people[name].full_name, demo.people[name].email) for name in also]
    for minute, (name, email) in enumerate(people):
        with standing_at(demo.at(day, 19, minute)):
            book_workshop(
                workshop, name=name, email=email or f"{name.split()[0].lower()}.visitor@{GROUPS_DOMAIN}"
            )


def _set_checks(big: Round, small: Round) -> None:
    """Questions of an editor's own, beside those held against the round's facts."""
    usual: list[tuple[str, dict[str, Any]]] = [
        ("kind", {"label": "What kind of group are you?", "hint": "", "reason": ""}),
        ("postcode", {"label": "What is the postcode of the place it will help?", "hint": "", "reason": ""}),
        ("amount", {"label": "About how much do you need?", "hint": "A guess is fine.", "reason": ""}),
    ]
    say = {
        "label": "Have the people it is for had a say in it?",
        "hint": "",
        "fits_when": "yes",
        "reason": "Big ideas are made with the people they are for. Talk to them first, then come back.",
    }
    when = {
        "label": "When would it start?",
        "hint": "",
        "choices": [
            {"words": "It has started already", "fits": False},
            {"words": "After we hear from you", "fits": True},
        ],
        "reason": "We can't pay for what has been done or bought already.",
    }
    big.eligibility_questions = [*usual, ("yes_no", say), ("choice", when)]  # type: ignore[assignment]
    small.eligibility_questions = [*usual, ("choice", when)]  # type: ignore[assignment]
    for round_ in (big, small):
        round_.save(update_fields=["eligibility_questions"])
