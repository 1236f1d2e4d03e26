"""Who approves pages. Who writes and who publishes stands in the table of roles."""

from django.contrib.auth.models import Group
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

from fund.accounts.roles import POWERS

_APPROVAL = "Approval"


def ensure_approval(home: Page) -> None:
    """Pages sent for approval go to everybody who may publish: one step, and any of them may take it."""
    task = GroupApprovalTask.objects.filter(name=_APPROVAL).first()
    if task is None:
        task = GroupApprovalTask.objects.create(name=_APPROVAL)
        publishing = [role.value for role, powers in POWERS.items() if powers.publishes]
        task.groups.set(Group.objects.get_or_create(name=name)[0] for name in publishing)
    workflow = Workflow.objects.get_or_create(name=_APPROVAL)[0]
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    _remove_sample()
    if not WorkflowPage.objects.filter(page=home).exists():
        WorkflowPage.objects.create(workflow=workflow, page=home)


def _remove_sample() -> None:
    """Wagtail's own sample, whose group is none of our roles."""
    name = "Moderators approval"
    WorkflowPage.objects.filter(workflow__name=name).delete()
    Workflow.objects.filter(name=name, active=True).update(active=False)
    GroupApprovalTask.objects.filter(name=name, active=True).update(active=False)
