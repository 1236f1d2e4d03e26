"""The answers to an eligibility check, kept in the session until an application is started."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone

from fund.common.money import format_money
from fund.common.postcodes import postcode_key
from grants.forms.values import read_money
from grants.funding.eligibility.check import RoundCheck, check_of
from grants.funding.eligibility.rules import amount_is_within, legal_form_is_allowed, place_is_helped
from grants.funding.models import Round
from grants.organisations.carried import keep_group_facts

_KEY = "eligibility_checks"
MOST_KEPT = 10


def keep_answers(session: SessionBase, check: RoundCheck, answers: dict[str, Any]) -> None:
    """Keep the answers for this round, and what they say of the group for when it is entered."""
    kept = {slug: row for slug, row in session.get(_KEY, {}).items() if slug != check.round.slug}
    newest = dict(list(kept.items())[1 - MOST_KEPT :])
    session[_KEY] = {**newest, check.round.slug: {"at": timezone.now().isoformat(), "answers": answers}}
    keep_group_facts(
        session,
        legal_form=check.answer_held_against(legal_form_is_allowed, answers),
        postcode=postcode_key(check.answer_held_against(place_is_helped, answers)),
    )


def kept_answers(session: SessionBase, round_: Round) -> dict[str, Any]:
    """Return the answers as they were kept; empty where the check was not taken."""
    return dict(session.get(_KEY, {}).get(round_.slug, {}).get("answers", {}))


def facts_to_carry(session: SessionBase, round_: Round) -> dict[str, Any] | None:
    """Return the check as the application keeps it: when, whether it fitted, each answer in words, the amount."""
    row = session.get(_KEY, {}).get(round_.slug)
    if not row:
        return None
    check, answers = check_of(round_), row["answers"]
    verdict = check.judge(answers)
    amount = read_money(check.answer_held_against(amount_is_within, answers))
    return {
        "answered_at": datetime.fromisoformat(row["at"]),
        "fits": verdict.fits,
        "amount": "" if amount is None else format_money(amount).removeprefix("£"),
        "rows": [
            {
                "question": finding.asked.question.label,
                "answer": check.describe(finding.asked, answers),
                "fits": finding.fits,
            }
            for finding in verdict.findings
        ],
    }
