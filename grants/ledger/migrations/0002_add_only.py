"""Rows of these tables are only ever added: the database itself refuses anything else."""

from django.db import migrations

from fund.common.triggers import add_only


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [add_only("ledger_ledgerentry"), add_only("ledger_entryshare"), add_only("ledger_commitmentshare")]
