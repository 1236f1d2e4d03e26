"""How often one person, or one place on the net, may do what writes letters to others or fills tables.

The limits stand in settings.py beside those of signing in, and are counted in the same cache.
"""

from allauth.core import ratelimit
from django.http import HttpRequest

from fund.common.errors import Refused


def is_too_often(request: HttpRequest, act: str) -> bool:
    """Count one more `act`, and say whether it is one too many. Looking at a page counts nothing."""
    return not ratelimit.consume(request, action=act)


def refuse_too_often(request: HttpRequest, act: str) -> None:
    if is_too_often(request, act):
        raise Refused("That was many times in a short while. Wait an hour, then try again.")
