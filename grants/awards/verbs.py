"""What can happen to an award, in sentences."""

from fund.audit import verbs

verbs.register(
    award_offered="{by} offered {amount} to {organisation}",
    past_grant_taken_over="{by} took over this past grant of {amount} from {file}",
    past_grants_imported="{by} loaded {count} past grants of {amount} from {file}",
    award_accepted_by_another_name="{by} accepted the agreement, signing by another name: {name}",
    award_accepted="{by} accepted the agreement, signing as {name}",
    award_active="The grant went live: nothing is outstanding",
    award_suspended="{by} suspended the grant: {reason}",
    award_resumed="{by} resumed the grant",
    award_ended_early="{by} ended the grant early and let go of {released}: {reason}",
    award_lapsed="The offer lapsed: {reason}",
    award_completed="The grant was completed",
    award_goes_on="The grant goes on: a payment of it was not paid after all",
    evidence_submitted="{by} sent evidence for milestone {number}, {title}",
    evidence_returned="{by} asked about milestone {number}: {words}",
    milestone_met="{by} accepted the evidence: milestone {number} is met",
    milestone_waiver_asked="{by} asked to waive milestone {number}: {reason}",
    milestone_waived="{by} agreed to waive milestone {number}",
    milestone_waiver_declined="{by} said no to waiving milestone {number}",
    requirement_added="{by} added a requirement: {text}",
    requirement_accepted="{by} accepted the requirement: {text}",
    requirement_waiver_asked="{by} asked to waive the requirement “{text}”: {reason}",
    requirement_waived="{by} agreed to waive the requirement: {text}",
    requirement_waiver_declined="{by} said no to waiving the requirement: {text}",
)
