"""How people come into a group: asked in by a lead, or asking to be let in."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from fund.accounts.models import User
from grants.organisations.models.groups import Membership, Organisation
from grants.organisations.states import InvitationState, JoinRequestState, MemberRole


def new_token() -> str:
    return secrets.token_urlsafe(24)


class Invitation(models.Model):
    """A letter with a link, to one e-mail address. It works until it is used, taken back or too old."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField("e-mail address")
    role = models.CharField(max_length=10, choices=MemberRole, default=MemberRole.EDITOR)
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    state = models.CharField(max_length=10, choices=InvitationState, default=InvitationState.WAITING)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=Q(state="waiting"),
                name="invitation_one_waiting_an_address",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("sent_at")), name="invitation_ends_after_it_is_sent"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} to {self.organisation}"

    @property
    def is_too_old(self) -> bool:
        return timezone.now() >= self.expires_at


class JoinRequestQuerySet(models.QuerySet["JoinRequest"]):
    def waiting(self) -> "JoinRequestQuerySet":
        return self.filter(state=JoinRequestState.WAITING)

    def for_staff(self, user: User) -> "JoinRequestQuerySet":
        """Those that only staff can answer, because nobody leads the group. Nobody answers their own."""
        leads = Membership.objects.leads().filter(organisation=models.OuterRef("organisation"))
        return self.waiting().exclude(models.Exists(leads)).exclude(user=user)


class JoinRequest(models.Model):
    """Somebody says that this group is theirs. A lead answers; staff do where there is no lead."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="join_requests")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="join_requests")
    words = models.TextField("who they are in the group", max_length=1000)
    state = models.CharField(max_length=10, choices=JoinRequestState, default=JoinRequestState.WAITING)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField("what was said to them", blank=True, max_length=1000)

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user"],
                condition=Q(state="waiting"),
                name="join_request_one_waiting_a_person",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "refused"])
                | Q(answered_by__isnull=False, answered_at__isnull=False),
                name="join_request_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "refused"]) | ~Q(answered_by=models.F("user")),
                name="join_request_answered_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} to {self.organisation}"
