from importlib import import_module

from django.apps import AppConfig


class FormsConfig(AppConfig):
    """The label is not `forms`: Django's own `django.forms` has that one."""

    name = "grants.forms"
    label = "grants_forms"

    def ready(self) -> None:
        import_module("grants.forms.verbs")
