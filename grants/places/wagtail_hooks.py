"""Areas in the Wagtail admin: their names, neighbourhoods, figures and tiles. Boundaries come from files."""

from typing import Any

from django.db.models import QuerySet
from wagtail import hooks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from grants.places.actions import save_area
from grants.places.forms import AreaForm
from grants.places.models import Area


class _Recorded:
    """Saving leaves an event, as every act does."""

    def save_instance(self) -> Area:
        view: Any = self
        return save_area(view.form.save(commit=False), by=view.request.user)


class AreaCreateView(_Recorded, CreateView):
    pass


class AreaEditView(_Recorded, EditView):
    pass


class AreaIndexView(IndexView):
    def get_base_queryset(self) -> QuerySet[Area]:
        rows: QuerySet[Area] = super().get_base_queryset()
        return rows.select_related("parent")


def _people(area: Area) -> str:
    return "" if area.population is None else f"{area.population:,}"


def _in_use(area: Area) -> str:
    return "No longer" if area.retired else "Yes"


class AreaViewSet(ModelViewSet):
    model = Area
    name = "areas"
    menu_label = "Areas"
    icon = "site"
    menu_order = 310
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = False
    index_view_class = AreaIndexView
    add_view_class = AreaCreateView
    edit_view_class = AreaEditView
    list_display = [
        "name",
        Column("kind", label="Kind", accessor="get_kind_display", sort_key="kind"),
        Column("code", label="Code", sort_key="code"),
        Column("vintage", label="Year", sort_key="vintage"),
        Column("parent", label="Neighbourhood", sort_key="parent__name"),
        Column("population", label="People", accessor=_people, sort_key="population"),
        Column("deprivation", label="Deprivation", sort_key="deprivation"),
        Column("retired", label="In use", accessor=_in_use, sort_key="retired"),
    ]
    list_filter = ["kind", "vintage", "retired", "parent"]
    list_per_page = 50
    list_export = ["kind", "code", "vintage", "name", "parent", "population", "deprivation", "retired"]
    search_fields = ["name", "short_name", "code"]
    search_backend_name = None
    ordering = ["kind", "name"]
    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("code"), FieldPanel("vintage")]),
        FieldPanel("name"),
        FieldPanel("short_name"),
        FieldPanel("parent"),
        FieldPanel("retired"),
        MultiFieldPanel([FieldPanel("population"), FieldPanel("deprivation")], heading="Figures"),
        MultiFieldPanel([FieldPanel("tile_column"), FieldPanel("tile_row")], heading="Place on the tile map"),
    ]

    def get_edit_handler(self) -> Any:
        handler = super().get_edit_handler()
        handler.base_form_class = AreaForm
        return handler


@hooks.register("register_admin_viewset")
def register_areas() -> AreaViewSet:
    return AreaViewSet()
