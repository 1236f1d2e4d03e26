"""Evidence goes to and fro until a milestone is met, or two people agree to do without."""

from collections.abc import Sequence
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from fund.accounts.models import User
from fund.audit.actions import record
from fund.common.errors import Refused
from fund.common.locks import lock
from fund.common.transitions import move
from fund.files.actions import store_upload
from grants.awards import emails, rules
from grants.awards.actions.stopping import complete_if_done
from grants.awards.models import Award, Evidence, Milestone
from grants.awards.states import MILESTONE_MOVES, AwardState, MilestoneState

MOST_FILES = 10


@transaction.atomic
def submit_evidence(milestone: Milestone, *, words: str, files: Sequence[File[Any]], by: User) -> None:
    """Send words, files or both to show that a milestone was reached."""
    award = _lock_award(milestone)
    if not rules.can_send_evidence(by, award):
        raise Refused("Only a lead or an editor of the group can send evidence.")
    if not words.strip() and not files:
        raise Refused("Write a few words, add a file, or both.", field="words")
    if len(files) > MOST_FILES:
        raise Refused(f"Send {MOST_FILES} files at most. The rest can follow later.", field="uploads")
    _move(milestone, MilestoneState.EVIDENCE_SUBMITTED)
    try:
        stored = [store_upload(file, by=by) for file in files]
    except Refused as refused:
        raise Refused(refused.sentence, field="uploads") from None
    Evidence.objects.create(
        milestone=milestone, words=words.strip(), file=stored[0] if stored else None, submitted_by=by
    )
    for file in stored[1:]:
        Evidence.objects.create(milestone=milestone, file=file, submitted_by=by)
    _record("evidence_submitted", milestone, by, title=milestone.title, files=len(stored))


@transaction.atomic
def meet_milestone(milestone: Milestone, *, by: User, words: str = "") -> None:
    """Accept the evidence: the milestone is met and may be paid."""
    award = _lock_award(milestone)
    _refuse_own(milestone, by)
    _move(milestone, MilestoneState.MET, met_by=by, met_at=timezone.now(), officer_words=words.strip())
    _record("milestone_met", milestone, by)
    emails.tell_about("awards/milestone_met", milestone)
    complete_if_done(award, by=by)


@transaction.atomic
def return_evidence(milestone: Milestone, *, words: str, by: User) -> None:
    """Ask the group for something more, in words that they read."""
    _lock_award(milestone)
    if not words.strip():
        raise Refused("Say what you need from the group.", field="words")
    _move(milestone, MilestoneState.RETURNED, officer_words=words.strip())
    _record("evidence_returned", milestone, by, words=words.strip())
    emails.tell_about("awards/evidence_returned", milestone)


@transaction.atomic
def ask_milestone_waiver(milestone: Milestone, *, reason: str, by: User) -> None:
    """Ask another officer to agree that this milestone may be paid without its evidence."""
    _lock_award(milestone)
    row = lock(milestone)
    if MilestoneState.WAIVED not in MILESTONE_MOVES[row.state]:
        raise Refused(f"This milestone is “{row.get_state_display()}”, so it can't be waived.")
    if row.waiver_asked_by:
        raise Refused(f"{row.waiver_asked_by} has asked for this already. Somebody else agrees, or says no.")
    if not reason.strip():
        raise Refused("Say why the evidence is not needed.", field="reason")
    _save_waiver(milestone, by, reason.strip())
    _record("milestone_waiver_asked", milestone, by, reason=reason.strip())


@transaction.atomic
def agree_milestone_waiver(milestone: Milestone, *, by: User) -> None:
    """The second person agrees: the milestone is waived and may be paid."""
    award = _lock_award(milestone)
    row = lock(milestone)
    if row.waiver_asked_by_id is None:
        raise Refused("Nobody has asked to waive this milestone.")
    if row.waiver_asked_by_id == by.pk:
        raise Refused("You asked for this, so someone else must agree.")
    _move(milestone, MilestoneState.WAIVED, waived_by=by)
    _record("milestone_waived", milestone, by)
    emails.tell_about("awards/milestone_met", milestone)
    complete_if_done(award, by=by)


@transaction.atomic
def decline_milestone_waiver(milestone: Milestone, *, by: User) -> None:
    """Say no, or take one's own request back: the evidence is needed after all."""
    row = lock(milestone)
    if row.waiver_asked_by_id is None or row.state == MilestoneState.WAIVED:
        raise Refused("There is no request to say no to.")
    _save_waiver(milestone, None, "")
    _record("milestone_waiver_declined", milestone, by)


def _lock_award(milestone: Milestone) -> Award:
    award = lock(milestone.award)
    if award.state != AwardState.ACTIVE:
        raise Refused(f"The grant is “{award.get_state_display()}”, so its milestones can't move now.")
    return award


def _move(milestone: Milestone, to: MilestoneState, **fields: Any) -> None:
    move(milestone, to, moves=MILESTONE_MOVES, **fields)


def _save_waiver(milestone: Milestone, asked_by: User | None, reason: str) -> None:
    milestone.waiver_asked_by, milestone.waiver_reason = asked_by, reason
    milestone.save(update_fields=["waiver_asked_by", "waiver_reason"])


def _refuse_own(milestone: Milestone, by: User) -> None:
    if milestone.award.organisation.memberships.filter(user=by).exists():
        raise Refused("You belong to this group, so someone else must judge its evidence.")


def _record(verb: str, milestone: Milestone, by: User, **facts: Any) -> None:
    record(verb, milestone, by=by, case_reference=milestone.award.reference, number=milestone.number, **facts)
