"""Every entry of the ledger has the event that says it, and every such event its entry."""

from collections.abc import Iterator

from fund.audit.models import Event
from fund.common.money import format_money
from grants.ledger.checking import check
from grants.ledger.models import LedgerEntry
from grants.ledger.states import EntryKind

VERBS = {
    EntryKind.OFFER: "money_promised",
    EntryKind.VARIATION: "money_promised",
    EntryKind.RELEASE: "money_released",
    EntryKind.PAYMENT: "money_paid",
    EntryKind.RECOVERY: "money_back",
    EntryKind.REVERSAL: "entry_reversed",
}


@check("Every entry has the event that tells of it, and every such event its entry")
def entries_have_events() -> Iterator[str]:
    told: dict[int, tuple[str, str]] = {}
    for verb, case_reference, data in Event.objects.filter(verb__in=set(VERBS.values())).values_list(
        "verb", "case_reference", "data"
    ):
        if data.get("entry") in told:
            yield f"{case_reference}: two events tell of entry {data['entry']}"
        told[data.get("entry")] = (verb, data.get("amount", ""))
    # Past grants came in together: one event tells of all entries of each.
    past = set(Event.objects.filter(verb="past_grant_entered").values_list("case_reference", flat=True))
    rows = LedgerEntry.objects.order_by("pk").values_list("pk", "commitment__reference", "kind", "amount")
    for pk, reference, kind, amount in rows:
        found = told.pop(pk, None)
        if found is None and reference in past:
            continue
        wanted = (VERBS[EntryKind(kind)], format_money(abs(amount)))
        if found is None:
            yield f"{reference}: no event tells of entry {pk}, {wanted[1]}"
        elif found != wanted:
            yield f"{reference}: entry {pk} is {wanted[1]}, and its event says {found[1]}: {found[0]}"
    for pk, (verb, said) in told.items():
        yield f"An event says {verb} {said} of entry {pk}, which is not there"
