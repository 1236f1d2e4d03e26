"""What officers can do to a grant, a milestone or a requirement: each act a page that asks first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from fund.accounts.models import User
from fund.common.forms import BaseForm, ConfirmForm
from grants.awards import actions, rules
from grants.awards.forms import GroupReasonForm, ReasonForm, WordsForm
from grants.awards.models import Award, Milestone, Requirement
from grants.awards.states import (
    AWARD_MOVES,
    MILESTONE_MOVES,
    AwardState,
    MilestoneState,
    RequirementState,
)


@dataclass(frozen=True)
class Act:
    """`title` names the page and the link, `words` say what will happen, `done` what happened."""

    title: str
    words: str
    done: str
    do: Callable[[Any, dict[str, Any], User], object]
    may: Callable[[User], bool] = rules.can_judge
    form: type[BaseForm] = ConfirmForm
    danger: bool = False


AWARD_ACTS: dict[str, Act] = {
    "suspend": Act(
        "Suspend this grant",
        "Nothing is paid and no evidence is taken until it is resumed. The group is told.",
        "The grant is suspended.",
        lambda award, data, by: actions.suspend_award(award, reason=data["reason"], by=by),
        form=GroupReasonForm,
    ),
    "resume": Act(
        "Resume this grant",
        "It goes on as before. The group is told.",
        "The grant goes on.",
        lambda award, data, by: actions.resume_award(award, by=by),
    ),
    "end": Act(
        "End this grant early",
        "What is not yet paid is let go and open milestones are cancelled. This cannot be undone.",
        "The grant has ended.",
        lambda award, data, by: actions.end_award(award, reason=data["reason"], by=by),
        may=rules.can_end,
        form=GroupReasonForm,
        danger=True,
    ),
    "lapse": Act(
        "Take the offer back",
        "The money goes back to the round. This cannot be undone. The group is told.",
        "The offer has lapsed.",
        lambda award, data, by: actions.lapse_award(award, reason=data["reason"], by=by),
        may=rules.can_end,
        form=GroupReasonForm,
        danger=True,
    ),
    "complete": Act(
        "Complete this grant",
        "All its milestones are settled and all of it is paid.",
        "The grant is complete.",
        lambda award, data, by: actions.complete_award(award, by=by),
    ),
}
LEADS_TO = {
    "suspend": AwardState.SUSPENDED,
    "end": AwardState.ENDED_EARLY,
    "lapse": AwardState.LAPSED,
    "complete": AwardState.COMPLETED,
}
MILESTONE_ACTS: dict[str, Act] = {
    "meet": Act(
        "Accept the evidence",
        "The milestone is met and may be paid. The group is told.",
        "The milestone is met.",
        lambda row, data, by: actions.meet_milestone(row, by=by),
    ),
    "return": Act(
        "Ask the group for more",
        "The group gets your words by e-mail and can send again.",
        "The group has been asked.",
        lambda row, data, by: actions.return_evidence(row, words=data["words"], by=by),
        form=WordsForm,
    ),
    "ask-waiver": Act(
        "Ask to waive this milestone",
        "If another officer agrees, it may be paid without its evidence.",
        "Another officer must agree now.",
        lambda row, data, by: actions.ask_milestone_waiver(row, reason=data["reason"], by=by),
        form=ReasonForm,
    ),
    "agree-waiver": Act(
        "Agree to waive this milestone",
        "It may then be paid without its evidence. The group is told.",
        "The milestone is waived.",
        lambda row, data, by: actions.agree_milestone_waiver(row, by=by),
    ),
    "decline-waiver": Act(
        "Say no to waiving this milestone",
        "Its evidence is needed after all.",
        "The milestone is not waived.",
        lambda row, data, by: actions.decline_milestone_waiver(row, by=by),
    ),
}
REQUIREMENT_ACTS: dict[str, Act] = {
    "accept": Act(
        "Accept this requirement",
        "What was asked is there, and holds nothing up any more.",
        "The requirement is accepted.",
        lambda row, data, by: actions.accept_requirement(row, by=by),
    ),
    "ask-waiver": Act(
        "Ask to waive this requirement",
        "If another officer agrees, the group need not do it.",
        "Another officer must agree now.",
        lambda row, data, by: actions.ask_requirement_waiver(row, reason=data["reason"], by=by),
        form=ReasonForm,
    ),
    "agree-waiver": Act(
        "Agree to waive this requirement",
        "The group need not do it.",
        "The requirement is waived.",
        lambda row, data, by: actions.agree_requirement_waiver(row, by=by),
    ),
    "decline-waiver": Act(
        "Say no to waiving this requirement",
        "It is needed after all.",
        "The requirement is not waived.",
        lambda row, data, by: actions.decline_requirement_waiver(row, by=by),
    ),
}
Links = list[tuple[str, Act]]


def acts_of_award(award: Award, user: User) -> Links:
    """The acts that this person can do to a grant as it stands now."""
    names = [name for name, to in LEADS_TO.items() if to in AWARD_MOVES[award.state]]
    if award.state == AwardState.SUSPENDED:
        names.insert(0, "resume")
    if award.decision_id is not None:  # It completes by itself, with its last milestone and its last pound.
        names = [name for name in names if name != "complete"]
    return _links(AWARD_ACTS, names, user)


def acts_of_milestone(milestone: Milestone, user: User) -> Links:
    """The acts that this person can do to a milestone as it stands now."""
    moves = MILESTONE_MOVES[milestone.state]
    if milestone.award.state != AwardState.ACTIVE or not moves:
        return []
    names = ["meet", "return"] if MilestoneState.MET in moves else []
    return _links(MILESTONE_ACTS, names + _waiver_acts(milestone.waiver_asked_by_id, user), user)


def acts_of_requirement(requirement: Requirement, user: User) -> Links:
    """The acts that this person can do to a requirement as it stands now."""
    if requirement.state != RequirementState.OPEN:
        return []
    names = ["accept", *_waiver_acts(requirement.waiver_asked_by_id, user)]
    return _links(REQUIREMENT_ACTS, names, user)


def _waiver_acts(asked_by: int | None, user: User) -> list[str]:
    if asked_by is None:
        return ["ask-waiver"]
    return ["decline-waiver"] if asked_by == user.pk else ["agree-waiver", "decline-waiver"]


def _links(table: Mapping[str, Act], names: list[str], user: User) -> Links:
    return [(name, table[name]) for name in names if table[name].may(user)]
