"""Pages and pictures."""

from io import BytesIO
from typing import Any

from django.core.files.images import ImageFile
from django.utils import timezone

from cms.models import FundingIndexPage, Picture, RoundPage, StoryIndexPage, StoryPage
from cms.site import ensure_site
from fund.demo.pictures import draw_picture
from grants.awards.models import Award
from grants.funding.models import Round
from tests.factories.funding import make_round
from tests.factories.money import make_past_award
from tests.factories.numbers import numbers


def make_picture(**fields: Any) -> Picture:
    """A picture in a file, with words for those who can't see it."""
    number = next(numbers)
    file = ImageFile(BytesIO(draw_picture("canal", (480, 270))), name=f"picture-{number}.png")
    defaults: dict[str, Any] = {
        "title": f"Picture {number}",
        "alt": "Two anglers beside a canal",
        "file": file,
    }
    return Picture.objects.create(**{**defaults, **fields})


def make_round_page(round_: Round | None = None, **fields: Any) -> RoundPage:
    """A published page of a round, on a site that has all its pages."""
    round_ = round_ or make_round()
    ensure_site()
    page = RoundPage(**{"title": round_.name, "slug": round_.slug, "round": round_, **fields})
    FundingIndexPage.objects.get().add_child(instance=page)
    return page


def make_story(award: Award | None = None, **fields: Any) -> StoryPage:
    """A published story about a grant, on a site that has all its pages."""
    number = next(numbers)
    ensure_site()
    defaults: dict[str, Any] = {
        "title": f"Story {number}",
        "award": award or make_past_award(),
        "summary": "What happened.",
        "picture": fields.get("picture") or make_picture(),
        "first_published_at": timezone.now(),
    }
    page = StoryPage(**{**defaults, **fields})
    StoryIndexPage.objects.get().add_child(instance=page)
    return page
