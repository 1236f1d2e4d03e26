"""The commonest controls, written as Django's templates write them but without asking the templates.

A form of sixty questions draws some eighty controls; each would ask for two templates. Whatever is not
named here is left to its template.
"""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe

Widget = Mapping[str, Any]


def _attributes(widget: Widget) -> str:
    return "".join(
        f" {_text(name)}" if value is True else f' {_text(name)}="{_text(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def _text(value: Any) -> str:
    """The value as text, escaped where it is not marked as safe."""
    if not isinstance(value, str):
        value = str(value)
    return value if isinstance(value, SafeString) else escape(value)


def _input(widget: Widget) -> str:
    value = "" if widget["value"] is None else f' value="{_text(widget["value"])}"'
    return (
        f'<input type="{_text(widget["type"])}" name="{_text(widget["name"])}"{value}{_attributes(widget)}>'
    )


def _option(widget: Widget) -> str | None:
    return None if widget.get("wrap_label") else _input(widget)


def _textarea(widget: Widget) -> str:
    words = _text(widget["value"]) if widget["value"] else ""
    return f'<textarea name="{_text(widget["name"])}"{_attributes(widget)}>\n{words}</textarea>'


def _select(widget: Widget) -> str | None:
    if any(name for name, _options, _index in widget["optgroups"]):
        return None
    options = "".join(
        f'\n  <option value="{_text(each["value"])}"{_attributes(each)}>{_text(each["label"])}</option>\n'
        for _name, options, _index in widget["optgroups"]
        for each in options
    )
    return f'<select name="{_text(widget["name"])}"{_attributes(widget)}>{options}\n</select>'


_FOLDER = "django/forms/widgets"
_INPUTS = ("input", "text", "number", "email", "url", "tel", "search", "hidden", "date", "datetime", "time",
           "checkbox")  # fmt: skip
_DRAWN: dict[str, Callable[[Widget], str | None]] = {
    **{f"{_FOLDER}/{kind}.html": _input for kind in _INPUTS},
    **{f"{_FOLDER}/{kind}_option.html": _option for kind in ("input", "radio", "checkbox")},
    f"{_FOLDER}/textarea.html": _textarea,
    f"{_FOLDER}/select.html": _select,
}


def draw(template_name: str, context: Mapping[str, Any]) -> SafeString | None:
    """The control that the template would draw; None where it is left to the template."""
    drawn = _DRAWN[template_name](context["widget"]) if template_name in _DRAWN else None
    return None if drawn is None else mark_safe(drawn)
