from django.apps import AppConfig

from fund.common import sweeps


class NotificationsConfig(AppConfig):
    name = "fund.notifications"

    def ready(self) -> None:
        from fund.notifications import actions  # noqa: PLC0415 - models are not loaded before

        sweeps.register("nudge letters that were overlooked", actions.nudge_overlooked_letters)
