"""Give the bank accounts that are kept already their prints."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from fund.common.errors import Refused
from grants.organisations.bank import fingerprint, open_bank_details


def fill(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    accounts = apps.get_model("organisations", "BankAccount")
    for account in accounts.objects.filter(fingerprint="").iterator():
        try:
            account.fingerprint = fingerprint(open_bank_details(account))
        except Refused:
            continue  # Sealed with a key that is gone: it can't be paid to either.
        account.save(update_fields=["fingerprint"])


class Migration(migrations.Migration):
    dependencies = [("organisations", "0007_account_fingerprint")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
