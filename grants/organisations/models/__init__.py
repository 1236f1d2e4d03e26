"""Community groups, the people in them, what is known of them, and their bank accounts."""

from grants.organisations.models.bank import BankAccount
from grants.organisations.models.charities import Charity
from grants.organisations.models.groups import Membership, Organisation
from grants.organisations.models.joining import Invitation, JoinRequest
from grants.organisations.models.profile import Confirmation, Document

__all__ = [
    "BankAccount",
    "Charity",
    "Confirmation",
    "Document",
    "Invitation",
    "JoinRequest",
    "Membership",
    "Organisation",
]
