"""Community groups, the people in them and their bank accounts."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from fund.accounts.models import User
from fund.accounts.roles import STAFF_ROLES
from fund.common.postcodes import write_postcode
from grants.organisations.states import BankAccountState, LegalForm, MemberRole
from grants.places.models import Area


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, user: User) -> "OrganisationQuerySet":
        if user.has_role(*STAFF_ROLES):
            return self
        return self.filter(memberships__user=user)

    def of(self, user: User) -> "OrganisationQuerySet":
        return self.filter(memberships__user=user)


class Organisation(models.Model):
    """A community group. `identifier` is its org-id (`GB-CHC-1109047`), for open data."""

    name = models.CharField(max_length=200)
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
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    people = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Membership", related_name="organisations"
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["name", "id"], name="organisation_by_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def written_postcode(self) -> str:
        return write_postcode(self.postcode)


class Membership(models.Model):
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=10, choices=MemberRole, default=MemberRole.EDITOR)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "user"], name="membership_once_a_person")
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"


class BankAccount(models.Model):
    """Where money may be sent. The numbers are encrypted; `ending` is all that is ever shown."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="bank_accounts")
    account_name = models.CharField(max_length=80)
    secret = models.TextField("encrypted sort code and account number")
    ending = models.CharField("last four digits", max_length=4)
    state = models.CharField(max_length=10, choices=BankAccountState, default=BankAccountState.GIVEN)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now, editable=False)
    call_back = models.TextField("who was called back, on which number, and what they said", blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    verified_at = models.DateTimeField(null=True, blank=True)
    usable_from = models.DateTimeField("end of the cooling-off", null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(verified_by=F("given_by")), name="bank_account_verified_by_another"
            ),
            models.CheckConstraint(
                condition=~Q(state="verified")
                | Q(verified_by__isnull=False, verified_at__isnull=False, usable_from__isnull=False)
                & ~Q(call_back=""),
                name="bank_account_verified_has_call_back",
            ),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(state="verified"), name="bank_account_one_verified"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_name}, ending {self.ending}"
