"""Who may write, publish and approve pages in the Wagtail admin."""

from django.contrib.auth.models import Group
from wagtail.models import (
    GroupApprovalTask,
    Page,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from fund.accounts.roles import POWERS
from fund.accounts.sync import sync_roles

PUBLISHERS = tuple(role for role, powers in POWERS.items() if powers.publishes)
_APPROVAL = "Approval"


def ensure_rights(home: Page) -> None:
    """What the table of roles says: writers write and send for approval; publishers publish and approve."""
    sync_roles()
    _ensure_workflow(home)
    _remove_samples()


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
