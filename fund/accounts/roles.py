"""The one table of roles. A role is a group of the same name; `sync_roles` keeps the groups in step.

Applicants hold no role: what they may do comes from their membership of an organisation.
"""

from django.db.models import TextChoices


class Role(TextChoices):
    PANEL_MEMBER = "panel member", "Panel member"
    PANEL_CHAIR = "panel chair", "Panel chair"
    GRANTS_OFFICER = "grants officer", "Grants officer"
    FUND_MANAGER = "fund manager", "Fund manager"
    FINANCE_OFFICER = "finance officer", "Finance officer"
    FINANCE_APPROVER = "finance approver", "Finance approver"
    PUBLISHER = "publisher", "Publisher"
    CONNECTOR = "connector", "Connector"
    AUDITOR = "auditor", "Auditor"
    ADMINISTRATOR = "administrator", "Administrator"


STAFF_ROLES = (
    Role.GRANTS_OFFICER,
    Role.FUND_MANAGER,
    Role.FINANCE_OFFICER,
    Role.FINANCE_APPROVER,
    Role.PUBLISHER,
    Role.CONNECTOR,
    Role.AUDITOR,
    Role.ADMINISTRATOR,
)
