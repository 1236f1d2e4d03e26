"""The builder's list of kinds: each drawn with an icon that the admin has."""

from inspect import isclass

from wagtail.admin.icons import get_icons

from grants.forms import question_blocks


def test_every_kind_of_question_has_an_icon_that_the_admin_has() -> None:
    drawn = get_icons()
    kinds = [
        kind for kind in vars(question_blocks).values() if isclass(kind) and hasattr(kind, "_meta_class")
    ]
    icons = {kind.__name__: kind().meta.icon for kind in kinds if kind.__module__ == question_blocks.__name__}
    assert len(icons) > 15
    assert {name for name, icon in icons.items() if f'id="icon-{icon}"' not in drawn} == set()
