"""What can happen to forms, in sentences."""

from fund.audit import verbs

verbs.register(question_set_saved="{by} saved the question set")
