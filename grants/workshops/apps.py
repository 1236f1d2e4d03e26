from importlib import import_module

from django.apps import AppConfig

from fund.common import sweeps


class WorkshopsConfig(AppConfig):
    name = "grants.workshops"

    def ready(self) -> None:
        import_module("grants.workshops.verbs")
        actions = import_module("grants.workshops.actions")
        forgetting = import_module("grants.workshops.forgetting")
        sweeps.register("Reminders of workshops, written", actions.remind_due)
        sweeps.register(
            "Bookings of past workshops whose names were removed",
            forgetting.forget_bookings,
            every=sweeps.DAILY,
        )
