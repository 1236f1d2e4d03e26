from importlib import import_module

from django.apps import AppConfig

from fund.common import health, housekeeping, schedule


class JobsConfig(AppConfig):
    name = "fund.jobs"

    def ready(self) -> None:
        scheduler = import_module("fund.jobs.scheduler")
        health.register_health(import_module("fund.jobs.heartbeats").jobs_health)
        daily = schedule.DAILY
        schedule.register(
            "delete_old_sessions", "Delete old sessions", housekeeping.forget_old_sessions, every=daily
        )
        schedule.register(
            "delete_done_tasks", "Delete done tasks", housekeeping.forget_done_tasks, every=daily
        )
        schedule.register(
            "delete_old_job_runs", "Delete old runs of jobs", scheduler.delete_old_runs, every=daily
        )
