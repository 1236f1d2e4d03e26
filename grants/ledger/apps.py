from importlib import import_module

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "grants.ledger"

    def ready(self) -> None:
        import_module("grants.ledger.verbs")
        import_module("grants.ledger.books")
        import_module("grants.ledger.entry_events")
        import_module("grants.ledger.floor")
