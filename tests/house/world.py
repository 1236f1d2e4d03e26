"""A small world with one of everything, for the access table and other tests of the house."""

from dataclasses import dataclass, field

from fund.accounts.models import User
from fund.accounts.roles import Role
from grants.organisations.models import Organisation
from grants.programmes.models import Round
from tests.factories import make_organisation, make_round, make_user


@dataclass
class World:
    people: dict[str, User] = field(default_factory=dict)
    round: Round = None  # type: ignore[assignment]
    organisation: Organisation = None  # type: ignore[assignment]


def make_world() -> World:
    world = World()
    world.people = {
        "stranger": make_user(),
        "applicant": make_user(),
        "panel_member": make_user(Role.PANEL_MEMBER),
        "officer": make_user(Role.GRANTS_OFFICER),
        "manager": make_user(Role.FUND_MANAGER),
        "finance_officer": make_user(Role.FINANCE_OFFICER),
        "finance_approver": make_user(Role.FINANCE_APPROVER),
        "publisher": make_user(Role.PUBLISHER),
        "connector": make_user(Role.CONNECTOR),
        "auditor": make_user(Role.AUDITOR),
        "administrator": make_user(Role.ADMINISTRATOR),
    }
    world.round = make_round()
    world.organisation = make_organisation(world.people["applicant"])
    return world
