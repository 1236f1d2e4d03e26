"""One organisation's request to one round, its answers, and the frozen record of what was sent."""

from decimal import Decimal

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from fund.accounts.models import User
from fund.accounts.roles import CASE_ROLES, OFFICERS, Role
from fund.common.money import MoneyField
from grants.applications.states import PUBLIC_WORDS, ApplicationState
from grants.forms.models import FormVersion, Response
from grants.funding.models import Fund, FundLimit, Round
from grants.organisations.models import Membership, Organisation
from grants.organisations.states import MemberRole
from grants.places.models import Area

WRITERS = (MemberRole.LEAD, MemberRole.EDITOR)
# What is typed for a group may still change here.
TYPED_IN = (ApplicationState.DRAFT, ApplicationState.RETURNED, ApplicationState.EXPIRED)


class ApplicationQuerySet(models.QuerySet["Application"]):
    def counting(self) -> "ApplicationQuerySet":
        """Those of rounds that count (see `RoundQuerySet.counting`)."""
        return self.filter(round__is_test=False)

    def without_conflicts_of(self, user: User) -> "ApplicationQuerySet":
        """A tie hides an application from that person everywhere at once.

        Belonging to the group that applied is one, whether or not it was written down.
        """
        return self.exclude(conflicts__user=user).exclude(organisation__in=Organisation.objects.of(user))

    def of(self, user: User) -> "ApplicationQuerySet":
        """Applications of the groups that this person belongs to."""
        return self.filter(organisation__memberships__user=user)

    def of_writer(self, user: User) -> "ApplicationQuerySet":
        """Applications of the groups that this person writes for."""
        return self.filter(Exists(_written_by(user)))

    def typed_for_others_by(self, user: User) -> "ApplicationQuerySet":
        """Applications that this officer types in for a group."""
        return self.filter(typed_for_group_by(user))

    def reachable_by(self, user: User) -> "ApplicationQuerySet":
        """Those of a person's groups, and those that an officer types in for a group."""
        mine = Membership.objects.filter(organisation=OuterRef("organisation"), user=user)
        return self.filter(Exists(mine) | typed_for_group_by(user))

    def for_staff(self, user: User) -> "ApplicationQuerySet":
        """What casework may see: sent at least once, in a fund this person works on, with no tie to it."""
        return self.talking_with(user).filter(submitted_at__isnull=False)

    def talking_with(self, user: User) -> "ApplicationQuerySet":
        """Whose messages this person reads, drafts too; no answers are read there."""
        if not user.has_role(*CASE_ROLES):
            return self.none()
        return self.filter(round__fund__in=Fund.objects.visible_to(user)).without_conflicts_of(user)

    def extendable_by(self, user: User) -> "ApplicationQuerySet":
        """What was not sent yet, for officers who may give a group longer; they read no answers there."""
        return self.talking_with(user).filter(state__in=[ApplicationState.DRAFT, ApplicationState.EXPIRED])


def _written_by(user: User) -> models.QuerySet[Membership]:
    return Membership.objects.filter(organisation=OuterRef("organisation"), user=user, role__in=WRITERS)


def typed_for_group_by(user: User) -> Q:
    """What this officer took by phone or from paper, for as long as the group does not answer for itself.

    Who was limited to other funds since types no more (see `FundQuerySet.visible_to`).
    """
    roles, limits = Group.objects.filter(user=user), FundLimit.objects.filter(user=user)
    held = roles.filter(name__in=[role.value for role in OFFICERS])
    everywhere = ~Q(Exists(limits)) | Q(Exists(roles.filter(name=Role.ADMINISTRATOR.value)))
    in_fund = everywhere | Q(Exists(limits.filter(fund=OuterRef("round__fund"))))
    conflicted = Conflict.objects.filter(application=OuterRef("pk"), user=user)
    theirs = ~Q(state=ApplicationState.RETURNED, intake__method="own")
    mine = Q(is_intake=True, intake__typed_by=user, state__in=TYPED_IN) & theirs & ~Q(Exists(conflicted))
    return mine if user.is_superuser else mine & Q(Exists(held)) & in_fund


class Application(models.Model):
    """`title`, `summary`, `amount` and the dates are copies of the built-in answers, for lists and sums."""

    reference = models.CharField(max_length=20, unique=True)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="applications")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="applications")
    response = models.OneToOneField(Response, on_delete=models.PROTECT, related_name="application")
    state = models.CharField(max_length=20, choices=ApplicationState, default=ApplicationState.DRAFT)
    title = models.CharField(max_length=150, blank=True)
    summary = models.TextField(blank=True)
    amount = MoneyField("asked for", null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=timezone.now, editable=False)
    submitted_at = models.DateTimeField("first sent", null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    closing_reason = models.TextField("why it went no further, for the group", blank=True)
    extended_until = models.DateTimeField(null=True, blank=True)
    extension_reason = models.TextField(blank=True)
    grace_until = models.DateTimeField("longer, for who was writing at the close", null=True, blank=True)
    is_intake = models.BooleanField("an officer typed it in for the group", default=False)
    confirmed_at = models.DateTimeField("confirmed by the group", null=True, blank=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["state", "-submitted_at"], name="application_by_state"),
            models.Index(fields=["round", "state", "-submitted_at"], name="application_by_round"),
            models.Index(fields=["organisation", "-id"], name="application_by_organisation"),
            models.Index(fields=["-submitted_at", "-id"], name="application_by_submitted"),
            models.Index(fields=["-amount", "-id"], name="application_by_amount"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "expired", "withdrawn"]) | Q(submitted_at__isnull=False),
                name="application_submitted_has_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["eligible", "under_assessment", "decided"])
                | Q(checked_by__isnull=False, checked_at__isnull=False),
                name="application_eligible_has_officer",
            ),
            models.CheckConstraint(
                condition=~Q(state="ineligible") | ~Q(closing_reason=""),
                name="application_ineligible_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gt=0), name="application_amount_positive"
            ),
            models.CheckConstraint(
                condition=Q(extended_until=None) | ~Q(extension_reason=""),
                name="application_extension_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(is_intake=False)
                | Q(confirmed_at__isnull=False)
                | Q(state__in=["draft", "expired", "withdrawn"]),
                name="application_intake_counts_once_confirmed",
            ),
            models.UniqueConstraint(
                fields=["round", "organisation"],
                condition=Q(state__in=["draft", "submitted", "returned", "eligible", "under_assessment"]),
                name="application_one_living_a_group",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def form_version(self) -> FormVersion:
        return self.response.form_version

    @property
    def public_words(self) -> str:
        return PUBLIC_WORDS[self.state]


class ApplicationShare(models.Model):
    """The part of an application that would help one area: per cent, and pounds once it is sent."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="shares")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    amount = MoneyField(null=True, blank=True)

    class Meta:
        ordering = ["-percent", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["application", "area"], name="application_share_once_an_area"),
            models.CheckConstraint(
                condition=Q(percent__gt=0) & Q(percent__lte=Decimal(100)), name="application_share_in_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.percent}%"


class EligibilityCheck(models.Model):
    """What the group said in “Is it right for us?” before it started. `rows`: question, answer, fits."""

    application = models.OneToOneField(
        Application, on_delete=models.CASCADE, related_name="eligibility_check"
    )
    rows = models.JSONField()
    fits = models.BooleanField()
    answered_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.application}: {'right for them' if self.fits else 'perhaps not right for them'}"


class Submission(models.Model):
    """What was sent, frozen. `sha256` is of the canonical JSON of everything else in the row.

    `group`: its facts as they stood; None where they were not kept then.
    """

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField(default=1)
    form_version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField()
    documents = models.JSONField(default=list)
    group = models.JSONField("the group's facts", null=True)
    intake = models.JSONField("how it came, where an officer typed it in", default=dict, blank=True)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(default=timezone.now, editable=False)
    sha256 = models.CharField(max_length=64)
    is_test = models.BooleanField("of a test round, so that it may be cleared away", default=False)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="submission_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.application}, sent {self.number}"


class Conflict(models.Model):
    """A person's tie to an application. It stands here, below assessment, so that every list can ask."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="conflicts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="conflicts")
    reason = models.TextField()
    found = models.BooleanField("found by an officer, not declared", default=False)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["application", "user"], name="conflict_once_a_person")]

    def __str__(self) -> str:
        return f"{self.user}: {self.application}"
