from io import BytesIO

import pytest
from PIL import Image

from fund.demo.pictures import ALT_TEXTS, KINDS, draw_picture


@pytest.mark.parametrize("kind", KINDS)
def test_picture_is_a_png_of_the_size_asked_for(kind: str) -> None:
    image = Image.open(BytesIO(draw_picture(kind, (320, 180))))
    assert (image.format, image.size) == ("PNG", (320, 180))
    assert len(image.getcolors(maxcolors=100_000) or []) > 5


def test_picture_is_the_same_every_time() -> None:
    assert draw_picture("canal", (320, 180)) == draw_picture("canal", (320, 180))


def test_every_picture_has_words() -> None:
    assert set(ALT_TEXTS) == set(KINDS)
