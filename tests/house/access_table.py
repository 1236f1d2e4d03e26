"""Who may open what: every URL of ours, by name, with the people who may.

`who` names people of the small world in `tests/house/world.py`. Everybody else must be refused: strangers
with 404, members without the right with 403, people who are not signed in by being led to sign in.
`args` gives the arguments of the address from that world.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.house.world import World

EVERYONE = ("anonymous", "stranger", "applicant", "panel_member", "officer", "manager", "finance_officer",
            "finance_approver", "publisher", "connector", "auditor", "administrator")  # fmt: skip
SIGNED_IN = EVERYONE[1:]
STAFF = ("officer", "manager", "finance_officer", "finance_approver", "publisher", "connector", "auditor",
         "administrator")  # fmt: skip
PANEL = ("panel_member",)
RUNS_PANELS = ("officer", "manager", "administrator")
CASE_STAFF = ("officer", "manager", "finance_officer", "finance_approver", "auditor", "administrator")


def _none(world: World) -> dict[str, Any]:
    return {}


def _at_panel(world: World) -> dict[str, Any]:
    return {"reference": world.at_panel.reference}


def _panel_document(world: World) -> dict[str, Any]:
    return {"reference": world.at_panel.reference, "token": world.panel_document}


@dataclass(frozen=True)
class Access:
    who: tuple[str, ...]
    args: Callable[[World], dict[str, Any]] = field(default=_none)


ACCESS: dict[str, Access] = {
    "notifications:live": Access(EVERYONE),
    "notifications:ready": Access(EVERYONE),
    "assessment:home": Access(PANEL),
    "assessment:application": Access(PANEL, _at_panel),
    "assessment:check": Access(PANEL, _at_panel),
    "assessment:conflict": Access(PANEL, _at_panel),
    "assessment:file": Access(PANEL, _panel_document),
}
