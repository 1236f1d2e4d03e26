from importlib import import_module

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "grants.payments"

    def ready(self) -> None:
        import_module("grants.payments.verbs")
        import_module("grants.payments.books")
