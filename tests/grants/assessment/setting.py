"""A panel at work: a round with two criteria, three members, an officer, and applications with the panel."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from fund.accounts.models import User
from fund.accounts.roles import Role
from grants.applications.models import Application
from grants.applications.states import ApplicationState
from grants.assessment.models import Assessment, Panel
from grants.assessment.states import AssessmentState
from grants.funding.models import Criterion, Round
from tests.factories import (
    make_application,
    make_assessment,
    make_criterion,
    make_panel,
    make_round,
    make_user,
)


@dataclass
class Setting:
    round: Round
    criteria: list[Criterion]
    members: list[User]
    officer: User
    manager: User
    panel: Panel

    def application(self, amount: int | Decimal = 1000, **fields: Any) -> Application:
        return make_application(
            self.round, state=ApplicationState.UNDER_ASSESSMENT, amount=Decimal(amount), **fields
        )

    def scored(self, *values: int, amount: int | Decimal = 1000, **fields: Any) -> Application:
        """An application that each member in turn has scored with one of `values`, on both criteria."""
        application = self.application(amount, **fields)
        for member, value in zip(self.members, values, strict=False):
            self.sent(application, member, value, value)
        return application

    def sent(self, application: Application, member: User, *values: int | None) -> Assessment:
        return make_assessment(application, member, *values, state=AssessmentState.SUBMITTED)


def make_setting(*, allocation: int = 3000, quorum: int = 2, **fields: Any) -> Setting:
    """A round that has closed, so that it can be decided."""
    now = timezone.now()
    dates = {"opens_at": now - timedelta(days=60), "closes_at": now - timedelta(days=20)}
    round_ = make_round(allocation=allocation, **{**dates, **fields})
    members = [make_user(Role.PANEL_MEMBER) for _ in range(3)]
    return Setting(
        round=round_,
        criteria=[
            make_criterion(round_, weight=30, name="Builds on what is there"),
            make_criterion(round_, weight=70, name="Will work", may_not_apply=True),
        ],
        members=members,
        officer=make_user(Role.GRANTS_OFFICER),
        manager=make_user(Role.FUND_MANAGER),
        panel=make_panel(round_, *members, quorum=quorum),
    )
