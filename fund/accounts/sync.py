"""Keeping groups, and who may open the admin, in step with the table of roles."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from fund.accounts.models import User
from fund.accounts.roles import ADMIN_ROLES, MEDIA_POWERS, MODEL_POWERS, POWERS, Powers, Role


@transaction.atomic
def sync_roles() -> None:
    """Make a group for each role with exactly the permissions of the table. Run it after every migration."""
    for role, powers in POWERS.items():
        group, _ = Group.objects.get_or_create(name=role.value)
        group.permissions.set(_model_permissions(powers))
        _sync_pages(group, powers)
        _sync_collections(group, powers)
    for name in ("Editors", "Moderators"):
        # Wagtail makes these two; they are not roles of ours, so nobody is to be put in them by mistake.
        Group.objects.filter(name=name, user=None).delete()
    opens_admin = Q(is_superuser=True) | Q(groups__name__in=[role.value for role in ADMIN_ROLES])
    may = User.objects.filter(opens_admin).values("pk")
    User.objects.filter(pk__in=may, is_staff=False).update(is_staff=True)
    User.objects.exclude(pk__in=may).filter(is_staff=True).update(is_staff=False)


def _model_permissions(powers: Powers) -> list[Permission]:
    if not powers.opens_admin:
        return []
    wanted = Q(content_type__app_label="wagtailadmin", codename="access_admin")
    for name in powers.models:
        app, _, model = name.partition(".")
        if model == "*":
            verbs = "|".join(MODEL_POWERS)
            wanted |= Q(content_type__app_label=app, codename__regex=rf"^({verbs})_")
        else:
            wanted |= Q(
                content_type__app_label=app, codename__in=[f"{verb}_{model}" for verb in MODEL_POWERS]
            )
    return list(Permission.objects.filter(wanted))


def _sync_pages(group: Group, powers: Powers) -> None:
    root = Page.get_first_root_node()
    wanted = Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=powers.page_powers)
    GroupPagePermission.objects.filter(group=group).exclude(page=root, permission__in=wanted).delete()
    for permission in wanted:
        GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)


def _sync_collections(group: Group, powers: Powers) -> None:
    root = Collection.get_first_root_node()
    wanted = Q(pk=None)
    # Wagtail asks for the permissions of its own models, also where the pictures are of ours.
    for app, model in (("wagtailimages", "image"), ("wagtaildocs", "document")) if powers.page_powers else ():
        codenames = [f"{verb}_{model}" for verb in MEDIA_POWERS]
        wanted |= Q(content_type__app_label=app, codename__in=codenames)
    permissions = Permission.objects.filter(wanted)
    GroupCollectionPermission.objects.filter(group=group).exclude(
        collection=root, permission__in=permissions
    ).delete()
    for permission in permissions:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def has_role_of_admin(user: User) -> bool:
    return (
        user.is_superuser or user.groups.filter(name__in=[Role(role).value for role in ADMIN_ROLES]).exists()
    )
