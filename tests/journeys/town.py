"""The people and places that a journey starts with: an empty fund in a borough with wards and staff."""

from dataclasses import dataclass, field

from django.core.management import call_command

from cms.site import ensure_site
from fund.accounts.models import User
from fund.accounts.roles import Role
from fund.demo.wigan import load_wigan
from grants.funding.models import Round
from grants.payments.models import PaymentLimit
from tests.factories import make_criterion, make_fund, make_round, make_round_page, make_user

PASSWORD = "correct horse battery"


@dataclass
class Town:
    manager: User
    publisher: User
    officer: User
    members: list[User]
    finance: User
    approver: User
    facts: dict[str, str] = field(default_factory=dict)


def found_town() -> Town:
    """Staff with roles, wards with populations, the pages every installation has, and no fund at all."""
    call_command("sync_roles", verbosity=0)
    load_wigan()
    ensure_site()
    town = Town(
        manager=make_user(Role.FUND_MANAGER, full_name="Morgan Hale", is_staff=True),
        publisher=make_user(Role.PUBLISHER, full_name="Perry Lund", is_staff=True),
        officer=make_user(Role.GRANTS_OFFICER, full_name="Olive Marsh"),
        members=[
            make_user(Role.PANEL_MEMBER, full_name=name) for name in ("Ada Pike", "Ben Rook", "Cal Shaw")
        ],
        finance=make_user(Role.FINANCE_OFFICER, full_name="Fin Dale"),
        approver=make_user(Role.FINANCE_APPROVER, full_name="Ash Vale"),
    )
    PaymentLimit.objects.create(user=town.finance, may_raise=5000, may_approve=0)
    PaymentLimit.objects.create(user=town.approver, may_raise=0, may_approve=5000)
    return town


def open_round(*, criteria: list[tuple[str, int]]) -> Round:
    """A round that is open now, with its page, as the publishing side leaves it."""
    round_ = make_round(
        allocation=1500,
        fund=make_fund(name="Neighbourhood Fund", total=5000),
        name="Small investments",
        slug="small-investments",
        prefix="SI",
        names_hidden=True,
    )
    for name, weight in criteria:
        make_criterion(round_, name=name, weight=weight)
    make_round_page(round_, title="Small investments", slug="small-investments")
    return round_
