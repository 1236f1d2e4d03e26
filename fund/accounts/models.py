"""People who sign in. The e-mail address is the name."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property

from fund.accounts.roles import CASE_ROLES, JOB_READERS, PANEL_STAFF, SITTERS, STAFF_ROLES, Role


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_superuser=True, is_staff=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField("e-mail address", unique=True)
    full_name = models.CharField("name", max_length=120)
    phone = models.CharField("telephone", max_length=30, blank=True)
    is_staff = models.BooleanField("may sign in to the publishing side", default=False)
    is_active = models.BooleanField("active", default=True)
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        ordering = ["full_name", "pk"]
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once_in_any_case")]

    def __str__(self) -> str:
        return self.full_name or self.email

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self).split(" ")[0]

    @cached_property
    def roles(self) -> frozenset[str]:
        """The roles this person holds, read once for each request."""
        if not self.is_active:
            return frozenset()
        held = set(self.groups.values_list("name", flat=True)) & set(Role.values)
        return frozenset(held | ({Role.ADMINISTRATOR.value} if self.is_superuser else set()))

    def has_role(self, *roles: Role) -> bool:
        """Whether this person holds any of `roles`. No role brings another: name each one that may."""
        return bool(self.roles & {role.value for role in roles})

    @property
    def is_grants_staff(self) -> bool:
        """Whether this person belongs to the staff side."""
        return self.has_role(*STAFF_ROLES)

    @property
    def reads_cases(self) -> bool:
        """Whether the staff bar leads to applications, grants, payments, reports and letters."""
        return self.has_role(*CASE_ROLES)

    @property
    def reads_panels(self) -> bool:
        """Whether the staff bar leads to panels and workshops."""
        return self.has_role(*PANEL_STAFF)

    @property
    def watches_jobs(self) -> bool:
        """Whether the staff bar leads to the jobs that run by themselves."""
        return self.has_role(*JOB_READERS)

    @property
    def sits_on_panels(self) -> bool:
        """Whether this person scores, and so begins at the panel's own page."""
        return self.has_role(*SITTERS)
