from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "grants.ledger"

    def ready(self) -> None:
        import grants.ledger.books  # noqa: F401, PLC0415
        import grants.ledger.verbs  # noqa: F401, PLC0415
