"""What staff may write about an area, and what doesn't fit together."""

from typing import Any

from wagtail.admin.forms import WagtailAdminModelForm

from grants.places.models import Area, AreaKind


class AreaForm(WagtailAdminModelForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = Area.objects.current().neighbourhoods()
        self.fields["code"].help_text = "The official code, such as E05015000. It can't be changed later."
        self.fields["deprivation"].help_text = "Mean score of the index of multiple deprivation"
        self.fields["tile_row"].help_text = "Rows count down from 0; every odd row stands half a tile right"
        if self.instance.pk:
            for name in ("kind", "code", "vintage"):
                self.fields[name].disabled = True

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean()
        kind, parent = data.get("kind"), data.get("parent")
        if parent and kind != AreaKind.WARD:
            self.add_error("parent", "Only a ward lies in a neighbourhood.")
        if kind == AreaKind.ELSEWHERE and not self.instance.pk:
            self.add_error("kind", "There is one “Elsewhere” already.")
        self._check_tile(data.get("tile_column"), data.get("tile_row"), kind)
        return data

    def _check_tile(self, column: int | None, row: int | None, kind: str | None) -> None:
        if (column is None) != (row is None):
            self.add_error("tile_row", "Give both a column and a row, or neither.")
        if column is None or row is None or self.cleaned_data.get("retired"):
            return
        there = Area.objects.current().filter(kind=kind, tile_column=column, tile_row=row)
        taken = there.exclude(pk=self.instance.pk).first()
        if taken:
            self.add_error("tile_column", f"{taken.name} is on this tile already.")
