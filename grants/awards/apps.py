from importlib import import_module

from django.apps import AppConfig

from fund.common import schedule


class AwardsConfig(AppConfig):
    name = "grants.awards"

    def ready(self) -> None:
        import_module("grants.awards.verbs")
        import_module("grants.awards.books")
        stopping = import_module("grants.awards.actions.stopping")
        schedule.register(
            "lapse_overdue_offers",
            "Let overdue offers lapse",
            stopping.lapse_overdue_offers,
            every=schedule.DAILY,
        )
