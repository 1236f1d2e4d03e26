from importlib import import_module

from django.apps import AppConfig

from fund.common import schedule


class WorkshopsConfig(AppConfig):
    name = "grants.workshops"

    def ready(self) -> None:
        import_module("grants.workshops.verbs")
        actions = import_module("grants.workshops.actions")
        forgetting = import_module("grants.workshops.forgetting")
        schedule.register("remind_workshops", "Send reminders of workshops", actions.remind_due)
        schedule.register(
            "forget_bookings",
            "Remove names from bookings of past workshops",
            forgetting.forget_bookings,
            every=schedule.DAILY,
        )
