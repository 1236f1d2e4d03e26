from importlib import import_module

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "grants.organisations"

    def ready(self) -> None:
        import_module("grants.organisations.verbs")
