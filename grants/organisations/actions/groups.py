"""Adding a group and changing its facts."""

from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.text import slugify

from fund.accounts.models import User
from fund.audit.actions import record
from fund.common.errors import Refused
from fund.common.locks import lock
from fund.common.postcodes import postcode_key
from fund.common.sequences import next_number
from grants.organisations import verbs  # noqa: F401
from grants.organisations.actions.profile import mark_confirmed
from grants.organisations.matching import name_key
from grants.organisations.models import Membership, Organisation
from grants.organisations.models.groups import RESERVED_SLUGS
from grants.organisations.profile import COLUMNS
from grants.organisations.states import MemberRole
from grants.places.lookup import area_for_postcode


@transaction.atomic
def add_organisation(*, by: User, **facts: Any) -> Organisation:
    """A new group, with the person who adds it as its lead."""
    organisation = _add(by, facts)
    Membership.objects.create(organisation=organisation, user=by, role=MemberRole.LEAD)
    mark_confirmed(organisation, COLUMNS, by=by)
    return organisation


@transaction.atomic
def add_organisation_for_others(*, by: User, **facts: Any) -> Organisation:
    """A new group that an officer adds for its people: nobody leads it yet, nor has confirmed it."""
    return _add(by, facts)


def _add(by: User, facts: dict[str, Any]) -> Organisation:
    organisation = Organisation(created_by=by, slug=_slug(facts["name"]))
    _set(organisation, facts)
    organisation.identifier = _org_id(organisation) or _own_id()
    _refuse_twin(organisation)
    try:
        with transaction.atomic():
            organisation.save()
    except IntegrityError:  # Pressed twice, or added by a colleague, at this very moment.
        raise Refused("This group has just been added. Look at your groups.") from None
    record("organisation_added", organisation, by=by)
    return organisation


@transaction.atomic
def test_group_of(person: User, *, legal_form: str) -> Organisation:
    """The one group that this person tries forms with, of the kind that it is for. It counts nowhere."""
    group = Organisation.objects.filter(is_test=True, memberships__user=person).first()
    if group is None:
        name = f"Test group of {person}"[:200]
        group = Organisation.objects.create(
            name=name, slug=_slug(name), identifier=_own_id(), is_test=True, created_by=person
        )
        Membership.objects.create(organisation=group, user=person, role=MemberRole.LEAD)
        record("organisation_added", group, by=person)
    if group.legal_form != legal_form:
        group.legal_form = legal_form
        group.save(update_fields=["legal_form"])
    return group


@transaction.atomic
def change_organisation(organisation: Organisation, *, by: User, **facts: Any) -> Organisation:
    """New facts. A group that gains a charity or company number is known by it from then on.

    What is given anew is confirmed by being given; what stays as it was is as old as it was.
    """
    row = lock(organisation)
    before = {column: getattr(row, column) for column in facts}
    _set(row, facts)
    row.identifier = _org_id(row) or row.identifier
    _refuse_twin(row)
    row.save()
    changed = {column for column, value in before.items() if getattr(row, column) != value}
    mark_confirmed(row, [name for name, columns in COLUMNS.items() if changed & set(columns)], by=by)
    record("organisation_changed", row, by=by, fields=sorted(facts))
    return row


def _set(organisation: Organisation, facts: dict[str, Any]) -> None:
    for name, value in facts.items():
        setattr(organisation, name, value)
    organisation.name_key = name_key(organisation.name)
    organisation.postcode = postcode_key(organisation.postcode)
    organisation.ward = area_for_postcode(organisation.postcode) if organisation.postcode else None


def _org_id(organisation: Organisation) -> str:
    """The public identifier of a registered body, as open data names it."""
    if organisation.charity_number:
        return f"GB-CHC-{organisation.charity_number}"
    return f"GB-COH-{organisation.company_number}" if organisation.company_number else ""


def _own_id() -> str:
    return f"360G-{settings.GIVING_PREFIX}-org-{next_number('organisation'):05d}"


def _refuse_twin(organisation: Organisation) -> None:
    twin = Organisation.objects.filter(identifier=organisation.identifier).exclude(pk=organisation.pk)
    if twin.exists():
        field = "charity_number" if organisation.charity_number else "company_number"
        raise Refused("A group with this number is here already. Ask its lead to add you.", field=field)


def _slug(name: str) -> str:
    stem = slugify(name)[:100].strip("-") or "group"
    slug, number = stem, 2
    while slug in RESERVED_SLUGS or Organisation.objects.filter(slug=slug).exists():
        slug, number = f"{stem}-{number}", number + 1
    return slug
