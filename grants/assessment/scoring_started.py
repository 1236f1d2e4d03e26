"""What is scored stays what it is: nobody changes criteria once an assessor has scored by them."""

from grants.assessment.models import Score
from grants.funding.models import Round
from grants.funding.scored import scored


@scored
def scoring_has_begun(round_: Round) -> bool:
    return Score.objects.filter(criterion__round=round_).exists()
