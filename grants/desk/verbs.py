"""What the desk does that leaves a trace."""

from fund.audit import verbs

verbs.register(letter_sent_again="{by} asked for the letter “{letter}” to be sent again")
