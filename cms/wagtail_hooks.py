"""What pages need in the Wagtail admin: our looks, choosing a grant by its words, a way back to the desk."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from cms import page_cache as kept_pages  # noqa: F401 - its hooks are registered by reading it
from cms.models import FundingIndexPage, RoundPage
from grants.awards.models import Award
from grants.funding.models import Round


class AwardFilterForm(BaseFilterForm):
    q = forms.CharField(label="Reference, group or title", required=False)

    def filter(self, objects: QuerySet[Award]) -> QuerySet[Award]:
        words = self.cleaned_data.get("q", "").strip()
        if not words:
            return objects
        self.is_searching, self.search_query = True, words
        by_group = Q(commitment__organisation__name__icontains=words)
        return objects.filter(Q(reference__icontains=words) | Q(title__icontains=words) | by_group)


class _AwardsShown:
    """Only grants that the public may see can be told as stories."""

    filter_form_class = AwardFilterForm
    ordering = ["-awarded_on", "-pk"]

    @property
    def columns(self) -> list[Column]:
        title: Column = self.title_column  # type: ignore[attr-defined]
        return [
            title,
            Column("group", label="Group", accessor=lambda award: award.organisation.name),
            Column("what", label="What it is for", accessor="title"),
        ]

    def get_object_list(self) -> QuerySet[Award]:
        return Award.objects.public().with_facts()


class AwardChooseView(_AwardsShown, ChooseView):
    pass


class AwardChooseResultsView(_AwardsShown, ChooseResultsView):
    pass


class AwardChooserViewSet(ChooserViewSet):
    model = Award
    icon = "doc-full"
    choose_one_text = "Choose a grant"
    choose_another_text = "Choose another grant"
    choose_view_class = AwardChooseView
    choose_results_view_class = AwardChooseResultsView


@hooks.register("register_admin_viewset")
def register_award_chooser() -> Any:
    return AwardChooserViewSet("award_chooser")


@hooks.register("insert_global_admin_css")
def link_our_colours() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


class RoundsWithoutPage(Component):
    """For who may publish: rounds that nobody outside can find yet, each with the way to its page."""

    order = 50
    template_name = "wagtailadmin/_rounds_without_page.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        user = parent_context["request"].user
        index = FundingIndexPage.objects.first()
        if index is None or not index.permissions_for_user(user).can_add_subpage():
            return {"rounds": []}
        rounds = Round.objects.counting().filter(decided_at=None, archived_at=None)
        shown = RoundPage.objects.live().values("round")
        return {"rounds": rounds.exclude(pk__in=shown).order_by("opens_at", "pk"), "index": index}


@hooks.register("construct_homepage_panels")
def show_rounds_without_page(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(RoundsWithoutPage())


@hooks.register("register_admin_menu_item")
def register_way_to_the_desk() -> MenuItem:
    return MenuItem("Casework", "/staff/", name="desk", icon_name="home", order=1)
