from importlib import import_module

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "grants.desk"

    def ready(self) -> None:
        import_module("grants.desk.verbs")
