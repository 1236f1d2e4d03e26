"""Answers kept in the session, from the check to the application."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone

from fund.common.money import format_money
from grants.funding.eligibility.check import Check, check_of
from grants.funding.models import Round
from grants.organisations.carried import keep_group_facts

_KEY = "fit_checks"
MOST_KEPT = 10


def keep_answers(session: SessionBase, check: Check, raw: dict[str, str]) -> None:
    """Keep the answers for this round, and what they say of the group for when it is entered."""
    kept = {slug: row for slug, row in session.get(_KEY, {}).items() if slug != check.round.slug}
    newest = dict(list(kept.items())[1 - MOST_KEPT :])
    session[_KEY] = {**newest, check.round.slug: {"at": timezone.now().isoformat(), "raw": raw}}
    told = {question.kind: raw.get(question.id, "") for question in check.questions}
    keep_group_facts(session, legal_form=told.get("kind", ""), postcode=told.get("postcode", ""))


def kept_answers(session: SessionBase, round_: Round) -> dict[str, str]:
    """The answers as they were kept; empty where the check was not taken."""
    return dict(session.get(_KEY, {}).get(round_.slug, {}).get("raw", {}))


def facts_to_carry(session: SessionBase, round_: Round) -> dict[str, Any] | None:
    """The check as the application keeps it: when, whether it fitted, each answer in words, the amount."""
    row = session.get(_KEY, {}).get(round_.slug)
    if not row:
        return None
    check = check_of(round_)
    verdict = check.judge(row["raw"])
    amounts = [row["raw"].get(question.id, "") for question in check.questions if question.kind == "amount"]
    return {
        "answered_at": datetime.fromisoformat(row["at"]),
        "fits": verdict.fits,
        "amount": format_money(Decimal(amounts[0])).removeprefix("£") if any(amounts) else "",
        "rows": [
            {
                "question": finding.question.label,
                "answer": check.say(finding.question, row["raw"]),
                "fits": finding.fits,
            }
            for finding in verdict.findings
        ],
    }
