"""One box that finds applications, groups, grants and payments, each as its own list lets them be seen."""

from dataclasses import dataclass

from django.db.models import Model, Q, QuerySet

from fund.accounts.models import User
from grants.applications.models import Application
from grants.awards.models import Award
from grants.desk.cases import MOST_WORDS, matching
from grants.organisations.models import Organisation
from grants.payments.models import Payment

SHOWN = 10


@dataclass(frozen=True)
class Found:
    """What one search found, at most `SHOWN` of each; `more` names the kinds that have more."""

    applications: list[Application]
    groups: list[Organisation]
    awards: list[Award]
    payments: list[Payment]
    more: frozenset[str]

    @property
    def anything(self) -> bool:
        return bool(self.applications or self.groups or self.awards or self.payments)


def search(user: User, text: str) -> Found:
    """Four queries, whatever is found."""
    sent = Application.objects.for_staff(user).counting().filter(submitted_at__isnull=False)
    lists: dict[str, QuerySet[Model]] = {
        "applications": matching(sent, text).select_related("organisation", "round").order_by("-pk"),
        "groups": _all_words(
            Organisation.objects.visible_to(user).counting(), text, ("name", "charity_number")
        ),
        "awards": _all_words(
            Award.objects.for_staff(user).with_facts(),
            text,
            ("reference", "title", "commitment__organisation__name"),
        ),
        "payments": _all_words(
            Payment.objects.for_staff(user).select_related("award__commitment__organisation"),
            text,
            ("reference", "award__reference", "award__commitment__organisation__name"),
        ),
    }
    rows = {name: list(found[: SHOWN + 1]) for name, found in lists.items()}
    more = frozenset(name for name, found in rows.items() if len(found) > SHOWN)
    return Found(**{name: found[:SHOWN] for name, found in rows.items()}, more=more)  # type: ignore[arg-type]


def _all_words(rows: QuerySet[Model], text: str, fields: tuple[str, ...]) -> QuerySet[Model]:
    """Rows in which every word of `text` stands in one of `fields`."""
    for word in text.split()[:MOST_WORDS]:
        anywhere = Q()
        for name in fields:
            anywhere |= Q(**{f"{name}__icontains": word})
        rows = rows.filter(anywhere)
    return rows
