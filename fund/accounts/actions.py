"""Making people and giving them roles."""

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import transaction

from fund.accounts.models import User
from fund.accounts.role_changes import held_by, tell
from fund.accounts.roles import Role
from fund.accounts.sync import has_role_of_admin


@transaction.atomic
def add_person(email: str, full_name: str, *roles: Role, password: str | None = None) -> User:
    """A person whose e-mail address is known to be right, so that they can sign in at once.

    Without a password they sign in by an e-mailed code, and may set one.
    """
    user = User.objects.create_user(email, password, full_name=full_name)
    vouch_for_address(user)
    if roles:
        give_roles(user, *roles)
    return user


@transaction.atomic
def vouch_for_address(user: User) -> None:
    """Make the address on the row the one that `user` signs in with, known to be right."""
    EmailAddress.objects.filter(user=user).exclude(email__iexact=user.email).delete()
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )


@transaction.atomic
def give_roles(user: User, *roles: Role, by: User | None = None) -> None:
    """Let `user` hold exactly `roles`. `by` is None for a command of the operator's."""
    before = held_by(user)
    groups = [Group.objects.get_or_create(name=role.value)[0] for role in roles]
    others = user.groups.exclude(name__in=Role.values)
    user.groups.set([*others, *groups])
    keep_admin_flag(user)
    tell(user, before, by=by)


def keep_admin_flag(user: User) -> None:
    """Say on the row whether the admin opens to this person, after their roles changed."""
    user.__dict__.pop("roles", None)
    user.is_staff = has_role_of_admin(user)
    user.save(update_fields=["is_staff"])
