"""Community groups, the people in them, what is known of them, and their bank accounts."""

from grants.organisations.models.bank import BankAccount
from grants.organisations.models.groups import Membership, Organisation
from grants.organisations.models.joining import Invitation, JoinRequest

__all__ = ["BankAccount", "Invitation", "JoinRequest", "Membership", "Organisation"]
