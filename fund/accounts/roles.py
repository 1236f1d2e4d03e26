"""The one table of roles. A role is a group of the same name; `sync_roles` keeps the groups in step.

Applicants hold no role: what they may do comes from their membership of an organisation. What a role may
do on our own screens is asked of `rules.py` in each room; this table adds what it may do in the admin.
"""

from dataclasses import dataclass

from django.db.models import TextChoices

# Everybody in the demonstration has an address here, and this one password.
DEMONSTRATION_DOMAIN = "demo.example"
DEMONSTRATION_PASSWORD = "canal-boat-2013"  # noqa: S105 - known to all, and to no real system


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

# Who reads every application, grant, payment and figure; and who reads what panels do.
CASE_ROLES = (
    Role.GRANTS_OFFICER,
    Role.FUND_MANAGER,
    Role.FINANCE_OFFICER,
    Role.FINANCE_APPROVER,
    Role.AUDITOR,
    Role.ADMINISTRATOR,
)
# Who does casework; and who sets up funds and rounds, and lets money go.
OFFICERS = (Role.GRANTS_OFFICER, Role.FUND_MANAGER, Role.ADMINISTRATOR)
MANAGERS = (Role.FUND_MANAGER, Role.ADMINISTRATOR)
JOB_READERS = (*MANAGERS, Role.AUDITOR)
PANEL_STAFF = (Role.GRANTS_OFFICER, Role.FUND_MANAGER, Role.AUDITOR, Role.ADMINISTRATOR)
SITTERS = (Role.PANEL_MEMBER, Role.PANEL_CHAIR)

PAGE_POWERS_TO_WRITE = ("add_page", "change_page")
PAGE_POWERS_TO_PUBLISH = (
    *PAGE_POWERS_TO_WRITE,
    "publish_page",
    "bulk_delete_page",
    "lock_page",
    "unlock_page",
)
MEDIA_POWERS = ("add", "change", "choose")
MODEL_POWERS = ("add", "change", "view")


@dataclass(frozen=True)
class Powers:
    """What a role may do, in words for the people who give it, and in the admin.

    Who `writes` pages sends them for approval; who `publishes` writes, approves and publishes.
    `models` are written `app.model` or `app.*`: adding, changing and seeing, never deleting.
    """

    says: str
    writes: bool = False
    publishes: bool = False
    models: tuple[str, ...] = ()

    @property
    def opens_admin(self) -> bool:
        return bool(self.page_powers or self.models)

    @property
    def page_powers(self) -> tuple[str, ...]:
        if self.publishes:
            return PAGE_POWERS_TO_PUBLISH
        return PAGE_POWERS_TO_WRITE if self.writes else ()


_SITE = ("wagtailcore.collection", "wagtailredirects.redirect", "taggit.tag")
_SET_UP = ("funding.*", "grants_forms.*", "places.*")
POWERS: dict[Role, Powers] = {
    Role.PANEL_MEMBER: Powers("Scores applications and declares conflicts."),
    Role.PANEL_CHAIR: Powers("Leads a panel; scores too."),
    Role.GRANTS_OFFICER: Powers(
        "Checks applications, runs panels, follows grants; writes pages for others to approve.", writes=True
    ),
    Role.FUND_MANAGER: Powers(
        "Sets up funds and rounds, writes their pages, and releases decisions.",
        writes=True,
        models=(*_SITE, *_SET_UP),
    ),
    Role.FINANCE_OFFICER: Powers("Raises payments and sends runs to the bank."),
    Role.FINANCE_APPROVER: Powers("Approves payments that somebody else raised."),
    Role.PUBLISHER: Powers(
        "Writes and publishes pages, pictures and documents.", publishes=True, models=_SITE
    ),
    Role.CONNECTOR: Powers("Looks after the Community Book and brings people together."),
    Role.AUDITOR: Powers("Reads everything and changes nothing."),
    Role.ADMINISTRATOR: Powers(
        "Gives people their roles and sets up everything in the admin.",
        publishes=True,
        models=(
            *_SITE,
            *_SET_UP,
            "accounts.user",
            "payments.paymentlimit",
            "wagtailcore.site",
            "wagtailcore.workflow",
            "wagtailcore.task",
        ),
    ),
}
ADMIN_ROLES = tuple(role for role, powers in POWERS.items() if powers.opens_admin)
