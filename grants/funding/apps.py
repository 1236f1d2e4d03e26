from importlib import import_module

from django.apps import AppConfig

from fund.common import sweeps


class FundingConfig(AppConfig):
    name = "grants.funding"

    def ready(self) -> None:
        import_module("grants.funding.verbs")
        actions = import_module("grants.funding.actions")
        sweeps.register("Forms of rounds that have opened, frozen", actions.freeze_due_forms)
