from importlib import import_module

from django.apps import AppConfig

from fund.common import sweeps


class ApplicationsConfig(AppConfig):
    name = "grants.applications"

    def ready(self) -> None:
        import_module("grants.applications.verbs")
        actions = import_module("grants.applications.actions")
        sweeps.register("Drafts of rounds that have closed, expired", actions.expire_drafts)
