from importlib import import_module

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "fund.audit"

    def ready(self) -> None:
        import_module("fund.audit.roles")
