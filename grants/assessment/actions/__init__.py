"""Every write that means something between a checked application and a released decision."""

from grants.assessment.actions.conflicts import declare_conflict, lift_conflict, record_conflict
from grants.assessment.actions.deciding import drop_decision, prepare_decision, reopen_decision
from grants.assessment.actions.meetings import agree_decisions, hold_meeting
from grants.assessment.actions.panels import (
    Assigned,
    assign_assessor,
    assign_evenly,
    change_panel,
    make_panel,
    recuse,
    seat_member,
    unseat_member,
)
from grants.assessment.actions.releasing import decide_settled_rounds, release_decisions
from grants.assessment.actions.scores import Given, save_score, save_scores, submit_assessment

__all__ = [
    "Assigned",
    "Given",
    "agree_decisions",
    "assign_assessor",
    "assign_evenly",
    "change_panel",
    "decide_settled_rounds",
    "declare_conflict",
    "drop_decision",
    "hold_meeting",
    "lift_conflict",
    "make_panel",
    "prepare_decision",
    "record_conflict",
    "release_decisions",
    "reopen_decision",
    "save_score",
    "save_scores",
    "seat_member",
    "submit_assessment",
    "recuse",
    "unseat_member",
]
