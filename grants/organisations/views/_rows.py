"""What every view of groups begins with."""

from django.http import HttpRequest, QueryDict
from django.shortcuts import get_object_or_404

from fund.accounts.models import User
from grants.organisations.models import Organisation


def person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


def posted(request: HttpRequest) -> QueryDict | None:
    """What was posted, even if it is empty; None for a page that is only looked at."""
    return request.POST if request.method == "POST" else None


def own_group(request: HttpRequest, slug: str) -> Organisation:
    """A group this person belongs to, or 404."""
    return get_object_or_404(Organisation.objects.of(person(request)).select_related("ward"), slug=slug)
