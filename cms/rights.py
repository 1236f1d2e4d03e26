"""Who may write, publish and approve pages in the Wagtail admin."""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from fund.accounts.roles import Role

WRITERS = (Role.GRANTS_OFFICER, Role.FUND_MANAGER)
PUBLISHERS = (Role.PUBLISHER, Role.ADMINISTRATOR)
_WRITES = ("add_page", "change_page")
_PUBLISHES = (*_WRITES, "publish_page", "bulk_delete_page", "lock_page", "unlock_page")
_APPROVAL = "Approval"


def ensure_rights(home: Page) -> None:
    """Writers write and send for approval; publishers publish and approve."""
    for role in WRITERS:
        _may(role, home, _WRITES)
    for role in PUBLISHERS:
        _may(role, home, _PUBLISHES)
    _ensure_workflow(home)
    _remove_samples()


def _may(role: Role, home: Page, codenames: Iterable[str]) -> None:
    group = Group.objects.get_or_create(name=role.value)[0]
    group.permissions.add(
        Permission.objects.get(codename="access_admin", content_type__app_label="wagtailadmin")
    )
    pages = Permission.objects.filter(content_type__app_label="wagtailcore", content_type__model="page")
    for permission in pages.filter(codename__in=list(codenames)):
        GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permission)
    root = Collection.get_first_root_node()
    media = Permission.objects.filter(
        content_type__app_label="cms",
        codename__in=[
            f"{act}_{model}" for act in ("add", "change", "choose") for model in ("picture", "publicdocument")
        ],
    )
    for permission in media:
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


def _ensure_workflow(home: Page) -> None:
    """One step: somebody who may publish approves."""
    groups = [Group.objects.get(name=role.value) for role in PUBLISHERS]
    task = GroupApprovalTask.objects.filter(name=_APPROVAL).first()
    if task is None:
        task = GroupApprovalTask.objects.create(name=_APPROVAL)
        task.groups.set(groups)
    workflow = Workflow.objects.get_or_create(name=_APPROVAL)[0]
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    if not WorkflowPage.objects.filter(page=home).exists():
        WorkflowPage.objects.create(workflow=workflow, page=home)


def _remove_samples() -> None:
    """Wagtail's own sample groups and workflow, which say in other words what our roles say."""
    WorkflowPage.objects.filter(workflow__name="Moderators approval").delete()
    Workflow.objects.filter(name="Moderators approval").update(active=False)
    GroupApprovalTask.objects.filter(name="Moderators approval").update(active=False)
    Group.objects.filter(name__in=["Moderators", "Editors"], user=None).delete()
