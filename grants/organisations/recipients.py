"""Finding the groups that a file of past grants names, and making those that are not here yet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify

from fund.accounts.models import User
from fund.audit.actions import record_many
from grants.organisations import verbs  # noqa: F401
from grants.organisations.matching import name_key
from grants.organisations.models import Organisation
from grants.organisations.models.groups import RESERVED_SLUGS
from grants.organisations.states import LegalForm
from grants.places.models import Postcode

_BATCH = 1000


@dataclass(frozen=True)
class Recipient:
    """A group as a file names it. `postcode` is a key; `identifier` may be empty."""

    identifier: str
    name: str
    charity_number: str = ""
    company_number: str = ""
    address: str = ""
    town: str = ""
    postcode: str = ""
    website: str = ""

    def is_same_as(self, organisation: Organisation) -> bool:
        """Whether identifier, charity number or company number agree; without any, the name."""
        if self.identifier and self.identifier == organisation.identifier:
            return True
        if self.charity_number and self.charity_number == organisation.charity_number:
            return True
        if self.company_number and self.company_number == organisation.company_number:
            return True
        return not self.identifier and self.name.casefold() == organisation.name.casefold()


@transaction.atomic
def enter_recipients(recipients: Iterable[Recipient], *, by: User | None) -> dict[Recipient, Organisation]:
    """The organisation of each recipient: found by identifier, then charity or company number, else made.

    What is known of an organisation already is never changed.
    """
    wanted = list(dict.fromkeys(recipients))
    found = _Known(wanted)
    made: list[Organisation] = []
    slugs = _taken_slugs(wanted)
    wards = dict(
        Postcode.objects.filter(key__in={r.postcode for r in wanted if r.postcode}).values_list(
            "key", "area_id"
        )
    )
    for recipient in wanted:
        if found.of(recipient) is None:
            organisation = _new(recipient, slugs, wards.get(recipient.postcode))
            made.append(organisation)
            found.add(organisation)
    Organisation.objects.bulk_create(made, batch_size=_BATCH)
    names = [{"name": organisation.name} for organisation in made]
    record_many("organisation_entered", made, by=by, case_references=[""] * len(made), data=names)
    return {recipient: found.known(recipient) for recipient in wanted}


class _Known:
    """Organisations by everything that a recipient may be known by."""

    def __init__(self, wanted: list[Recipient]) -> None:
        self.by_identifier: dict[str, Organisation] = {}
        self.by_charity: dict[str, Organisation] = {}
        self.by_company: dict[str, Organisation] = {}
        for start in range(0, len(wanted), 200):
            batch = wanted[start : start + 200]
            fitting = (
                Q(
                    identifier__in={
                        name for one in batch for name in (one.identifier, own_identifier(one.name))
                    }
                )
                | Q(charity_number__in={one.charity_number for one in batch if one.charity_number})
                | Q(company_number__in={one.company_number for one in batch if one.company_number})
            )
            for organisation in Organisation.objects.filter(fitting).order_by("-pk"):
                self.add(organisation)

    def add(self, organisation: Organisation) -> None:
        self.by_identifier[organisation.identifier] = organisation
        if organisation.charity_number:
            self.by_charity[organisation.charity_number] = organisation
        if organisation.company_number:
            self.by_company[organisation.company_number] = organisation

    def of(self, recipient: Recipient) -> Organisation | None:
        return (
            self.by_identifier.get(recipient.identifier or own_identifier(recipient.name))
            or self.by_charity.get(recipient.charity_number)
            or self.by_company.get(recipient.company_number)
        )

    def known(self, recipient: Recipient) -> Organisation:
        organisation = self.of(recipient)
        if organisation is None:
            raise KeyError(recipient.name)
        return organisation


def own_identifier(name: str) -> str:
    """The identifier that we give to a group which is in no register and came with none."""
    return f"360G-{settings.GIVING_PREFIX}-org-{slugify(name)[:100] or 'unnamed'}"


def _taken_slugs(wanted: list[Recipient]) -> set[str]:
    bases = [_slug(one.name) for one in wanted]
    taken: set[str] = set(RESERVED_SLUGS)
    for start in range(0, len(bases), 500):
        rows = Organisation.objects.filter(slug__in=bases[start : start + 500])
        taken.update(rows.values_list("slug", flat=True))
    return taken


def _slug(name: str) -> str:
    return slugify(name)[:100].strip("-") or "group"


def _free_slug(name: str, taken: set[str]) -> str:
    base = _slug(name)
    if base not in taken:
        return base
    alike = set(Organisation.objects.filter(slug__startswith=f"{base}-").values_list("slug", flat=True))
    return next(slug for slug in _numbered(base) if slug not in taken and slug not in alike)


def _numbered(base: str) -> Iterator[str]:
    number = 2
    while True:
        yield f"{base}-{number}"
        number += 1


def _new(recipient: Recipient, slugs: set[str], ward: int | None) -> Organisation:
    slug = _free_slug(recipient.name, slugs)
    slugs.add(slug)
    form = LegalForm.GROUP
    if recipient.charity_number or recipient.company_number:
        form = LegalForm.CHARITY if recipient.charity_number else LegalForm.COMPANY
    return Organisation(
        name=recipient.name,
        name_key=name_key(recipient.name),
        slug=slug,
        identifier=recipient.identifier or own_identifier(recipient.name),
        legal_form=form,
        charity_number=recipient.charity_number,
        company_number=recipient.company_number,
        address=recipient.address,
        town=recipient.town,
        postcode=recipient.postcode,
        ward_id=ward,
        website=recipient.website,
    )
