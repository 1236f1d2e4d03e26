"""What is taken from each past grant of a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from grants.organisations.recipients import Recipient

Place = Mapping[str, Any]


@dataclass(frozen=True)
class GrantFacts:
    """One past grant, every value checked. Pounds. `places` are the beneficiary locations as given.

    A grant `to_person` has no recipient of its own: neither name nor number of a person is kept.
    """

    number: int
    where: str
    identifier: str
    title: str
    description: str
    amount: Decimal
    asked: Decimal | None
    disbursed: Decimal
    awarded_on: date
    starts_on: date | None
    ends_on: date | None
    months: int | None
    from_open_call: bool | None
    to_person: bool
    recipient: Recipient
    recipient_wards: tuple[str, ...]
    places: tuple[Place, ...]
    funder: tuple[str, str]
    programme: tuple[str, str]

    @property
    def content(self) -> str:
        """Everything but where it stands: two rows that say the same have the same content."""
        return repr((*list(vars(self).values())[2:],))


class Wrong(Exception):
    """Why one grant can't be used: a sentence for each field."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences
