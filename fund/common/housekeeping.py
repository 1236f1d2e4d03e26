"""Tidying what the parts that we use leave behind: sessions that ran out, tasks that are done."""

from django.core.management import call_command


def forget_old_sessions() -> None:
    call_command("clearsessions")


def forget_done_tasks() -> None:
    """The rows of tasks that are done; what they did is told by the rows that they were about."""
    call_command("prune_db_task_results", min_age_days=7, verbosity=0)
