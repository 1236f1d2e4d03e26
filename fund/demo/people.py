"""The people who may sign in to the demonstration: one for each role, and two who apply."""

from dataclasses import dataclass, field
from decimal import Decimal

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from fund.accounts.models import User
from fund.accounts.roles import DEMONSTRATION_DOMAIN, DEMONSTRATION_PASSWORD, Role
from fund.accounts.sync import sync_roles
from fund.demo.names import person_name
from fund.demo.world import Demo
from grants.payments.actions import set_limit


@dataclass(frozen=True)
class Account:
    """One person: the name before the @, who they are, and where they begin."""

    name: str
    full_name: str
    begins: str
    roles: tuple[Role, ...] = field(default=())

    @property
    def email(self) -> str:
        return f"{self.name}@{DEMONSTRATION_DOMAIN}"


ACCOUNTS: tuple[Account, ...] = (
    Account("lead", "Priya Nairn", "/my/"),
    Account("newcomer", "Tom Ashurst", "/my/"),
    Account("member1", "Grace Okafor", "/panel/", (Role.PANEL_MEMBER,)),
    Account("member2", "Derek Seddall", "/panel/", (Role.PANEL_MEMBER,)),
    Account("member3", "Ewa Zielak", "/panel/", (Role.PANEL_MEMBER,)),
    Account("member4", "Imran Rahman", "/panel/", (Role.PANEL_MEMBER,)),
    Account("chair", "Maureen Dorning", "/panel/", (Role.PANEL_CHAIR, Role.PANEL_MEMBER)),
    Account("officer", "Amina Yusufi", "/staff/", (Role.GRANTS_OFFICER,)),
    Account("manager", "Neil Hartnoll", "/staff/", (Role.FUND_MANAGER,)),
    Account("finance", "Karen Lathwood", "/staff/payments/", (Role.FINANCE_OFFICER,)),
    Account("approver", "Kofi Adeyemi", "/staff/payments/", (Role.FINANCE_APPROVER,)),
    Account("publisher", "Megan Calland", "/admin/", (Role.PUBLISHER,)),
    Account("connector", "Roy Tunstead", "/staff/", (Role.CONNECTOR,)),
    Account("auditor", "Jean Quigley", "/staff/", (Role.AUDITOR,)),
    Account("admin", "Una Marsdale", "/admin/", (Role.ADMINISTRATOR,)),
)
MOST_RAISED = Decimal(60_000)
GROUPS_DOMAIN = "groups.example"


def make_accounts(demo: Demo) -> None:
    sync_roles()
    secret = make_password(DEMONSTRATION_PASSWORD)
    for account in ACCOUNTS:
        demo.people[account.name] = _make_person(account.email, account.full_name, secret)
        for role in account.roles:
            demo.people[account.name].groups.add(Group.objects.get(name=role.value))
    admin = demo.people["admin"]
    sync_roles()
    set_limit(demo.people["finance"], may_raise=MOST_RAISED, may_approve=Decimal(0), by=admin)
    set_limit(demo.people["approver"], may_raise=Decimal(0), may_approve=MOST_RAISED, by=admin)


def make_lead(demo: Demo) -> User:
    """Somebody who leads a group. Nobody knows a password of theirs."""
    number = len(demo.people) + 1
    name = person_name(demo.chance)
    person = _make_person(f"{name.split()[0].lower()}{number}@{GROUPS_DOMAIN}", name, "!")
    demo.people[f"lead{number}"] = person
    return person


def _make_person(email: str, name: str, secret: str) -> User:
    person = User.objects.create(email=email, full_name=name, password=secret)
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    return person
