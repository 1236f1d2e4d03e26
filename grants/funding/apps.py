from importlib import import_module

from django.apps import AppConfig

from fund.common import schedule


class FundingConfig(AppConfig):
    name = "grants.funding"

    def ready(self) -> None:
        import_module("grants.funding.verbs")
        actions = import_module("grants.funding.actions")
        schedule.register(
            "freeze_due_forms", "Freeze the forms of rounds that have opened", actions.freeze_due_forms
        )
