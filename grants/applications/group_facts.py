"""What was known of a group when it sent an application, kept as it stood then."""

from typing import Any

from fund.accounts.models import User
from grants.applications.models import Submission
from grants.forms.drafts import sha256_of
from grants.organisations import profile
from grants.organisations.models import Organisation


def freeze_group(organisation: Organisation, *, sender: User) -> dict[str, Any]:
    """Facts, documents by their hash, and whom to write to: plain JSON, in four queries at most."""
    documents = organisation.documents.current()
    people = organisation.memberships.leads().select_related("user")
    return {
        "name": organisation.name,
        "identifier": organisation.identifier,
        "ward": organisation.ward.code if organisation.ward else "",
        "facts": [
            {
                "key": fact.key,
                "title": fact.title,
                "value": fact.value,
                "confirmed_at": fact.confirmed_at.isoformat() if fact.confirmed_at else "",
            }
            for fact in profile.facts(organisation)
        ],
        "documents": [
            {
                "title": str(row),
                "token": str(row.file.token),
                "name": row.file.name,
                "size": row.file.size,
                "sha256": row.file.sha256,
                "expires_on": row.expires_on.isoformat() if row.expires_on else "",
            }
            for row in documents
        ],
        "contacts": _contacts(sender, [row.user for row in people]),
    }


def _contacts(sender: User, leads: list[User]) -> list[dict[str, str]]:
    """Who sent it, then the other leads."""
    found = [{"name": str(sender), "email": sender.email, "part": "Sent it"}]
    others = [lead for lead in leads if lead.pk != sender.pk]
    return [*found, *({"name": str(lead), "email": lead.email, "part": "Leads the group"} for lead in others)]


def payload_of(submission: Submission) -> dict[str, Any]:
    """Everything that the hash of a submission is of."""
    payload = {
        "application": submission.application.reference,
        "number": submission.number,
        "form_version": submission.form_version_id,
        "answers": submission.answers,
        "documents": submission.documents,
        "submitted_by": submission.submitted_by_id,
        "submitted_at": submission.submitted_at.isoformat(),
    }
    # What was sent before group facts were kept was hashed without them, and its hash still holds.
    if submission.group is not None:
        payload["group"] = submission.group
    return {**payload, "intake": submission.intake} if submission.intake else payload


def is_as_sent(submission: Submission) -> bool:
    """Whether the record still has the hash it was given when it was sent."""
    return submission.sha256 == sha256_of(payload_of(submission))
