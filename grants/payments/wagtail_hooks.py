"""Payment limits in the Wagtail admin, for administrators; nobody sets their own."""

from typing import Any

from django import forms
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.viewsets.model import ModelViewSet

from fund.accounts.gates import AsksAgain
from grants.payments.actions import set_limit
from grants.payments.models import PaymentLimit


class LimitForm(WagtailAdminModelForm):
    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        person = data.get("user")
        if self.for_user is not None and person == self.for_user:
            raise forms.ValidationError("Nobody sets their own limit. Ask another administrator.")
        return data


class _Recorded:
    """Saving leaves an event, as every act does."""

    def save_instance(self) -> PaymentLimit:
        view: Any = self
        given = view.form.save(commit=False)
        return set_limit(
            given.user, may_raise=given.may_raise, may_approve=given.may_approve, by=view.request.user
        )


class LimitCreateView(AsksAgain, _Recorded, CreateView):
    pass


class LimitEditView(AsksAgain, _Recorded, EditView):
    pass


class PaymentLimitViewSet(ModelViewSet):
    model = PaymentLimit
    name = "payment-limits"
    menu_label = "Payment limits"
    icon = "lock"
    menu_order = 330
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = False
    add_view_class = LimitCreateView
    edit_view_class = LimitEditView
    list_display = ["user", "may_raise", "may_approve"]
    panels = [FieldPanel("user"), FieldPanel("may_raise"), FieldPanel("may_approve")]

    def get_edit_handler(self) -> Any:
        handler = super().get_edit_handler()
        handler.base_form_class = LimitForm
        return handler


@hooks.register("register_admin_viewset")
def register_limits() -> PaymentLimitViewSet:
    return PaymentLimitViewSet()
