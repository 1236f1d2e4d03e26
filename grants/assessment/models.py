"""Panels, their members' scores, their meetings, and what was decided."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from fund.accounts.models import User
from fund.accounts.roles import PANEL_STAFF, SITTERS
from fund.common.dates import format_date
from fund.common.money import ZERO, MoneyField, format_money
from grants.applications.models import Application
from grants.applications.states import ApplicationState
from grants.assessment.states import OPEN_STATES, AssessmentState, DecisionState, Outcome
from grants.funding.models import Criterion, Round

# Where an application's scores and decision may be looked at by those who sit on its panel.
ON_THE_TABLE = (ApplicationState.UNDER_ASSESSMENT, ApplicationState.DECIDED)


class PanelQuerySet(models.QuerySet["Panel"]):
    def with_counts(self) -> "PanelQuerySet":
        """`seated`, `on_table` (applications), `asked` and `sent` (assessments).

        Each is counted by itself: one join of all would multiply seats by applications by assessments.
        """
        seats = PanelMember.objects.filter(panel=OuterRef("pk"))
        table = Application.objects.filter(round=OuterRef("round"), state__in=ON_THE_TABLE)
        asked = Assessment.objects.live().on_the_table().filter(application__round=OuterRef("round"))
        return self.annotate(
            seated=_count(seats, "panel"),
            on_table=_count(table, "round"),
            asked=_count(asked, "application__round"),
            sent=_count(asked.counted(), "application__round"),
        )

    def visible_to(self, user: User) -> "PanelQuerySet":
        """Those who run panels see the panels of the funds they work on."""
        if not user.has_role(*PANEL_STAFF):
            return self.none()
        return self.filter(round__in=Round.objects.visible_to(user)).select_related("round__fund", "chair")


def _count(rows: models.QuerySet[Any], by: str) -> Coalesce:
    """How many of `rows` there are for one panel; `by` is the field that they share."""
    counted = rows.order_by().values(by).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


class Panel(models.Model):
    """The people who score and decide one round."""

    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="panel")
    name = models.CharField(max_length=150)
    chair = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    quorum = models.PositiveSmallIntegerField(default=3)
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, through="PanelMember", related_name="sits_on")

    objects = PanelQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name


class PanelMember(models.Model):
    panel = models.ForeignKey(Panel, on_delete=models.CASCADE, related_name="seats")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="seats")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["panel", "user"], name="panel_member_once")]

    def __str__(self) -> str:
        return str(self.user)


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, user: User) -> "AssessmentQuerySet":
        """A person's own assessments while they sit on the panel, less those where they have a tie.

        Belonging to the group that applied is a tie, declared or not. Who is no panel member any more
        reads nothing, whatever seat still stands.
        """
        if not user.has_role(*SITTERS):
            return self.none()
        mine = self.filter(user=user, application__round__panel__seats__user=user)
        without_conflict = mine.exclude(application__conflicts__user=user)
        return without_conflict.exclude(application__organisation__memberships__user=user).live()

    def with_application(self) -> "AssessmentQuerySet":
        return self.select_related("user", "application__round__panel", "application__organisation")

    def on_the_table(self) -> "AssessmentQuerySet":
        return self.filter(application__state__in=ON_THE_TABLE)

    def to_score(self) -> "AssessmentQuerySet":
        return self.filter(state__in=OPEN_STATES, application__state=ApplicationState.UNDER_ASSESSMENT)

    def live(self) -> "AssessmentQuerySet":
        return self.exclude(state=AssessmentState.RECUSED)

    def counted(self) -> "AssessmentQuerySet":
        return self.filter(state=AssessmentState.SUBMITTED)


class Assessment(models.Model):
    """One assessor's work on one application. Assigned by an officer."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="assessments")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assessments")
    state = models.CharField(max_length=20, choices=AssessmentState, default=AssessmentState.ASSIGNED)
    comment = models.TextField("anything else the panel should know", blank=True)
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField(default=timezone.now, editable=False)
    submitted_at = models.DateTimeField(null=True, blank=True)

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["user", "state"], name="assessment_by_person")]
        constraints = [
            models.UniqueConstraint(fields=["application", "user"], name="assessment_once_a_person"),
            models.CheckConstraint(
                condition=~Q(state="submitted") | Q(submitted_at__isnull=False),
                name="assessment_submitted_has_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application} by {self.user}"


class Score(models.Model):
    """A score with its reason. `value` is empty until chosen, or where the criterion does not apply."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="+")
    value = models.PositiveSmallIntegerField(null=True, blank=True)
    does_not_apply = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "criterion"], name="score_once_a_criterion"),
            models.CheckConstraint(
                condition=Q(does_not_apply=False) | Q(value=None), name="score_empty_if_it_does_not_apply"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.value}"


class Meeting(models.Model):
    """A panel's sitting: when, where, who was there, and its minutes."""

    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="meetings")
    held_at = models.DateTimeField()
    place = models.CharField(max_length=150, blank=True)
    present = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", blank=True)
    minutes = models.TextField(blank=True)

    class Meta:
        ordering = ["-held_at"]

    def __str__(self) -> str:
        return f"{self.panel}, {format_date(timezone.localdate(self.held_at))}"


class DecisionQuerySet(models.QuerySet["Decision"]):
    def unreleased(self) -> "DecisionQuerySet":
        """Prepared or agreed, for an application that is still in the running."""
        gone = [ApplicationState.WITHDRAWN, ApplicationState.INELIGIBLE]
        return self.exclude(state=DecisionState.RELEASED).exclude(application__state__in=gone)

    def ready(self) -> "DecisionQuerySet":
        """Agreed, and the application is still with the panel: what a release would send."""
        return self.filter(state=DecisionState.AGREED, application__state=ApplicationState.UNDER_ASSESSMENT)


class Decision(models.Model):
    """Award, reserve or decline. Prepared quietly, agreed in a meeting, released together. Pounds."""

    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(max_length=10, choices=Outcome)
    amount = MoneyField(null=True, blank=True)
    reserve_place = models.PositiveSmallIntegerField("place in the queue", null=True, blank=True)
    reasons = models.TextField("reasons, for the group to read")
    state = models.CharField(max_length=10, choices=DecisionState, default=DecisionState.PREPARED)
    score = models.DecimalField("mean score as it stood, of 100", max_digits=5, decimal_places=2, null=True)
    record = models.JSONField("scores and budget as they stood when it was agreed", default=dict)
    meeting = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions"
    )
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField(default=timezone.now)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    agreed_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    released_at = models.DateTimeField(null=True, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["state", "outcome"], name="decision_by_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="award", amount__gt=0) | (~Q(outcome="award") & Q(amount=None)),
                name="decision_award_has_amount",
            ),
            models.CheckConstraint(
                condition=Q(outcome="reserve", reserve_place__gte=1)
                | (~Q(outcome="reserve") & Q(reserve_place=None)),
                name="decision_reserve_has_place",
            ),
            models.CheckConstraint(condition=~Q(reasons=""), name="decision_has_reasons"),
            models.CheckConstraint(
                condition=Q(state="prepared") | Q(agreed_by__isnull=False, agreed_at__isnull=False),
                name="decision_agreed_has_person",
            ),
            models.CheckConstraint(
                condition=Q(state="prepared") | Q(meeting__isnull=False), name="decision_agreed_in_meeting"
            ),
            models.CheckConstraint(
                condition=~Q(state="released") | Q(released_by__isnull=False, released_at__isnull=False),
                name="decision_released_has_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.get_outcome_display()}"

    @property
    def words(self) -> str:
        """`Award of £24,000`, `Reserve, place 2` or `Decline`."""
        if self.outcome == Outcome.AWARD:
            return f"Award of {format_money(self.amount or ZERO)}"
        if self.outcome == Outcome.RESERVE:
            return f"Reserve, place {self.reserve_place}"
        return "Decline"
