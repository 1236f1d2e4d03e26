"""Choosing a picture in the admin: what can't be kept is refused there and then, in words."""

from typing import Any

from django import forms
from PIL import Image
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from cms.models.media import kind_of
from fund.common.errors import Refused
from fund.files.photos import MOST_DOTS, tidied


class KeepablePicture(WagtailImageField):
    """Opens the picture as saving it will: a broken or an immense one must fail here, not there."""

    def to_python(self, data: Any) -> Any:
        try:
            file = super().to_python(data)
            if file is not None and (kind := kind_of(file.name)):
                tidied(file.name, kind, file)
        except Image.DecompressionBombError:
            raise forms.ValidationError(
                f"This picture has more dots than we can open ({MOST_DOTS // 1_000_000} million). "
                "Save it in a smaller size, and choose the new file."
            ) from None
        except (OSError, ValueError, SyntaxError, EOFError):
            raise forms.ValidationError(
                "This file can't be opened as a picture: it may be cut short. "
                "Save it again, and choose the new file."
            ) from None
        except Refused as refused:
            raise forms.ValidationError(refused.sentence) from None
        return file


class PictureForm(BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if given := self.fields.get("file"):
            self.fields["file"] = KeepablePicture(
                label=given.label, widget=given.widget, required=given.required
            )
