"""What a round lacks here: a page that people can find."""

from cms.models import RoundPage
from grants.funding.models import Round
from grants.funding.readiness_checks import readiness_check


@readiness_check
def page(round_: Round) -> str:
    if round_.archived_at or RoundPage.objects.live().filter(round=round_).exists():
        return ""
    return "It has no published page: nobody finds it under Funding. Publishers make one in the admin."
