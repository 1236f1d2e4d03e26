"""The builder's list of types: each drawn with an icon that the admin has."""

from wagtail.admin.icons import get_icons

from grants.forms.types import all_types


def test_every_type_of_question_has_an_icon_that_the_admin_has() -> None:
    drawn = get_icons()
    icons = {name: kind.block().meta.icon for name, kind in all_types().items()}
    assert len(icons) > 15
    assert {name for name, icon in icons.items() if f'id="icon-{icon}"' not in drawn} == set()
