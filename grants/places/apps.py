from importlib import import_module

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "grants.places"

    def ready(self) -> None:
        import_module("grants.places.verbs")
