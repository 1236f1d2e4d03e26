"""The home page, and plain pages of text such as accessibility and privacy."""

from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.search import index

from cms.blocks import BodyField
from cms.models.funding import RoundPage
from cms.models.pages import FOUND_PANELS, BasePage
from cms.models.stories import StoryPage
from fund.common.money import ZERO
from grants.reports.drawings import draw_bars, draw_map
from grants.reports.figures import Figures, read_figures


class HomePage(BasePage):
    """The first page. Its words are the editors'; its figures come from the ledger."""

    heading = models.CharField(max_length=120)
    lead = models.TextField("what the fund is for, in one or two sentences", max_length=300)
    action = models.CharField("words on the button", max_length=40, default="See what is open")
    money_words = models.TextField(
        "words above the map",
        max_length=300,
        blank=True,
        default=(
            "Every pound awarded, by the place it helps. "
            "The brick line is what each place would get if money followed need."
        ),
    )

    template = "cms/home_page.html"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["cms.FundingIndexPage", "cms.StoryIndexPage", "cms.StandardPage"]
    max_count = 1
    search_fields = [*BasePage.search_fields, index.SearchField("heading"), index.SearchField("lead")]
    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel([FieldPanel("heading"), FieldPanel("lead"), FieldPanel("action")], "Opening"),
        FieldPanel("money_words"),
    ]
    promote_panels = FOUND_PANELS

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        now = timezone.now()
        figures = read_figures()
        drawn, bars = draw_map(figures.wards), draw_bars(figures.neighbourhoods)
        shown = RoundPage.objects.live().with_rounds()
        context.update(
            figures=figures,
            headline=_whole_pounds(figures),
            map=drawn,
            bars=bars,
            money_key=_digest(self.money_words, drawn, bars, figures.promised, figures.per_capita),
            cards=[page.card_at(now) for page in [*shown.open_at(now), *shown.planned_at(now)]],
            stories=StoryPage.objects.live().with_facts().newest()[:3],
        )
        return context


def _whole_pounds(figures: Figures) -> dict[str, Decimal]:
    """The figures that stand large: pennies are for the tables."""
    amounts = {"promised": figures.promised, "paid": figures.paid, "left": figures.left or ZERO}
    return {name: amount.quantize(Decimal(1)) for name, amount in amounts.items()}


def _digest(*shown: Any) -> str:
    """Names what is drawn by what is in it, so that a drawing is kept for as long as it is right."""
    return sha256(repr(shown).encode()).hexdigest()


class StandardPage(BasePage):
    """A page of text."""

    lead = models.TextField("what this page says, in a sentence or two", max_length=300, blank=True)
    body = BodyField()

    template = "cms/standard_page.html"
    parent_page_types = ["cms.HomePage", "cms.StandardPage"]
    subpage_types = ["cms.StandardPage"]
    search_fields = [*BasePage.search_fields, index.SearchField("lead"), index.SearchField("body")]
    content_panels = [*BasePage.content_panels, FieldPanel("lead"), FieldPanel("body")]
