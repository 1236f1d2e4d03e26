"""Funds and rounds in the Wagtail admin."""

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.admin.viewsets.model import ModelViewSet

from grants.forms.models import QuestionSet
from grants.funding.admin_views import (
    FundCreateView,
    FundEditView,
    RoundCreateView,
    RoundEditView,
    SetCreateView,
    SetEditView,
)
from grants.funding.forms import FundForm, QuestionSetForm, RoundForm
from grants.funding.models import Fund, Round

ADDRESS = FieldPanel("slug", heading="Address", help_text="Leave it empty to make it of the name.")
_FACTS = [
    FieldPanel("fund"),
    FieldPanel("name"),
    FieldRowPanel([ADDRESS, FieldPanel("prefix", help_text="Up to six, such as BI for BI-0142.")]),
    FieldPanel("summary"),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
            FieldRowPanel([FieldPanel("decision_on"), FieldPanel("scores_due_on")]),
        ],
        heading="Dates, in London time",
    ),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("least"), FieldPanel("most"), FieldPanel("months")])],
        heading="What a group may ask for",
    ),
    MultiFieldPanel([FieldPanel("is_test"), FieldPanel("testers")], heading="Only to try it"),
    MultiFieldPanel([FieldPanel("eligible_forms"), FieldPanel("eligible_areas")], heading="Who and where"),
]
_MONEY = [
    HelpPanel(
        content="<p>Money of the fund that is set aside for this round. All allocations of a fund together "
        "never exceed its total. A row without a neighbourhood is for anywhere.</p>"
    ),
    InlinePanel(
        "allocations", panels=[FieldPanel("area"), FieldPanel("amount")], label="allocation", heading="Money"
    ),
]
_SCORING = [
    FieldRowPanel([FieldPanel("assessors_needed"), FieldPanel("names_hidden")]),
    FieldPanel("second_person"),
    InlinePanel(
        "criteria",
        panels=[
            FieldPanel("name"),
            FieldPanel("guidance"),
            FieldRowPanel([FieldPanel("weight"), FieldPanel("order")]),
            FieldPanel("words"),
            FieldPanel("may_not_apply"),
        ],
        label="criterion",
        heading="Criteria",
    ),
]
_FORM = [
    HelpPanel(
        content="<p>Each section is a page of the form. A new round starts with a short form that works as "
        "it is; once it is saved, it can start from a template by size or from an earlier round. The "
        "questions are frozen when the round opens.</p>"
    ),
    FieldPanel("questions"),
]
_BEFORE = [
    HelpPanel(
        content="<p>“Is it right for us?” asks these, at most eight. With none, it asks for the kind of "
        "group, the place, the amount and the time, held against the facts of this round.</p>"
    ),
    FieldPanel("eligibility_questions", heading="Is it right for us?"),
    FieldPanel("workshop_needed"),
    HelpPanel(
        content='<p>Officers set workshops up at <a href="/staff/workshops/">Staff, Workshops</a>. Who '
        "came is matched by the e-mail address of a member of the group.</p>"
    ),
]


def _say_state(round_: Round) -> str:
    return f"Test, {round_.state.label.lower()}" if round_.is_test else str(round_.state.label)


class FundViewSet(ModelViewSet):
    model = Fund
    name = "funds"
    menu_label = "Funds"
    icon = "folder-open-inverse"
    copy_view_enabled = False
    add_view_class = FundCreateView
    edit_view_class = FundEditView
    list_display = ["name", "total", "starts_on", "ends_on"]
    edit_handler = ObjectList(
        [
            FieldRowPanel([FieldPanel("name"), ADDRESS]),
            FieldPanel("total"),
            FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
            FieldRowPanel([FieldPanel("funder_name"), FieldPanel("funder_identifier")]),
        ],
        base_form_class=FundForm,
    )


class RoundViewSet(ModelViewSet):
    model = Round
    name = "rounds"
    menu_label = "Rounds"
    icon = "calendar-alt"
    copy_view_enabled = False
    add_view_class = RoundCreateView
    edit_view_class = RoundEditView
    list_display = [
        "name",
        "fund",
        Column("state", label="State", accessor=_say_state),
        "opens_at",
        "closes_at",
    ]
    list_filter = ["fund", "is_test"]
    search_fields = ["name", "slug"]
    search_backend_name = None
    edit_handler = TabbedInterface(
        [
            ObjectList(_FACTS, heading="Facts"),
            ObjectList(_MONEY, heading="Money"),
            ObjectList(_SCORING, heading="Criteria"),
            ObjectList(_FORM, heading="Questions"),
            ObjectList(_BEFORE, heading="Before starting"),
        ],
        base_form_class=RoundForm,
    )


class QuestionSetViewSet(ModelViewSet):
    model = QuestionSet
    name = "question_sets"
    menu_label = "Question sets"
    icon = "list-ul"
    copy_view_enabled = False
    add_view_class = SetCreateView
    edit_view_class = SetEditView
    list_display = ["name", "description", "changed_at"]
    edit_handler = ObjectList(
        [
            HelpPanel(
                content="<p>Questions that many forms ask alike. In a round, choose “Question set” among the "
                "kinds of question. A form takes the questions as they are on the day it is frozen: what was "
                "sent never changes, and answers follow each question.</p>"
            ),
            FieldPanel("name"),
            FieldPanel("description"),
            FieldPanel("questions"),
        ],
        base_form_class=QuestionSetForm,
    )


class FundingViewSetGroup(ViewSetGroup):
    menu_label = "Funding"
    menu_icon = "calendar-alt"
    menu_order = 300
    items = (RoundViewSet, QuestionSetViewSet, FundViewSet)


@hooks.register("register_admin_viewset")
def register_funding() -> FundingViewSetGroup:
    return FundingViewSetGroup()


@hooks.register("insert_editor_js")
def offer_earlier_questions() -> SafeString:
    """In the editor of a form, a rule chooses among the questions before it."""
    return format_html('<script type="module" src="{}"></script>', static("js/admin-rules.js"))
