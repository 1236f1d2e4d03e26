"""Letters about payments, to the leads of the group. Bank details stand in none of them."""

from fund.common.money import format_money
from grants.awards.emails import tell_leads
from grants.payments.models import Payment


def tell(kind: str, payment: Payment) -> None:
    """Queue the letter `payments/<kind>`."""
    tell_leads(
        f"payments/{kind}",
        payment.award,
        payment=payment,
        milestone=payment.milestone,
        amount=format_money(payment.amount),
        account_name=payment.bank_account.account_name,
    )
