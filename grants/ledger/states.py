"""The two accounts that every entry belongs to, and the reasons for an entry."""

from django.db.models import TextChoices


class Account(TextChoices):
    PROMISED = "promised", "Promised"
    PAID = "paid", "Paid"


class EntryKind(TextChoices):
    OFFER = "offer", "Offer"
    VARIATION = "variation", "Variation"
    RELEASE = "release", "Promise released"
    PAYMENT = "payment", "Payment"
    RECOVERY = "recovery", "Money back"
    REVERSAL = "reversal", "Correction"
