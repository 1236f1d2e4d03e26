"""An application's answers, read at once: as typed, section by section, and as people read them back."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.utils import timezone

from fund.files.models import FileState
from grants.applications.models import Application, Return
from grants.applications.postcodes import asks_postcode, postcode_in, with_ward
from grants.applications.states import ApplicationState
from grants.forms.form_builder import Problem, SectionForm, build_section_form
from grants.forms.limits import Limits
from grants.forms.models import Answer, AnswerFile
from grants.forms.showing import followers, settle, shown_ids
from grants.forms.typed import is_blank
from grants.funding.facts import limits_for
from grants.places.lookup import areas_by_postcode

Section = dict[str, Any]
Question = dict[str, Any]
Judged = list[tuple[Section, SectionForm]]
PUT_BACK_WITHIN = timedelta(hours=1)


@dataclass
class Work:
    """What a group has typed so far. `asked`: the officer's question that is open, if there is one.

    `gone`: by question, the file that was taken away last, while it can be put back.
    """

    application: Application
    rows: dict[str, Answer]
    files: dict[str, list[AnswerFile]]
    asked: Return | None = None
    gone: dict[str, AnswerFile] = field(default_factory=dict)
    typed: dict[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        self.typed = {question: row.value for question, row in self.rows.items()}

    @cached_property
    def limits(self) -> Limits:
        return limits_for(self.application.round)

    @cached_property
    def places(self) -> dict[str, str]:
        """The name of each area by its code, and of the ward of each typed postcode by the postcode's key."""
        return dict(self.limits.areas) | self.wards

    @cached_property
    def wards(self) -> dict[str, str]:
        """The ward of each postcode typed in answer to a question that asks for one."""
        asking = [q for section in self.sections for q in section["questions"] if asks_postcode(q)]
        typed = filter(None, (postcode_in(self.typed.get(question["id"])) for question in asking))
        return {key: area.name for key, area in areas_by_postcode(typed).items()}

    @property
    def sections(self) -> list[Section]:
        return self.application.form_version.sections

    def settled(self) -> list[Section]:
        """The sections with each question settled by what is typed now: asked or hidden, needed or not."""
        return settle(self.sections, self.typed, {name for name, files in self.files.items() if files})

    def open_sections(self) -> list[Section]:
        """The sections that ask something, each with its open questions; some may be `hidden`."""
        opened = [
            {**section, "questions": [q for q in section["questions"] if self.is_open(q["id"])]}
            for section in self.settled()
        ]
        return [section for section in opened if not all(q["hidden"] for q in section["questions"])]

    def is_open(self, question: str) -> bool:
        return self._opened is None or question in self._opened

    @cached_property
    def _opened(self) -> set[str] | None:
        """What the officer asked again, with the questions that those bring up; None where all is open."""
        named = self.asked.questions if self.asked else []
        return {*named, *followers(self.sections, named)} if named else None

    def shown_with(self, typed: Mapping[str, Any]) -> set[str]:
        """The questions that would be asked if `typed` were kept too."""
        files = {name for name, given in self.files.items() if given}
        return shown_ids(self.sections, {**self.typed, **typed}, files)

    def open_section(self, section_id: str) -> Section | None:
        return next((section for section in self.open_sections() if section["id"] == section_id), None)

    def form_of(self, section: Section, *, judged: bool = True, more_rows: str = "") -> SectionForm:
        """The form of one section, over what is typed. Wards are read only where they are asked for."""
        asks_areas = any(question["type"] == "areas" for question in section["questions"])
        limits = self.limits if asks_areas else limits_for(self.application.round, with_areas=False)
        refused = {
            name: [row.file.name for row in rows if row.file.state == FileState.REFUSED]
            for name, rows in self.files.items()
        }
        counts = {name: len(rows) - len(refused[name]) for name, rows in self.files.items()}
        return build_section_form(
            section,
            limits=limits,
            typed=self.typed,
            given_files=counts,
            refused_files=refused,
            judged=judged,
            more_rows=more_rows,
        )

    def is_started(self, section: Section) -> bool:
        ids = [question["id"] for question in section["questions"] if not question["hidden"]]
        return any(not is_blank(self.typed.get(name)) or self.files.get(name) for name in ids)

    def judged(self) -> Judged:
        """Each section with its form, which judges what is typed now."""
        return [(section, self.form_of(section)) for section in self.settled()]

    def problems(self, judged: Judged | None = None) -> Iterator[tuple[Section, Problem]]:
        """Everything that keeps the application from being sent."""
        for section, form in self.judged() if judged is None else judged:
            for problem in form.problems():
                yield section, problem

    def values(self, judged: Judged) -> dict[str, Any]:
        """All judged answers by question, each place with its name as it stood. Only without problems."""
        found: dict[str, Any] = {}
        for _section, form in judged:
            found |= form.values()
        for row in found.get("areas", []):
            row["name"] = self.places[row["area"]]
        for section in self.sections:
            for question in filter(asks_postcode, section["questions"]):
                if question["id"] in found:
                    found[question["id"]] = with_ward(found[question["id"]], self.wards)
        return found

    def documents(self) -> list[dict[str, Any]]:
        """The files given to questions that are asked, each tied to its content by hash."""
        shown = self.shown_with({})
        return [
            {
                "question": question,
                "token": str(attachment.file.token),
                "name": attachment.file.name,
                "size": attachment.file.size,
                "sha256": attachment.file.sha256,
                **({"plays": attachment.file.plays} if attachment.file.plays else {}),
            }
            for question, attachments in sorted(self.files.items())
            if question in shown
            for attachment in attachments
            if attachment.file.state != FileState.REFUSED
        ]

    def token(self, question: str) -> str:
        """What a form carries to say which words its reader saw: the version, and a print of the value."""
        row = self.rows.get(question)
        return f"{row.version}.{fingerprint(row.value)}" if row else f"0.{fingerprint(None)}"


def read_work(application: Application) -> Work:
    """The answers, files and open question of `application`, in three queries."""
    rows = {row.question: row for row in application.response.answers.select_related("saved_by")}
    files, gone = dict[str, list[AnswerFile]](), dict[str, AnswerFile]()
    since = timezone.now() - PUT_BACK_WITHIN
    for attachment in (
        application.response.files.select_related("file")
        .filter(Q(removed_at=None) | Q(removed_at__gt=since))
        .order_by("removed_at", "pk")
    ):
        if attachment.removed_at is None:
            files.setdefault(attachment.question, []).append(attachment)
        else:
            gone[attachment.question] = attachment
    asked = None
    if application.state == ApplicationState.RETURNED:
        asked = application.returns.filter(answered_at=None).select_related("asked_by").first()
    return Work(application, rows, files, asked, gone)


def fingerprint(value: Any) -> str:
    """A short print of a typed value. All blanks print alike, so an untouched empty field is no change."""
    return sha256_of("" if is_blank(value) else value)[:12]


def canonical(payload: Any) -> str:
    """The one way to write `payload` as JSON: the same bytes on every machine, for ever."""
    return json.dumps(payload, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def sha256_of(payload: Any) -> str:
    return hashlib.sha256(canonical(payload).encode()).hexdigest()
