from django.apps import AppConfig

from fund.common import housekeeping, sweeps


class CommonConfig(AppConfig):
    name = "fund.common"

    def ready(self) -> None:
        sweeps.register("forget old sessions", housekeeping.forget_old_sessions, every=sweeps.DAILY)
        sweeps.register("forget done tasks", housekeeping.forget_done_tasks, every=sweeps.DAILY)
