"""Every write that means something in the life of an award."""

from grants.awards.actions.accepting import accept_award, activate_if_ready
from grants.awards.actions.milestones import (
    agree_milestone_waiver,
    ask_milestone_waiver,
    decline_milestone_waiver,
    meet_milestone,
    return_evidence,
    submit_evidence,
)
from grants.awards.actions.offering import offer_award, release_and_offer
from grants.awards.actions.requirements import (
    accept_requirement,
    add_requirement,
    agree_requirement_waiver,
    ask_requirement_waiver,
    decline_requirement_waiver,
)
from grants.awards.actions.stopping import (
    complete_award,
    complete_if_done,
    end_award,
    go_on_unpaid,
    lapse_award,
    lapse_overdue_offers,
    resume_award,
    suspend_award,
)

__all__ = [
    "accept_award",
    "accept_requirement",
    "add_requirement",
    "agree_milestone_waiver",
    "agree_requirement_waiver",
    "ask_milestone_waiver",
    "ask_requirement_waiver",
    "complete_award",
    "complete_if_done",
    "decline_milestone_waiver",
    "decline_requirement_waiver",
    "end_award",
    "go_on_unpaid",
    "activate_if_ready",
    "lapse_award",
    "lapse_overdue_offers",
    "meet_milestone",
    "offer_award",
    "release_and_offer",
    "resume_award",
    "return_evidence",
    "submit_evidence",
    "suspend_award",
]
