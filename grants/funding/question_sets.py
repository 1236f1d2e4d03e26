"""Which rounds a question set stands in. Reads only."""

from django.utils import timezone

from grants.forms.models import QuestionSet
from grants.forms.sets import names_set
from grants.funding.models import Round
from grants.funding.states import RoundState


def rounds_using(question_set: QuestionSet) -> list[Round]:
    """Return the rounds whose forms a change of this set would reach: those planned or open."""
    now = timezone.now()
    living = Round.objects.filter(archived_at=None, decided_at=None).select_related("form")
    rounds = (
        round_
        for round_ in living.order_by("opens_at", "pk")
        if round_.state_at(now) in (RoundState.PLANNED, RoundState.OPEN)
    )
    return [round_ for round_ in rounds if names_set(round_.form, question_set)]
