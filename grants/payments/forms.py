"""Forms of finance."""

from typing import Any

from django import forms
from django.utils import timezone

from fund.common.forms import BaseForm, DateInput, FilterForm, MoneyFormField, WordsField, offer
from fund.common.money import PENNY
from grants.payments.models import Payment
from grants.payments.states import PaymentState


class ReasonForm(BaseForm):
    reason = WordsField(label="Why?", word_limit=100, rows=3)


class FailedForm(BaseForm):
    reason = WordsField(
        label="What did the bank say?", word_limit=100, rows=3, help_text="The group reads this."
    )


class NotPaidForm(BaseForm):
    reason = WordsField(label="What happened?", word_limit=100, rows=3, help_text="The group reads this.")
    on = forms.DateField(
        label="The day it came back",
        widget=DateInput,
        help_text="For a result that was entered by mistake, today.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"on": timezone.localdate()}, **kwargs})


class PaidForm(BaseForm):
    on = forms.DateField(label="Paid on", widget=DateInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"on": timezone.localdate()}, **kwargs})


class RecoveryForm(BaseForm):
    amount = MoneyFormField(label="Amount that came back", least=PENNY)
    received_on = forms.DateField(label="Received on", widget=DateInput)
    reason = WordsField(label="Why it came back", word_limit=100, rows=3)


class RunForm(BaseForm):
    """Which of the approved payments go together."""

    payments = forms.MultipleChoiceField(label="Payments", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, approved: list[Payment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._approved = {payment.reference: payment for payment in approved}
        offer(self, "payments", [(key, key) for key in self._approved])
        self.fields["payments"].error_messages |= {
            "required": "Choose at least one payment",
            "invalid_choice": "One of these payments can't go now. Look at the list again.",
        }

    def clean_payments(self) -> list[Payment]:
        return [self._approved[key] for key in self.cleaned_data["payments"]]


class PaymentFilters(FilterForm):
    q = forms.CharField(label="Payment, grant or group", max_length=100)
    state = forms.ChoiceField(label="State", choices=[("", "Any"), *PaymentState.choices])
