"""Pictures of the demonstration, drawn by us, always the same."""

from io import BytesIO

from PIL import Image, ImageDraw

from fund.demo.scenes import HEIGHT, SCENES, WIDTH, Shape

KINDS = tuple(SCENES)
ALT_TEXTS = {
    "canal": "Two anglers stand beside a canal where a narrowboat comes under a brick bridge",
    "allotment": "Three people beside a greenhouse, looking over beds of vegetables",
    "hall": "A crowd outside a lit brick hall hung with bunting",
    "pitch": "Four players on a striped pitch, with a ball between them and a goal behind",
    "shed": "Three people in front of an open shed with a bicycle wheel on the workbench",
    "table": "Six neighbours behind a long table laid for dinner",
}
# Drawn this much larger and then shrunk, which smooths the edges.
_FINER = 2


def draw_picture(kind: str, size: tuple[int, int] = (WIDTH, HEIGHT)) -> bytes:
    """The scene `kind` as a PNG of `size` pixels; the scene is stretched to fill it."""
    across, down = size[0] * _FINER / WIDTH, size[1] * _FINER / HEIGHT
    image = Image.new("RGB", (size[0] * _FINER, size[1] * _FINER))
    pen = ImageDraw.Draw(image)
    for shape in SCENES[kind]():
        _draw(pen, shape, across, down)
    out = BytesIO()
    image.resize(size, Image.Resampling.LANCZOS).save(out, "PNG", optimize=True)
    return out.getvalue()


def _draw(pen: ImageDraw.ImageDraw, shape: Shape, across: float, down: float) -> None:
    if shape.radius:
        (x, y), (wide, high) = shape.points[0], shape.radius
        corners = ((x - wide) * across, (y - high) * down, (x + wide) * across, (y + high) * down)
        pen.ellipse(corners, fill=shape.colour)
    else:
        pen.polygon([(x * across, y * down) for x, y in shape.points], fill=shape.colour)
