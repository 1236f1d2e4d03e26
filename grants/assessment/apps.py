from importlib import import_module

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    name = "grants.assessment"

    def ready(self) -> None:
        import_module("grants.assessment.verbs")
        import_module("grants.assessment.begun")
