"""Pots of money, their dated openings, what assessors score, and the forms people fill in."""

from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, prefetch_related_objects
from django.utils import timezone
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from fund.accounts.models import User
from fund.accounts.roles import Role
from fund.common.money import MoneyField
from grants.forms.models import Form, FormVersion
from grants.funding.eligibility.questions import EligibilityField
from grants.funding.states import RoundState, WorkshopNeeded
from grants.organisations.states import LegalForm
from grants.places.models import Area


def limits_of(user: User) -> list[int]:
    """The keys of the funds this person is limited to, read once a request; none of them is no limit."""
    if user.has_role(Role.ADMINISTRATOR):
        return []
    prefetch_related_objects([user], "fund_limits")
    return [limit.fund_id for limit in user.fund_limits.all()]


class FundQuerySet(models.QuerySet["Fund"]):
    def visible_to(self, user: User) -> "FundQuerySet":
        """Staff see every fund, unless an officer is limited to some."""
        if not user.is_grants_staff:
            return self.none()
        limits = limits_of(user)
        return self.filter(pk__in=limits) if limits else self


class Fund(models.Model):
    """A pot of money with a total in pounds. The funder is named as open data names it."""

    name = models.CharField(max_length=150, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    total = MoneyField(help_text="Pounds")
    starts_on = models.DateField()
    ends_on = models.DateField()
    funder_name = models.CharField(max_length=200)
    funder_identifier = models.CharField("funder's org-id", max_length=100)

    objects = FundQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(total__gte=0), name="fund_total_not_negative"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="fund_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.name


class FundLimit(models.Model):
    """An officer with any of these sees only the funds they name."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="fund_limits")
    fund = models.ForeignKey(Fund, on_delete=models.CASCADE, related_name="limits")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "fund"], name="fund_limit_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.fund}"


class RoundQuerySet(models.QuerySet["Round"]):
    def open_at(self, moment: datetime) -> "RoundQuerySet":
        unclosed = Q(closes_at=None) | Q(closes_at__gt=moment)
        return self.filter(unclosed, opens_at__lte=moment, decided_at=None, archived_at=None)

    def planned_at(self, moment: datetime) -> "RoundQuerySet":
        return self.filter(opens_at__gt=moment, archived_at=None)

    def closed_at(self, moment: datetime) -> "RoundQuerySet":
        return self.filter(Q(closes_at__lte=moment) | Q(decided_at__isnull=False), archived_at=None)

    def visible_to(self, user: User) -> "RoundQuerySet":
        return self.filter(fund__in=Fund.objects.visible_to(user))

    def counting(self) -> "RoundQuerySet":
        """All but rounds made to try a form. Every list, sum and public page asks this."""
        return self.filter(is_test=False)

    def open_to(self, user: User | AnonymousUser) -> "RoundQuerySet":
        """Rounds whose pages this visitor may open: a test round only staff of its fund and who it names."""
        if not isinstance(user, User):
            return self.counting()
        own = Q(fund__in=Fund.objects.visible_to(user)) | Q(testers__contains=f"\n{user.email.lower()}\n")
        return self.filter(Q(is_test=False) | own)


class Round(ClusterableModel):
    """One dated opening of a fund. Its state comes from its dates, and from one act to decide."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="rounds")
    name = models.CharField(max_length=150)
    slug = models.SlugField(max_length=80, unique=True)
    prefix = models.CharField("letters before each reference", max_length=6, unique=True)
    summary = models.TextField("one or two plain sentences", blank=True)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField(null=True, blank=True, help_text="Leave empty for a rolling round")
    least = MoneyField("least that may be asked", default=Decimal(0))
    most = MoneyField("most that may be asked")
    months = models.PositiveSmallIntegerField("longest grant, in months", default=12)
    eligible_areas = models.ManyToManyField(
        Area, blank=True, related_name="+", help_text="Leave empty for everywhere in the borough"
    )
    eligible_forms = models.JSONField("kinds of group that may apply", default=list, blank=True)
    decision_on = models.DateField("groups hear by", null=True, blank=True)
    second_person = models.BooleanField(
        "a second person of the group confirms an application before it is sent", default=False
    )
    names_hidden = models.BooleanField("hide names from assessors until they have scored", default=False)
    assessors_needed = models.PositiveSmallIntegerField("assessors for each application", default=3)
    scores_due_on = models.DateField(null=True, blank=True)
    form = models.OneToOneField(Form, on_delete=models.PROTECT, editable=False, related_name="round")
    eligibility_questions = EligibilityField(blank=True)
    workshop_needed = models.CharField(
        "workshop before applying", max_length=10, choices=WorkshopNeeded, default=WorkshopNeeded.NO
    )
    is_test = models.BooleanField(
        "a test round: it counts nowhere, and only staff may open it", default=False
    )
    testers = models.TextField(
        "who else may try it", blank=True, help_text="E-mail addresses, one a line, for a test round only."
    )
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_at", "pk"]
        indexes = [models.Index(fields=["opens_at", "closes_at"], name="round_by_dates")]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at=None) | Q(closes_at__gt=F("opens_at")),
                name="round_closes_after_opening",
            ),
            models.CheckConstraint(
                condition=Q(least__gte=0) & Q(most__gte=F("least")), name="round_most_over_least"
            ),
            models.CheckConstraint(condition=Q(months__gte=1), name="round_at_least_a_month"),
            models.CheckConstraint(
                condition=Q(is_test=False) | Q(decided_at=None), name="round_test_never_decided"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def state_at(self, moment: datetime) -> RoundState:
        if self.archived_at:
            return RoundState.ARCHIVED
        if self.decided_at:
            return RoundState.DECIDED
        if moment < self.opens_at:
            return RoundState.PLANNED
        if self.closes_at is None or moment < self.closes_at:
            return RoundState.OPEN
        return RoundState.CLOSED

    @property
    def state(self) -> RoundState:
        return self.state_at(timezone.now())

    @property
    def form_version(self) -> FormVersion | None:
        """The version that is filled in now; None before the form was first frozen."""
        return self.form.current_version

    @property
    def eligible_form_names(self) -> list[str]:
        return [str(LegalForm(form).label) for form in self.eligible_forms]

    def accepts_form(self, legal_form: str) -> bool:
        return not self.eligible_forms or legal_form in self.eligible_forms


class Allocation(models.Model):
    """Money of a fund set aside for a round, or for a round in one neighbourhood. Pounds."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="allocations")
    round = ParentalKey(Round, on_delete=models.PROTECT, related_name="allocations")
    area = models.ForeignKey(
        Area,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="neighbourhood",
        limit_choices_to={"kind": "neighbourhood"},
    )
    amount = MoneyField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="allocation_positive"),
            models.UniqueConstraint(fields=["round", "area"], name="allocation_once_a_neighbourhood"),
            models.UniqueConstraint(
                fields=["round"], condition=Q(area=None), name="allocation_once_for_anywhere"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.area or 'anywhere'}"


class Criterion(models.Model):
    """What assessors score. `words` holds one line for each score, the lowest (0) first."""

    round = ParentalKey(Round, on_delete=models.CASCADE, related_name="criteria")
    name = models.CharField(max_length=150)
    guidance = models.TextField(blank=True)
    weight = models.PositiveSmallIntegerField(help_text="Counts against the sum of all weights")
    words = models.TextField(help_text="One line for each score, lowest first. The first line is for 0.")
    may_not_apply = models.BooleanField("an assessor may say that it does not apply", default=False)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name_plural = "criteria"
        constraints = [
            models.CheckConstraint(condition=Q(weight__gte=1), name="criterion_weight_positive"),
            models.UniqueConstraint(fields=["round", "name"], name="criterion_name_once_a_round"),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if len(self.levels) < 2:
            raise ValidationError({"words": "Write at least two lines, one for each score."})

    @property
    def levels(self) -> list[tuple[int, str]]:
        """Each score with its words, lowest first."""
        return list(enumerate(line.strip() for line in self.words.splitlines() if line.strip()))

    @property
    def top(self) -> int:
        return len(self.levels) - 1
