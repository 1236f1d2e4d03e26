"""Run in a seeded database: drafts ready to send, sessions, and the addresses that are asked for."""

import json
import re
import sys
from decimal import Decimal
from html import unescape
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from fund.accounts.models import User  # noqa: E402
from fund.accounts.roles import DEMONSTRATION_DOMAIN  # noqa: E402
from fund.demo.answers import answers_for  # noqa: E402
from fund.demo.world import Demo  # noqa: E402
from grants.applications.actions import save_answers, start_application  # noqa: E402
from grants.applications.models import Application  # noqa: E402
from grants.funding.models import Round  # noqa: E402
from grants.organisations.models import Membership, Organisation  # noqa: E402
from grants.organisations.states import MemberRole  # noqa: E402
from grants.places.models import Area  # noqa: E402
from tests.bench.screens import CASES, ROUND  # noqa: E402

QUESTIONS = 60


def prepare(drafts: int) -> dict[str, object]:
    people = {name: User.objects.get(email=f"{name}@{DEMONSTRATION_DOMAIN}") for name in ("officer", "lead")}
    clients = {name: Client() for name in people}
    for name, person in people.items():
        clients[name].force_login(person)
    references = _drafts(people["lead"], drafts)
    listed = clients["officer"].get(CASES).content.decode()
    onward = re.search(r'rel="next" href="\?([^"]+)"', listed)
    assert onward, "The case list has one page only"
    long = _long_draft(people["lead"])
    newest = Application.objects.filter(round__slug=ROUND, state="submitted").order_by("reference")[0]
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return {
        "cookies": {name: client.cookies["sessionid"].value for name, client in clients.items()},
        "drafts": references,
        "places": {
            "page_2": f"{CASES}?{unescape(onward[1])}",
            "case": f"{CASES}{newest.reference}/",
            "section": f"/my/applications/{references[0]}/section/your-idea/",
            "long_section": long,
            "autosave": f"{long}save/",
        },
    }


def _drafts(lead: User, count: int) -> list[str]:
    round_ = Round.objects.get(slug=ROUND)
    demo = Demo(today=round_.opens_at.date())
    demo.wards = list(Area.objects.current().wards())
    groups = Organisation.objects.exclude(memberships__isnull=False).exclude(applications__round=round_)
    found = []
    for group in list(groups.select_related("ward").order_by("pk")[:count]):
        Membership.objects.create(organisation=group, user=lead, role=MemberRole.LEAD)
        draft = start_application(round_, group, by=lead)
        answers = answers_for(demo, draft, title="Measured twice", amount=Decimal(20_000))
        save_answers(draft, answers, by=lead)
        found.append(draft.reference)
    return found


def _long_draft(lead: User) -> str:
    """The address of a section that asks everything a form can ask, sixty questions of it, all answered."""
    round_ = Round.objects.get(slug=ROUND)
    form = round_.form
    form.pk, form.current_version = None, None
    round_.pk, round_.slug, round_.prefix = None, "sixty-questions", "SQ"
    first = next(each for each in form.questions if _asks_title(each))
    first.value["questions"].extend(
        _question(number) for number in range(QUESTIONS - len(first.value["questions"]))
    )
    form.save()
    round_.form = form
    round_.save()
    group = Organisation.objects.filter(memberships__isnull=True).order_by("pk")[0]
    Membership.objects.create(organisation=group, user=lead, role=MemberRole.LEAD)
    draft = start_application(round_, group, by=lead)
    demo = Demo(today=round_.opens_at.date())
    demo.wards = list(Area.objects.current().wards())
    save_answers(draft, answers_for(demo, draft, title="Sixty", amount=Decimal(20_000)), by=lead)
    section = next(
        each for each in draft.form_version.definition.sections if len(each.questions) == QUESTIONS
    )
    return f"/my/applications/{draft.reference}/section/{section.id}/"


def _asks_title(section: Any) -> bool:
    return any(question.block_type == "title" for question in section.value["questions"])


def _question(number: int) -> tuple[str, dict[str, Any]]:
    facts: dict[str, Any] = {"label": f"Question {number}, what will you do?", "hint": "In a few words.",
                             "required": True}  # fmt: skip
    kinds: tuple[tuple[str, dict[str, Any]], ...] = (
        ("short_text", {"limit": 100}), ("long_text", {"words": 200}), ("number", {}), ("money", {}),
        ("choice", {"choices": "One\nTwo\nThree\nFour"}), ("choices", {"choices": "Red\nGreen\nBlue"}),
        ("yes_no", {}), ("date", {}), ("date_range", {}), ("email", {}), ("phone", {}), ("postcode", {}),
        ("address", {}), ("budget", {}),
    )  # fmt: skip
    kind, more = kinds[number % len(kinds)]
    return kind, {**facts, **more}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(prepare(int(sys.argv[1]))))
