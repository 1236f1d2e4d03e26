"""From a postcode, as people type it, to the area it lies in."""

from collections.abc import Iterable

from fund.common.postcodes import postcode_key
from grants.places.models import Area, Postcode


def area_for_postcode(text: str) -> Area | None:
    """The ward of ours that the postcode lies in; None where it is not ours, not known or not a postcode.

    Postcodes no longer in use are found too: groups still write the one they have always had.
    """
    key = postcode_key(text)
    if not key:
        return None
    row = Postcode.objects.filter(key=key).select_related("area").first()
    return row.area if row else None


def areas_by_postcode(texts: Iterable[str]) -> dict[str, Area]:
    """The ward of each postcode that is ours, by its key. One query; none where nothing is a postcode."""
    keys = {key for key in map(postcode_key, texts) if key}
    rows = Postcode.objects.filter(key__in=keys).select_related("area") if keys else []
    return {row.key: row.area for row in rows if row.area}
