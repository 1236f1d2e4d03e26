"""What is done to people: giving a role and taking it leave an event each, whichever way it was done."""

from fund.accounts.models import User
from fund.accounts.role_changes import listen
from fund.accounts.roles import Role
from fund.audit import verbs
from fund.audit.actions import record

verbs.register(
    role_given="{by} gave {person} the role “{role}”",
    role_taken="{by} took the role “{role}” from {person}",
    second_factor_forgotten="{by} removed the second step of {person}, so that they can set up another",
)


@listen
def write_down(user: User, given: list[Role], taken: list[Role], by: User | None) -> None:
    for verb, roles in (("role_given", given), ("role_taken", taken)):
        for role in roles:
            record(verb, user, by=by, person=str(user), role=str(role.label))
