"""One file a component in the tree, one stylesheet on the wire.

While developing, each file is linked by itself. `collectstatic` joins them into one, which the
manifest storage then hashes and compresses.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

BUNDLE = "css/site.css"
_BEFORE = ("tokens", "fonts", "base", "layout")
_AFTER = ("utilities", "print")
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


@cache
def stylesheets() -> list[str]:
    """Every stylesheet by its static name, in order: the tokens declare the layers, so they come first."""
    folder = Path(settings.BASE_DIR) / "static" / "css"
    components = sorted(f"css/components/{path.name}" for path in (folder / "components").glob("*.css"))
    return [*(f"css/{name}.css" for name in _BEFORE), *components, *(f"css/{name}.css" for name in _AFTER)]


def stylesheets_to_link() -> list[str]:
    """The names to link from a page: the bundle where there is one, else each file."""
    collected = getattr(staticfiles_storage, "hashed_files", {})
    return [BUNDLE] if BUNDLE in collected and not settings.DEBUG else stylesheets()


class BundlingStorage(CompressedManifestStaticFilesStorage):
    """The manifest storage, with the stylesheets joined into one first.

    A file that was not collected keeps its plain name, so nothing breaks before the first `collectstatic`.
    """

    def stored_name(self, name: str) -> str:
        try:
            return str(super().stored_name(name))
        except ValueError:
            return name

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str, bool]]:
        if not dry_run:
            self.delete(BUNDLE)
            self.save(BUNDLE, ContentFile(self._joined(paths).encode()))
            paths[BUNDLE] = (self, BUNDLE)
        yield from super().post_process(paths, dry_run, **options)

    @staticmethod
    def _joined(paths: dict[str, Any]) -> str:
        parts = []
        for name in stylesheets():
            storage, path = paths[name]
            with storage.open(path) as file:
                parts.append(_COMMENT.sub("", file.read().decode()))
        # fonts/ stands beside css/, so the paths in fonts.css also hold from css/site.css.
        return "".join(parts)
