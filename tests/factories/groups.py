"""Community groups and what they keep."""

from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from fund.accounts.models import User
from fund.accounts.roles import Role
from fund.files.actions import store_upload
from grants.organisations.bank import read_details, seal
from grants.organisations.matching import name_key
from grants.organisations.models import BankAccount, Document, Invitation, Membership, Organisation
from grants.organisations.states import BankAccountState, DocumentKind, MemberRole
from tests.factories.numbers import numbers
from tests.factories.people import make_user


def make_organisation(*members: User, role: MemberRole = MemberRole.LEAD, **fields: Any) -> Organisation:
    number = next(numbers)
    defaults = {
        "name": f"Group {number}",
        "slug": f"group-{number}",
        "identifier": f"360G-fund-group-{number}",
    }
    facts = {**defaults, **fields}
    organisation = Organisation.objects.create(**{"name_key": name_key(facts["name"]), **facts})
    for member in members:
        Membership.objects.create(organisation=organisation, user=member, role=role)
    return organisation


def make_document(organisation: Organisation, **fields: Any) -> Document:
    """A governing document that the group's first person added."""
    by = fields.pop("by", None) or organisation.people.first() or make_user()
    defaults: dict[str, Any] = {"kind": DocumentKind.GOVERNING, "confirmed_by": by}
    if "file" not in fields:
        fields["file"] = store_upload(ContentFile(b"We, the people of two streets.", name="rules.txt"), by=by)
    return Document.objects.create(organisation=organisation, **{**defaults, **fields})


def make_invitation(organisation: Organisation, **fields: Any) -> Invitation:
    """An invitation that was sent now and works for two weeks."""
    now = timezone.now()
    defaults: dict[str, Any] = {"sent_at": now, "expires_at": now + timedelta(days=14)}
    if "invited_by" not in fields:
        fields["invited_by"] = organisation.people.first() or make_user()
    return Invitation.objects.create(
        organisation=organisation, **{"email": f"friend{next(numbers)}@example.org", **defaults, **fields}
    )


def make_bank_account(organisation: Organisation, **fields: Any) -> BankAccount:
    """A verified account that has cooled off."""
    then = timezone.now() - timedelta(days=30)
    defaults: dict[str, Any] = {
        "account_name": "Our Group",
        "secret": seal(read_details("20-00-00", "12345678")),
        "ending": "5678",
        "state": BankAccountState.VERIFIED,
        "given_by": make_user(),
        "call_back": "Rang the number on file.",
        "verified_by": make_user(Role.FINANCE_OFFICER),
        "verified_at": then,
        "usable_from": then,
    }
    return BankAccount.objects.create(organisation=organisation, **{**defaults, **fields})
