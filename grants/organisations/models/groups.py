"""Community groups and the people in them."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from fund.accounts.models import User
from fund.accounts.roles import STAFF_ROLES
from fund.common.money import MoneyField
from fund.common.postcodes import write_postcode
from grants.organisations.states import IncomeBand, LegalForm, MemberRole
from grants.places.models import Area

# Words that stand where a group's name would in an address of ours.
RESERVED_SLUGS = frozenset({"ask", "join", "new", "requests"})


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, user: User) -> "OrganisationQuerySet":
        if user.has_role(*STAFF_ROLES):
            return self
        return self.filter(memberships__user=user)

    def counting(self) -> "OrganisationQuerySet":
        """Real groups: not those that staff try forms with."""
        return self.filter(is_test=False)

    def of(self, user: User) -> "OrganisationQuerySet":
        return self.filter(memberships__user=user)

    def without_lead(self) -> "OrganisationQuerySet":
        """Groups that nobody leads here, such as those that came with past grants."""
        return self.exclude(Exists(Membership.objects.leads().filter(organisation=OuterRef("pk"))))


class Organisation(models.Model):
    """A community group. `identifier` is its org-id (`GB-CHC-1109047`), for open data."""

    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200, blank=True, editable=False, help_text="For finding twins")
    slug = models.SlugField(max_length=120, unique=True)
    identifier = models.CharField(max_length=150, unique=True)
    legal_form = models.CharField(max_length=10, choices=LegalForm, default=LegalForm.GROUP)
    charity_number = models.CharField(max_length=10, blank=True)
    company_number = models.CharField(max_length=8, blank=True)
    address = models.CharField("street address", max_length=200, blank=True)
    town = models.CharField(max_length=80, blank=True)
    postcode = models.CharField(max_length=8, blank=True, help_text="Key form: upper case, no space")
    ward = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="organisations"
    )
    website = models.URLField(blank=True)
    purposes = models.TextField("what the group is for", blank=True)
    income_band = models.CharField(max_length=10, blank=True, choices=IncomeBand)
    annual_income = MoneyField("income in the last full year", null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    is_test = models.BooleanField("made to try a form with", default=False, editable=False)
    people = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Membership", related_name="organisations"
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(annual_income__isnull=True) | models.Q(annual_income__gte=0),
                name="organisation_income_not_negative",
            )
        ]
        indexes = [
            models.Index(fields=["name", "id"], name="organisation_by_name"),
            models.Index(fields=["name_key"], name="organisation_by_name_key"),
            models.Index(fields=["charity_number"], name="organisation_by_charity"),
            models.Index(fields=["company_number"], name="organisation_by_company"),
            models.Index(fields=["postcode"], name="organisation_by_postcode"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def written_postcode(self) -> str:
        return write_postcode(self.postcode)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def leads(self) -> "MembershipQuerySet":
        """Leads who can still sign in; somebody who left the fund's site leads nobody."""
        return self.filter(role=MemberRole.LEAD, user__is_active=True)


class Membership(models.Model):
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=10, choices=MemberRole, default=MemberRole.EDITOR)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "user"], name="membership_once_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"
