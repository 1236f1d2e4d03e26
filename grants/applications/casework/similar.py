"""For officers: what an application has in common with others, so that nobody is paid twice for one thing."""

from collections.abc import Iterable
from dataclasses import dataclass

from fund.accounts.models import User
from grants.applications.casework.shingles import likeness, shingles
from grants.applications.models import Application, Submission, TextBand
from grants.organisations.bank import fingerprints_of
from grants.organisations.models import BankAccount, Membership, Organisation

ALIKE = 0.6
MOST = 20


@dataclass(frozen=True)
class Likeness:
    """`says`: what matched, in words. `organisation` is the other group, `application` its application."""

    says: str
    organisation: Organisation
    application: Application | None = None


def likenesses_of(application: Application, user: User) -> list[Likeness]:
    """What matched, as far as `user` may see the other side."""
    group = application.organisation
    return [
        *_same_account(group),
        *_same_address(group),
        *_same_people(group),
        *_same_text(application, user),
    ]


def _same_account(group: Organisation) -> list[Likeness]:
    prints = {each for account in group.bank_accounts.all() for each in fingerprints_of(account)}
    if not prints:
        return []
    others = BankAccount.objects.filter(fingerprint__in=prints).exclude(organisation=group)
    found = {row.organisation for row in others.select_related("organisation")[:MOST]}
    return [Likeness("The same bank account", other) for other in _sorted(found)]


def _same_address(group: Organisation) -> list[Likeness]:
    if not (group.postcode and group.address):
        return []
    rows = Organisation.objects.counting().filter(postcode=group.postcode).exclude(pk=group.pk)
    same = [row for row in rows[:200] if _plain(row.address) == _plain(group.address)]
    return [Likeness("The same address", other) for other in _sorted(same)]


def _same_people(group: Organisation) -> list[Likeness]:
    people = Membership.objects.filter(organisation=group).values("user")
    rows = Membership.objects.filter(user__in=people, organisation__is_test=False).exclude(organisation=group)
    return [
        Likeness(f"{row.user} belongs to both groups", row.organisation)
        for row in rows.select_related("user", "organisation").order_by("organisation__name", "pk")[:MOST]
    ]


def _same_text(application: Application, user: User) -> list[Likeness]:
    """The most alike first."""
    own = application.submissions.select_related("form_version").first()
    if own is None:
        return []
    bands = TextBand.objects.filter(submission=own).exclude(key="")
    keys = dict(bands.values_list("band", "key"))
    runs, found = shingles(long_text_of(own)), dict[int, tuple[float, Likeness]]()
    for other in _candidates(own, keys, user):
        part = likeness(runs, shingles(long_text_of(other)))
        if part >= ALIKE and other.application_id not in found:
            says = f"{part:.0%} of the long answers are word for word the same"
            match = Likeness(says, other.application.organisation, other.application)
            found[other.application_id] = (part, match)
    return [match for _part, match in sorted(found.values(), key=lambda each: -each[0])]


def _candidates(own: Submission, keys: dict[int, str], user: User) -> Iterable[Submission]:
    shared = [
        pk
        for band, key, pk in TextBand.objects.filter(band__in=keys, key__in=keys.values()).values_list(
            "band", "key", "submission"
        )[:500]
        if keys[band] == key
    ]
    visible = Application.objects.for_staff(user).counting().exclude(pk=own.application_id)
    rows = Submission.objects.filter(pk__in=shared, application__in=visible)
    return rows.select_related("form_version", "application__organisation").order_by("-submitted_at")[:MOST]


def long_text_of(submission: Submission) -> str:
    """The words of all long answers together."""
    asked = [q.id for q in submission.form_version.definition if q.type.is_long_text]
    return "\n".join(str(submission.answers.get(name) or "") for name in asked)


def _plain(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


def _sorted(groups: Iterable[Organisation]) -> list[Organisation]:
    return sorted(groups, key=lambda group: (group.name, group.pk))
