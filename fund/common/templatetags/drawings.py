"""Pictures of figures, drawn as SVG by the server."""

from collections.abc import Sequence
from typing import Any

from django import template

from fund.common.tiles import Tile, view_box

register = template.Library()


@register.inclusion_tag("components/_tile_map.html")
def tile_map(
    tiles: Sequence[Tile], title: str, words: str, low: str = "", high: str = "", key: str = "1"
) -> dict[str, Any]:
    """A map of tiles: `{% tile_map tiles "Awards by ward" words low="£150k" high="£700k" %}`.

    `words` says what the picture shows; the same figures must stand in a table on the page.
    """
    return {
        "tiles": tiles,
        "box": view_box(tiles),
        "title": title,
        "words": words,
        "low": low,
        "high": high,
        "key": key,
    }
