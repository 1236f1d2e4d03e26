"""Saving funds and rounds in the admin: one transaction, under the fund's lock, with an event."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.admin import messages
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.widgets.button import Button
from wagtail.blocks.stream_block import StreamBlockValidationError

from fund.common.errors import Refused
from grants.forms.models import QuestionSet
from grants.funding.actions import pending_changes, save_fund, save_question_set, save_round
from grants.funding.form_templates import is_as_started
from grants.funding.models import Fund, Round
from grants.funding.question_sets import rounds_using
from grants.funding.starting import may_start
from grants.funding.states import RoundState


class _RefusesInWords:
    """A refusal, said at the moment of saving, becomes an error of the form; nothing typed is lost."""

    def form_valid(self, form: Any) -> HttpResponse:
        view: Any = super()
        try:
            response: HttpResponse = view.form_valid(form)
        except Refused as refused:
            if refused.field == "questions":  # Blocks show errors of their own kind only.
                form.add_error("questions", StreamBlockValidationError(non_block_errors=[refused.sentence]))
            else:
                form.add_error(refused.field if refused.field in form.fields else None, refused.sentence)
            refusing: Any = self
            refusing.produced_error_code = "validation_error"
            refusing.produced_error_message = refusing.get_error_message()
            response = refusing.form_invalid(form)
        return response


class _SavesFund(_RefusesInWords):
    def save_instance(self) -> Fund:
        view: Any = self
        return save_fund(view.form, by=view.request.user)


class _SavesRound(_RefusesInWords):
    def save_instance(self) -> Round:
        view: Any = self
        return save_round(view.form, by=view.request.user)


class FundCreateView(_SavesFund, CreateView):
    pass


class FundEditView(_SavesFund, EditView):
    pass


class RoundCreateView(_SavesRound, CreateView):
    def get_success_buttons(self) -> list[Any]:
        start = reverse("funding:start_form", args=[self.object.slug])
        own = [messages.button(start, "Start the form from a template")] if may_start(self.object) else []
        return [*super().get_success_buttons(), *own]


def _publish_button(round_: Round) -> list[Any]:
    """A way to publish what has changed; none where nothing has."""
    try:
        changes = pending_changes(round_)
    except Refused:
        return []
    address = reverse("funding:publish", args=[round_.slug])
    return [messages.button(address, f"Review and publish {len(changes)} changes")] if changes else []


class RoundEditView(_SavesRound, EditView):
    @property
    def header_more_buttons(self) -> list[Any]:
        address = reverse("applications:preview", args=[self.object.slug])
        own = [
            Button("Preview and check the form", address, icon_name="view"),
            Button(
                "The round on the desk",
                reverse("funding:staff_round", args=[self.object.slug]),
                icon_name="table",
            ),
        ]
        if may_start(self.object):
            start = reverse("funding:start_form", args=[self.object.slug])
            own.append(Button("Start the form from a template or an earlier round", start, icon_name="copy"))
        return [*super().header_more_buttons, *own]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        round_ = self.get_object()
        if round_.is_test:
            messages.warning(request, "This is a test round. It counts nowhere.")
        elif round_.state == RoundState.OPEN:
            messages.warning(
                request,
                "This round is open. New dates, amounts and areas count at once, for drafts too. "
                "Changed questions count only once you publish them.",
                buttons=_publish_button(round_),
            )
        elif may_start(round_) and is_as_started(round_.form.questions):
            start = reverse("funding:start_form", args=[round_.slug])
            says = "Nobody has written the form of this round yet."
            button = messages.button(start, "Start it from a template or an earlier round")
            messages.info(request, says, buttons=[button])
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response


class _SavesSet(_RefusesInWords):
    def save_instance(self) -> QuestionSet:
        view: Any = self
        question_set = save_question_set(view.form, by=view.request.user)
        for round_ in rounds_using(question_set):
            if buttons := _publish_button(round_):
                says = f"“{round_}” is open: there the change counts only once you publish it."
                messages.warning(view.request, says, buttons=buttons)
        return question_set


class SetCreateView(_SavesSet, CreateView):
    pass


class SetEditView(_SavesSet, EditView):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if rounds := rounds_using(self.get_object()):
            where = ", ".join(f"“{round_}”" for round_ in rounds)
            says = "What you save counts there too: at once, or once you publish it where a round is open."
            messages.info(request, f"This set stands in the form of {where}. {says}")
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response
