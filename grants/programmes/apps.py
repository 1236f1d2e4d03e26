from importlib import import_module

from django.apps import AppConfig

from fund.common import sweeps


class ProgrammesConfig(AppConfig):
    name = "grants.programmes"

    def ready(self) -> None:
        import_module("grants.programmes.verbs")
        actions = import_module("grants.programmes.actions")
        workshops = import_module("grants.programmes.workshops.actions")
        sweeps.register("Reminders of workshops, written", workshops.remind_due)
        forgetting = import_module("grants.programmes.workshops.forgetting")
        sweeps.register(
            "Bookings of past workshops whose names were removed",
            forgetting.forget_bookings,
            every=sweeps.DAILY,
        )
        sweeps.register("Forms of rounds that have opened, frozen", actions.freeze_due_forms)
