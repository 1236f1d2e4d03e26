from importlib import import_module

from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "grants.programmes"

    def ready(self) -> None:
        import_module("grants.programmes.verbs")
