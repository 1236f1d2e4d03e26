from importlib import import_module

from django.apps import AppConfig

from fund.common import health, schedule


class NotificationsConfig(AppConfig):
    name = "fund.notifications"

    def ready(self) -> None:
        from fund.notifications import actions  # noqa: PLC0415 - models are not loaded before

        health.register_health(import_module("fund.notifications.views").letters_health)
        schedule.register(
            "nudge_overlooked_letters", "Send letters that were overlooked", actions.nudge_overlooked_letters
        )
