"""Other ways in: an answer said and not written, and an application that an officer took by phone."""

import io
import math
import wave
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from fund.accounts.models import User
from fund.demo.answers import answers_for
from fund.demo.applications import group_with_lead, write
from fund.demo.clock import standing_at
from fund.demo.world import Demo
from grants.applications.actions import (
    request_confirmation,
    save_answers,
    save_section,
    start_intake,
    submit_application,
    write_transcript,
)
from grants.applications.models import Application
from grants.organisations.models import Organisation

RATE = 8000
NOTES = (392, 440, 494, 587)
SAID = (
    "Right, well, I'm not one for writing, so I'll say it. We want to open the hall on a Tuesday. Just tea, "
    "and the sewing machines out, and whoever comes comes. [not clear] My neighbour has the key already. "
    "Last winter there were eleven of us, and not one had talked to another before that week."
)


def add_other_ways(demo: Demo) -> None:
    """Two more in the round for small sums. They come last, so that everything else stays as it was."""
    _say_one(demo)
    _say_another(demo)
    _take_one(demo)


def _say_one(demo: Demo) -> None:
    """Sent with a recording, and typed out by an officer the next morning."""
    group = demo.groups.pop()
    application = _said_by(demo, group_with_lead(demo, group), group)
    with standing_at(demo.at(-1, 10, 15)):
        write_transcript(application.recordings.get(), words=SAID, by=demo.people["officer"])


def _say_another(demo: Demo) -> None:
    """The same, and still to be typed out."""
    group = demo.groups.pop()
    _said_by(demo, group_with_lead(demo, group), group)


def _said_by(demo: Demo, lead: User, group: Organisation) -> Application:
    application = write(demo, demo.rounds["small-investments"], group, lead, days=-5)
    section, question = next(
        (section.id, question.id)
        for section in application.form_version.definition.sections
        for question in section.questions
        if question.type.takes_recording(question)
    )
    files = MultiValueDict({f"{question}_recording": [make_sound("what we will do.wav")]})
    with standing_at(demo.at(-2, 19, 30)):
        save_answers(application, {question: ""}, by=lead)
        save_section(application, section, {}, files, by=lead)
    with standing_at(demo.at(-2, 19, 45)):
        submit_application(application, by=lead)
    return application


def _take_one(demo: Demo) -> None:
    """Taken by phone from a group that nobody leads here; the letter is out, and nobody has confirmed it."""
    officer, round_ = demo.people["officer"], demo.rounds["small-investments"]
    with standing_at(demo.at(-2, 11)):
        application = start_intake(
            round_, demo.groups.pop(), channel="phone", received_at=demo.at(-2, 10, 40), name="Maureen Ashcroft",
            email="maureen@groups.example", phone="01942 496100", by=officer,
        )  # fmt: skip
        answers = answers_for(demo, application, title="Bread oven on the green", amount=Decimal(850))
        save_answers(application, answers, by=officer)
    with standing_at(demo.at(-2, 11, 50)):
        request_confirmation(application.intake, by=officer)


def make_sound(name: str) -> SimpleUploadedFile:
    """Two seconds of a made-up tune: four notes that swell and fade."""
    length = RATE // 2
    wanted = ((note, at, math.sin(math.pi * at / length)) for note in NOTES for at in range(length))
    held = io.BytesIO()
    with wave.open(held, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(RATE)
        waves = (round(80 * loud * math.sin(2 * math.pi * note * at / RATE)) for note, at, loud in wanted)
        sound.writeframes(bytes(128 + height for height in waves))
    return SimpleUploadedFile(name, held.getvalue(), content_type="audio/wav")
