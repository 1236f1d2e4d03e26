"""When each job is due, how its runs went, and which processes are alive."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Outcome(models.TextChoices):
    RUNNING = "running", "Running"
    SUCCEEDED = "succeeded", "Succeeded"
    FAILED = "failed", "Failed"
    ABANDONED = "abandoned", "Abandoned"


class JobSchedule(models.Model):
    """When a job is due next. A scheduler claims it by one UPDATE, for as long as `claimed_until`."""

    name = models.CharField(max_length=60, primary_key=True)
    due_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField("failed runs since the last that succeeded", default=0)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class JobRun(models.Model):
    """One run of a job. `result` is what the job returned, in words."""

    job = models.CharField(max_length=60)
    due_at = models.DateTimeField()
    started_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.RUNNING)
    attempt = models.PositiveSmallIntegerField(default=1)
    result = models.CharField(max_length=200, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["job", "-id"], name="job_run_by_job")]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="running", finished_at=None)
                | (~Q(outcome="running") & Q(finished_at__isnull=False)),
                name="job_run_finished_has_moment",
                violation_error_message="A run that is over has the moment when it ended.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.job}, {self.started_at:%Y-%m-%d %H:%M}"


class Heartbeat(models.Model):
    """When a process said last that it is alive."""

    process = models.CharField(max_length=20, primary_key=True)
    beat_at = models.DateTimeField()

    class Meta:
        ordering = ["process"]

    def __str__(self) -> str:
        return self.process
