from importlib import import_module

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    name = "grants.applications"

    def ready(self) -> None:
        import_module("grants.applications.verbs")
