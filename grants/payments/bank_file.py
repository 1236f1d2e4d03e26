"""The file that goes to the bank: the only place where whole bank details stand."""

import csv
import io
from collections.abc import Iterable

from fund.common.spreadsheets import escape
from grants.organisations.bank import open_bank_details
from grants.payments.models import Payment

HEADINGS = ("Sort code", "Account number", "Account name", "Amount", "Reference")


def write_bank_file(payments: Iterable[Payment]) -> bytes:
    """One line a payment, in the order given; the same payments always give the same bytes."""
    text = io.StringIO(newline="")
    write = csv.writer(text).writerow
    write(HEADINGS)
    for payment in payments:
        details = open_bank_details(payment.bank_account)
        name = escape(payment.bank_account.account_name)
        write((details.sort_code, details.account_number, name, f"{payment.amount:.2f}", payment.reference))
    return text.getvalue().encode()
