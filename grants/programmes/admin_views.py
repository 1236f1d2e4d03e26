"""Saving funds and rounds in the admin: one transaction, under the fund's lock, with an event."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from wagtail.admin.views.generic import CreateView, EditView

from fund.common.errors import Refused
from grants.programmes.actions import save_fund, save_round
from grants.programmes.models import Fund, Round
from grants.programmes.states import RoundState


class _RefusesInWords:
    """A refusal, said at the moment of saving, becomes an error of the form; nothing typed is lost."""

    def form_valid(self, form: Any) -> HttpResponse:
        view: Any = super()
        try:
            response: HttpResponse = view.form_valid(form)
        except Refused as refused:
            field = refused.field if refused.field in form.fields else None
            form.add_error(field, refused.sentence)
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
    pass


class RoundEditView(_SavesRound, EditView):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.get_object().state == RoundState.OPEN:
            messages.warning(
                request,
                "This round is open. New dates, amounts and areas count at once, for drafts too. "
                "The questions people answer are frozen: changes to them reach nobody who applies now.",
            )
        response: HttpResponse = super().get(request, *args, **kwargs)
        return response
