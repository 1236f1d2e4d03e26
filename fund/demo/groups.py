"""What groups keep and ask of each other: documents, facts that grew old, and people who want to come in."""

from django.core.files.base import ContentFile

from fund.demo.clock import standing_at
from fund.demo.people import make_lead
from fund.demo.world import Demo
from grants.organisations.actions import add_document, ask_to_join, confirm_facts, invite_member
from grants.organisations.models import Organisation
from grants.organisations.states import DocumentKind, FactName

# The kind, the file, when it was added, and the last day it holds, in days from today.
DOCUMENTS: tuple[tuple[DocumentKind, str, int, int | None], ...] = (
    (DocumentKind.GOVERNING, "constitution.txt", -380, None),
    (DocumentKind.INSURANCE, "insurance certificate.txt", -372, -7),
    (DocumentKind.ACCOUNTS, "accounts to 31 March.txt", -120, None),
    (DocumentKind.SAFEGUARDING, "safeguarding policy.txt", -30, 21),
)


def keep_groups(demo: Demo) -> None:
    """The lead's own group has documents and somebody at the door; so has a group that nobody leads."""
    lead = demo.people["lead"]
    group = lead.memberships.select_related("organisation__ward").get().organisation
    with standing_at(demo.at(-380)):
        confirm_facts(group, FactName.values, by=lead)
    for kind, name, added, ends in DOCUMENTS:
        with standing_at(demo.at(added)):
            upload = ContentFile(
                f"{kind.label} of {group}. Made up for the demonstration.".encode(), name=name
            )
            add_document(
                group, kind=kind, upload=upload, expires_on=demo.day(ends) if ends else None, by=lead
            )
    with standing_at(demo.at(-30)):
        confirm_facts(group, [FactName.NAME, FactName.ADDRESS], by=lead)
    with standing_at(demo.at(-3)):
        invite_member(group, email="treasurer@groups.example", role="editor", by=lead)
        left = Organisation.objects.without_lead().order_by("pk").first()
        if left:
            ask_to_join(left, words="I have been its treasurer since 2016.", by=make_lead(demo))
    with standing_at(demo.at(-1, 19)):
        ask_to_join(group, words="I open the hall on Tuesdays. Priya knows me.", by=make_lead(demo))
