"""A decision as it stood when the panel agreed it, and the same sum done again from that record alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from fund.common.money import ZERO
from grants.applications.models import Application, Submission
from grants.assessment import rules
from grants.assessment.models import Decision, Meeting, Panel
from grants.assessment.scoring import Mark, mean
from grants.assessment.spending import spread_over, used_in
from grants.assessment.states import Outcome
from grants.funding.budget import Pots, added, fits

# The shape of the record. A later shape gets the next number, and `replay` goes on reading this one.
SHAPE = 1


@dataclass(frozen=True)
class Replay:
    """What the record gives when it is run again."""

    score: Decimal | None
    quorate: bool
    within_budget: bool


def snapshot(decision: Decision, *, panel: Panel, meeting: Meeting, pots: Pots) -> dict[str, Any]:
    """Everything the decision rests on, as JSON. Money and scores are strings, so no digit is lost."""
    application = decision.application
    kept: dict[str, Any] = {
        "shape": SHAPE,
        "outcome": decision.outcome,
        "amount": _text(decision.amount),
        "reserve_place": decision.reserve_place,
        "reasons": decision.reasons,
        "asked": _text(application.amount),
        "criteria": _criteria(application),
        "assessments": _assessments(application),
        "conflicts": [
            {"user": row.user_id, "name": str(row.user), "reason": row.reason, "found": row.found}
            for row in application.conflicts.select_related("user")
        ],
        "meeting": _meeting(application, panel, meeting),
        "budget": _budget(decision, pots),
        "form": _form(application),
    }
    kept["score"] = _text(_score(kept))
    return kept


def replay(decision: Decision) -> Replay:
    """Run the decision again from its record. Raises ValueError where it was never agreed."""
    kept = decision.record
    if not kept:
        raise ValueError("This decision has no record: the panel has not agreed it.")
    meeting, budget = kept["meeting"], kept["budget"]
    pots = Pots(Decimal(budget["general"]), _places(budget["by_neighbourhood"]))
    used = added(_places(budget["used_by_others"]), _places(budget["this"]))
    return Replay(
        score=_score(kept),
        quorate=len(meeting["present"]) >= meeting["quorum"],
        within_budget=kept["outcome"] != Outcome.AWARD or fits(pots, used),
    )


def score_lines(kept: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every score of the record with its assessor and criterion, one line each, for reading."""
    rubric = {row["criterion"]: row for row in kept.get("criteria", [])}
    return [
        {
            "assessor": assessment["name"],
            "criterion": rubric[one["criterion"]]["name"],
            "weight": rubric[one["criterion"]]["weight"],
            "top": rubric[one["criterion"]]["top"],
            "value": one["value"],
            "reason": one["reason"],
        }
        for assessment in kept.get("assessments", [])
        for one in assessment["scores"]
    ]


def _score(kept: Mapping[str, Any]) -> Decimal | None:
    rubric = {row["criterion"]: row for row in kept["criteria"]}
    return mean(
        [
            Mark(rubric[one["criterion"]]["weight"], rubric[one["criterion"]]["top"], one["value"])
            for one in assessment["scores"]
        ]
        for assessment in kept["assessments"]
    )


def _criteria(application: Application) -> list[dict[str, Any]]:
    return [
        {"criterion": row.pk, "name": row.name, "weight": row.weight, "top": row.top, "words": row.words}
        for row in application.round.criteria.all()
    ]


def _assessments(application: Application) -> list[dict[str, Any]]:
    sent = application.assessments.counted().select_related("user").prefetch_related("scores")
    return [
        {
            "assessor": row.user_id,
            "name": str(row.user),
            "submitted_at": row.submitted_at.isoformat() if row.submitted_at else None,
            "comment": row.comment,
            "scores": [
                {"criterion": one.criterion_id, "value": one.value, "reason": one.reason}
                for one in row.scores.all()
            ],
        }
        for row in sent
    ]


def _meeting(application: Application, panel: Panel, meeting: Meeting) -> dict[str, Any]:
    present = list(meeting.present.all())
    conflicts = rules.conflicts_among([application], present)
    people = [(user, (application.pk, user.pk) in conflicts) for user in present]
    return {
        "held_at": meeting.held_at.isoformat(),
        "place": meeting.place,
        "quorum": panel.quorum,
        "present": [{"user": user.pk, "name": str(user)} for user, conflicted in people if not conflicted],
        "stood_aside": [{"user": user.pk, "name": str(user)} for user, conflicted in people if conflicted],
    }


def _budget(decision: Decision, pots: Pots) -> dict[str, Any]:
    application = decision.application
    this = spread_over(application, decision.amount) if decision.amount else {}
    return {
        "general": str(pots.general),
        "by_neighbourhood": _texts(pots.by_neighbourhood),
        "used_by_others": _texts(used_in(application.round, but=application)),
        "this": _texts(this),
    }


def _form(application: Application) -> dict[str, Any]:
    submission = application.submissions.order_by("-number").first()
    return {
        "version": application.form_version.number,
        "submission": submission.number if submission else None,
        "sha256": submission.sha256 if submission else "",
    }


def sent_as(application: Application, kept: Mapping[str, Any]) -> Submission | None:
    """What the panel read then: the submission that the record names."""
    number = kept.get("form", {}).get("submission")
    return application.submissions.filter(number=number).first() if number else None


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def _texts(places: Mapping[int | None, Decimal]) -> dict[str, str]:
    return {str(place or ""): str(amount) for place, amount in places.items()}


def _places(texts: Mapping[str, str]) -> dict[int | None, Decimal]:
    return {int(place) if place else None: Decimal(amount or ZERO) for place, amount in texts.items()}
