"""What every view of groups begins with."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from fund.accounts.gates import current_user
from grants.organisations.models import Organisation


def own_group(request: HttpRequest, slug: str) -> Organisation:
    """A group this person belongs to, or 404."""
    return get_object_or_404(Organisation.objects.of(current_user(request)).select_related("ward"), slug=slug)
