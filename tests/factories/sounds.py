"""Made-up recordings."""

import io
import wave
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from grants.funding.models import Round
from tests.factories.funding import make_round


def make_tone(name: str = "answer.wav") -> SimpleUploadedFile:
    """A tenth of a second of sound, as a browser would upload it."""
    held = io.BytesIO()
    with wave.open(held, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(bytes(128 + 60 * (number % 16 > 7) for number in range(800)))
    return SimpleUploadedFile(name, held.getvalue(), content_type="audio/wav")


def make_round_to_say(**fields: Any) -> Round:
    """A round in which “What will you do?” may be said in a recording."""
    round_ = make_round(**fields)
    idea = round_.form.questions[0].value["questions"]
    next(each for each in idea if each.block_type == "long_text").value["recording"] = True
    round_.form.save()
    return round_
