"""Finding the row that an address names, as far as this person may see it."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from fund.accounts.gates import current_user
from grants.awards.models import Award, Milestone, Requirement


def own_award(request: HttpRequest, reference: str) -> Award:
    """An award of a group this person belongs to, or 404."""
    return get_object_or_404(Award.objects.of(current_user(request)).with_facts(), reference=reference)


def staff_award(request: HttpRequest, reference: str) -> Award:
    """An award that casework may see, or 404."""
    return get_object_or_404(Award.objects.for_staff(current_user(request)).with_facts(), reference=reference)


def milestone_of(award: Award, number: int) -> Milestone:
    """One milestone of an award, which comes with it."""
    milestone = get_object_or_404(award.milestones.all(), number=number)
    milestone.award = award
    return milestone


def requirement_of(award: Award, number: int) -> Requirement:
    """The requirement that stands at `number`, from 1, in the order they were added."""
    rows = list(award.requirements.order_by("pk")[:number])
    if not 1 <= number == len(rows):
        raise Http404
    rows[-1].award = award
    return rows[-1]
