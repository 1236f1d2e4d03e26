"""What runs on a schedule, for staff who watch over the system."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fund.accounts.gates import needs_role
from fund.accounts.roles import JOB_READERS
from fund.common.schedule import Job
from fund.common.schedule import jobs as registered
from fund.jobs.heartbeats import process_health
from fund.jobs.models import JobRun, JobSchedule, Outcome

MOST_TROUBLES = 20


@dataclass(frozen=True)
class JobRow:
    """One job with its last run and when it is due next."""

    job: Job
    last: JobRun | None
    due_at: datetime | None
    failures: int


@needs_role(*JOB_READERS)
def jobs(request: HttpRequest) -> HttpResponse:
    """Show every job with its last result, the last failures, and whether scheduler and worker are alive."""
    schedules = JobSchedule.objects.in_bulk()
    newest = JobRun.objects.order_by().values("job").annotate(newest=Max("pk")).values("newest")
    last = {run.job: run for run in JobRun.objects.filter(pk__in=newest)}
    rows = [
        JobRow(
            job,
            last.get(job.name),
            schedules[job.name].due_at if job.name in schedules else None,
            schedules[job.name].failures if job.name in schedules else 0,
        )
        for job in registered()
    ]
    troubles = JobRun.objects.filter(outcome__in=[Outcome.FAILED, Outcome.ABANDONED])[:MOST_TROUBLES]
    context = {"processes": process_health(), "rows": rows, "troubles": troubles}
    return render(request, "jobs/jobs.html", context)
