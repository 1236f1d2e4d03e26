"""Pages that publish, and the pictures and documents on them. Facts stay on the rows that pages point at."""

from cms.models.funding import FundingIndexPage, RoundPage
from cms.models.home import HomePage, StandardPage
from cms.models.media import Picture, PictureRendition, PublicDocument
from cms.models.stories import StoryIndexPage, StoryPage

__all__ = [
    "FundingIndexPage",
    "HomePage",
    "Picture",
    "PictureRendition",
    "PublicDocument",
    "RoundPage",
    "StandardPage",
    "StoryIndexPage",
    "StoryPage",
]
