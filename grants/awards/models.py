"""Decisions accepted: awards with their agreements, milestones, requirements and evidence."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from fund.accounts.models import User
from fund.accounts.roles import CASE_ROLES
from fund.common.money import MoneyField
from fund.files.models import StoredFile
from grants.assessment.models import Decision
from grants.awards.states import AwardState, MilestoneState, RequirementState
from grants.funding.models import Fund, Round
from grants.ledger.models import Commitment
from grants.organisations.models import Organisation


class AwardQuerySet(models.QuerySet["Award"]):
    def with_facts(self) -> "AwardQuerySet":
        return self.select_related(
            "commitment__organisation", "commitment__round__fund", "decision__application"
        )

    def of(self, user: User) -> "AwardQuerySet":
        return self.filter(commitment__organisation__memberships__user=user)

    def for_staff(self, user: User) -> "AwardQuerySet":
        if not user.has_role(*CASE_ROLES):
            return self.none()
        rows = self.filter(commitment__round__fund__in=Fund.objects.visible_to(user))
        without_conflict = rows.exclude(decision__application__conflicts__user=user)
        return without_conflict.exclude(commitment__organisation__in=Organisation.objects.of(user))

    def public(self) -> "AwardQuerySet":
        """What the public sees: everything promised and not let go before it began."""
        return self.exclude(state=AwardState.LAPSED)


class Award(models.Model):
    """What the public calls a grant. Its organisation and round are those of its commitment. Pounds.

    `identifier` is the 360Giving id. A past grant has no decision; `places_as_given` keeps the places
    that its own file names, whatever code type it used.
    """

    reference = models.CharField(max_length=80, unique=True)
    identifier = models.CharField(max_length=200, unique=True)
    decision = models.OneToOneField(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="award"
    )
    commitment = models.OneToOneField(Commitment, on_delete=models.PROTECT, related_name="award")
    title = models.CharField(max_length=300)
    description = models.TextField(blank=True)
    amount = MoneyField()
    currency = models.CharField(max_length=3, default="GBP")
    amount_asked = MoneyField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=AwardState, default=AwardState.OFFERED)
    awarded_on = models.DateField()
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    places_as_given = models.JSONField(default=list, blank=True)
    from_open_call = models.BooleanField(null=True, blank=True, default=True)
    accept_by = models.DateField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    signed_as = models.CharField("name that the agreement was signed with", max_length=120, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField("why it is suspended, lapsed or ended", blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = AwardQuerySet.as_manager()

    class Meta:
        ordering = ["-awarded_on", "-pk"]
        indexes = [
            models.Index(fields=["state", "-awarded_on", "-id"], name="award_by_state"),
            models.Index(fields=["-awarded_on", "-id"], name="award_by_day"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="award_positive"),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(starts_on=None) | Q(ends_on__gte=F("starts_on")),
                name="award_ends_after_start",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "active", "suspended"])
                | Q(decision=None)
                | Q(accepted_by__isnull=False, accepted_at__isnull=False),
                name="award_accepted_has_person",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["suspended", "lapsed", "ended_early"]) | ~Q(reason=""),
                name="award_stopped_has_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["completed", "lapsed", "ended_early"])
                | Q(decision=None)
                | Q(ended_at__isnull=False),
                name="award_over_has_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def signed_by_another_name(self) -> bool:
        """Whether the signature is not the name of the account. Earlier signatures were not kept here."""
        return bool(self.signed_as) and self.signed_as.casefold() != str(self.accepted_by).casefold()

    @property
    def organisation(self) -> Organisation:
        return self.commitment.organisation

    @property
    def round(self) -> Round:
        return self.commitment.round


class Agreement(models.Model):
    """The text both sides agreed to, frozen. Rows are only ever added."""

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="agreements")
    number = models.PositiveSmallIntegerField(default=1)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    offered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["award", "number"], name="agreement_number_once")]

    def __str__(self) -> str:
        return f"{self.award}, agreement {self.number}"


class Milestone(models.Model):
    """A dated step with an amount. The amounts of an award's milestones sum to the award."""

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="milestones")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=150)
    evidence_wanted = models.TextField("what we ask to see", blank=True)
    due_on = models.DateField()
    amount = MoneyField()
    state = models.CharField(max_length=20, choices=MilestoneState, default=MilestoneState.PLANNED)
    officer_words = models.TextField("what the officer asked or said", blank=True)
    met_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    met_at = models.DateTimeField(null=True, blank=True)
    waiver_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    waiver_reason = models.TextField(blank=True)
    waived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["award", "number"]
        indexes = [models.Index(fields=["state", "due_on"], name="milestone_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["award", "number"], name="milestone_number_once"),
            models.CheckConstraint(condition=Q(amount__gte=0), name="milestone_not_negative"),
            models.CheckConstraint(
                condition=~Q(state="met") | Q(met_by__isnull=False, met_at__isnull=False),
                name="milestone_met_has_person",
            ),
            models.CheckConstraint(
                condition=~Q(state="waived")
                | Q(waiver_asked_by__isnull=False, waived_by__isnull=False)
                & ~Q(waived_by=F("waiver_asked_by"))
                & ~Q(waiver_reason=""),
                name="milestone_waived_by_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.award}, milestone {self.number}: {self.title}"


class Evidence(models.Model):
    """What a group sent to show that a milestone was reached: words, a file, or both."""

    milestone = models.ForeignKey(Milestone, on_delete=models.PROTECT, related_name="evidence")
    words = models.TextField(blank=True)
    file = models.OneToOneField(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(
                condition=~Q(words="") | Q(file__isnull=False), name="evidence_has_words_or_file"
            )
        ]

    def __str__(self) -> str:
        return f"{self.milestone}: {self.words[:40]}"


class Requirement(models.Model):
    """A condition on an award that must be accepted; it may gate one milestone's payment, or all."""

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="requirements")
    milestone = models.ForeignKey(
        Milestone, null=True, blank=True, on_delete=models.PROTECT, related_name="requirements"
    )
    text = models.TextField()
    gates_payment = models.BooleanField(default=True)
    state = models.CharField(max_length=10, choices=RequirementState, default=RequirementState.OPEN)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)
    waiver_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    waiver_reason = models.TextField(blank=True)
    waived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(accepted_by__isnull=False, accepted_at__isnull=False),
                name="requirement_accepted_has_person",
            ),
            models.CheckConstraint(
                condition=~Q(state="waived")
                | Q(waiver_asked_by__isnull=False, waived_by__isnull=False)
                & ~Q(waived_by=F("waiver_asked_by"))
                & ~Q(waiver_reason=""),
                name="requirement_waived_by_two",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.award}: {self.text[:40]}"
