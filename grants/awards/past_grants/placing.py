"""Which areas a past grant counts for, by the codes of its places. Never nowhere; see docs/importing.md."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from django.conf import settings

from fund.common.money import split_by_shares
from fund.common.postcodes import postcode_key
from grants.awards.past_grants.facts import GrantFacts
from grants.ledger.actions import Shares
from grants.places.models import Area, Postcode

_WHOLE = Decimal("100.00")


class Gazetteer:
    """Our areas by code, and the wards of the postcodes that are asked for."""

    def __init__(self) -> None:
        ours = Area.objects.exclude(kind="elsewhere").order_by("-retired", "vintage")
        self.areas = {area.code.upper(): area for area in ours}
        self.by_pk = {area.pk: area for area in self.areas.values()}
        self.elsewhere = Area.objects.elsewhere()
        self.postcodes: dict[str, Area] = {}

    def learn(self, grants: Iterable[GrantFacts]) -> None:
        """Look up in one go every postcode that `grants` name."""
        keys = {grant.recipient.postcode for grant in grants}
        keys |= {postcode_key(code) for grant in grants for code in _codes(grant)}
        found = Postcode.objects.filter(key__in=keys - {""}, area__isnull=False).values_list("key", "area_id")
        self.postcodes = {key: self.by_pk[area] for key, area in found if area in self.by_pk}

    def find(self, code: str) -> Area | None:
        return self.areas.get(code) or self.postcodes.get(postcode_key(code))

    def shares_of(self, grant: GrantFacts) -> Shares:
        """(area, per cent) summing to 100: equal parts for each place that the grant names by a code."""
        codes = [code for code in _codes(grant) if code != settings.DISTRICT_CODE]
        parts = Counter(self.find(code) or self.elsewhere for code in codes)
        if not parts:
            return [(self._of_recipient(grant), _WHOLE)]
        return list(zip(parts, split_by_shares(_WHOLE, list(parts.values())), strict=True))

    def _of_recipient(self, grant: GrantFacts) -> Area:
        """Where the group is, for a grant to the whole district or to no place that has a code."""
        countries = {str(place["countryCode"]).upper() for place in grant.places if "countryCode" in place}
        if countries and not countries & {"GB", "UK"}:
            return self.elsewhere
        wards = (self.areas.get(code) for code in grant.recipient_wards)
        return self.postcodes.get(grant.recipient.postcode) or next(filter(None, wards), self.elsewhere)


def _codes(grant: GrantFacts) -> list[str]:
    """The codes of the grant's places, each once, in the order given."""
    codes = [str(place.get("geoCode", "")).strip().upper() for place in grant.places]
    return list(dict.fromkeys(code for code in codes if code))
