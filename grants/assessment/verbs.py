"""What can happen on a panel, in sentences. No sentence says a score: the history of a case is read by many."""

from fund.audit import verbs

verbs.register(
    panel_made="{by} made the panel {name}",
    panel_changed="{by} changed the panel {name}",
    member_seated="{by} seated {member} on the panel",
    member_unseated="{by} took {member} off the panel",
    assessor_assigned="{by} asked {assessor} to score it",
    assessor_recused="{by} stood {assessor} down from scoring it",
    conflict_declared="{by} declared a conflict of interest and stood aside",
    conflict_recorded="{by} recorded a conflict of interest for {member}",
    conflict_lifted="{by} lifted the conflict of interest recorded for {member}: {reason}",
    scores_saved="{by} saved scores",
    assessment_submitted="{by} sent their scores",
    decision_prepared="{by} prepared a decision: {outcome}",
    decision_changed="{by} changed the prepared decision: {outcome}",
    decision_dropped="{by} withdrew the prepared decision",
    meeting_held="{by} wrote down a meeting of the panel",
    decision_agreed="The panel agreed the decision: {outcome}. {by} wrote it down",
    decision_reopened="{by} opened the agreed decision again: {reason}",
    decision_released="{by} released the decision: {outcome}",
    round_decided="{by} released the last decision, so the round is decided",
    round_settled="Nothing in the round waits any more, so it is decided",
)
