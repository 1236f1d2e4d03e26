from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.template import Context, Template

from fund.common.stylesheets import BUNDLE, BundlingStorage, stylesheets


def test_every_stylesheet_is_linked_with_the_tokens_first(settings: Any) -> None:
    tree = {f"css/{path.relative_to(settings.BASE_DIR / 'static/css')}" for path in
            (settings.BASE_DIR / "static/css").rglob("*.css")}  # fmt: skip
    assert stylesheets()[0] == "css/tokens.css"
    assert sorted(stylesheets()) == sorted(tree - {"css/admin.css"})  # The admin links its own.


def test_pages_link_each_file_before_anything_is_collected(settings: Any) -> None:
    html = Template("{% load fund_tags %}{% link_stylesheets %}").render(Context())
    assert html.count("<link") in (1, len(stylesheets()))


@pytest.mark.parametrize("again", [False, True])
def test_collecting_joins_the_stylesheets_into_one(settings: Any, tmp_path: Path, again: bool) -> None:
    settings.STATIC_ROOT = str(tmp_path)
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    for _ in range(2 if again else 1):
        call_command("collectstatic", interactive=False, verbosity=0)
    collected = BundlingStorage(location=tmp_path)
    joined = (tmp_path / collected.stored_name(BUNDLE)).read_text()
    assert joined.startswith("@layer tokens, base, layout, components, utilities, print;")
    assert ".error-summary" in joined
    assert "/*" not in joined
    font = joined.split('src: url("')[1].split('"')[0]
    assert (tmp_path / "css" / font).exists()
    assert font != "../fonts/atkinson-hyperlegible-next.woff2"
