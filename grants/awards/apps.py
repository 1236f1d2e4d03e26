from importlib import import_module

from django.apps import AppConfig


class AwardsConfig(AppConfig):
    name = "grants.awards"

    def ready(self) -> None:
        import_module("grants.awards.verbs")
        import_module("grants.awards.books")
