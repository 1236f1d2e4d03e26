"""A response as it is being filled in: read at once, validated section by section, and made ready to submit."""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.utils import timezone

from fund.files.models import FileState
from grants.forms.conditions import is_blank
from grants.forms.definition import FormDefinition, Question, Section
from grants.forms.limits import Limits
from grants.forms.models import Answer, AnswerFile, Response
from grants.forms.postcodes import postcode_in, with_ward
from grants.forms.section_form import Problem, SectionForm, build_section_form
from grants.places.lookup import areas_by_postcode

Validated = list[tuple[Section, SectionForm]]
RESTORABLE_FOR = timedelta(hours=1)


@dataclass
class Loaded:
    """The rows of a response. `removed`: by question, the file taken away last, while it can be put back."""

    answers: dict[str, Answer] = field(default_factory=dict)
    files: dict[str, list[AnswerFile]] = field(default_factory=dict)
    removed: dict[str, AnswerFile] = field(default_factory=dict)


class ResponseDraft:
    """What has been typed so far into one response.

    `typed`: the values by question id. `reopened`: the questions that alone may be changed; None for all.
    Subclasses give the limits that the owner of the form sets.
    """

    def __init__(
        self, response: Response, loaded: Loaded, *, reopened: Collection[str] | None = None
    ) -> None:
        self.response = response
        self.rows = loaded.answers
        self.files = loaded.files
        self.removed = loaded.removed
        self.reopened = reopened
        self.typed: dict[str, Any] = {question: row.value for question, row in loaded.answers.items()}

    def limits_for(self, section: Section | None = None) -> Limits:
        """Return what the owner of the form allows, for one section or for all."""
        return Limits()

    @property
    def form(self) -> FormDefinition:
        return self.response.form_version.definition

    @cached_property
    def places(self) -> dict[str, str]:
        """The name of each area by its code, and of the ward of each typed postcode by the postcode's key."""
        return dict(self.limits_for().areas) | self.wards

    @cached_property
    def wards(self) -> dict[str, str]:
        """The ward of each postcode typed in answer to a question that asks for one."""
        asking = [question for question in self.form if question.type.asks_postcode]
        typed = filter(None, (postcode_in(self.typed.get(question.id)) for question in asking))
        return {key: area.name for key, area in areas_by_postcode(typed).items()}

    @property
    def questions_with_files(self) -> set[str]:
        return {name for name, files in self.files.items() if files}

    def settled(self) -> FormDefinition:
        """Return the form settled by what is typed now: each question asked or hidden, required or not."""
        return self.form.settle(self.typed, self.questions_with_files)

    def open_sections(self) -> list[Section]:
        """Return the sections that ask something, each with its open questions; some may be `hidden`."""
        opened = [
            section.with_questions([q for q in section.questions if self.is_open(q.id)])
            for section in self.settled().sections
        ]
        return [section for section in opened if not section.hidden]

    def open_section(self, section_id: str) -> Section | None:
        return next((section for section in self.open_sections() if section.id == section_id), None)

    def is_open(self, question: str) -> bool:
        return self._opened is None or question in self._opened

    @cached_property
    def _opened(self) -> set[str] | None:
        """What was reopened, with the questions that those bring up; None where all is open."""
        return {*self.reopened, *self.form.followers(self.reopened)} if self.reopened else None

    def shown_with(self, typed: Mapping[str, Any]) -> set[str]:
        """Return the questions that would be asked if `typed` were kept too."""
        return self.form.shown_ids({**self.typed, **typed}, self.questions_with_files)

    def form_for(self, section: Section, *, validate: bool = True, more_rows: str = "") -> SectionForm:
        """Return the Django form of one section, over what is typed."""
        refused = {
            name: [row.file.name for row in rows if row.file.state == FileState.REFUSED]
            for name, rows in self.files.items()
        }
        return build_section_form(
            section,
            limits=self.limits_for(section),
            typed=self.typed,
            given_files={name: len(rows) - len(refused[name]) for name, rows in self.files.items()},
            refused_files=refused,
            validate=validate,
            more_rows=more_rows,
        )

    def is_started(self, section: Section) -> bool:
        names = [question.id for question in section.questions if not question.hidden]
        return any(not is_blank(self.typed.get(name)) or self.files.get(name) for name in names)

    def validated(self) -> Validated:
        """Return each section with its form, which validates what is typed now."""
        return [(section, self.form_for(section)) for section in self.settled().sections]

    def problems(self, validated: Validated | None = None) -> Iterator[tuple[Section, Problem]]:
        """Return everything that keeps the response from being submitted."""
        for section, form in self.validated() if validated is None else validated:
            for problem in form.problems():
                yield section, problem

    def submitted_values(self, validated: Validated) -> dict[str, Any]:
        """Return all answers by question, each place with its name as it stood. Only without problems."""
        found: dict[str, Any] = {}
        for _section, form in validated:
            found |= form.submitted_values()
        for question in self.form:
            if question.id in found and question.type.needs_areas:
                found[question.id] = [{**row, "name": self.places[row["area"]]} for row in found[question.id]]
            elif question.id in found and question.type.asks_postcode:
                found[question.id] = with_ward(found[question.id], self.wards)
        return found

    def documents(self) -> list[dict[str, Any]]:
        """Return the files given to questions that are asked, each tied to its content by hash."""
        shown = self.shown_with({})
        return [
            {
                "question": question,
                "token": str(given.file.token),
                "name": given.file.name,
                "size": given.file.size,
                "sha256": given.file.sha256,
                **({"plays": given.file.plays} if given.file.plays else {}),
            }
            for question, files in sorted(self.files.items())
            if question in shown
            for given in files
            if given.file.state != FileState.REFUSED
        ]

    def token(self, question: str) -> str:
        """Return what a form carries to say which value its reader saw."""
        return token_of(self.rows.get(question))

    def question(self, name: str) -> Question | None:
        return self.form.by_id.get(name)


def load_response(response: Response) -> Loaded:
    """Return the answers and files of a response, in two queries."""
    loaded = Loaded({row.question: row for row in response.answers.select_related("saved_by")})
    since = timezone.now() - RESTORABLE_FOR
    rows = response.files.select_related("file").filter(Q(removed_at=None) | Q(removed_at__gt=since))
    for given in rows.order_by("removed_at", "pk"):
        if given.removed_at is None:
            loaded.files.setdefault(given.question, []).append(given)
        else:
            loaded.removed[given.question] = given
    return loaded


def token_of(row: Answer | None) -> str:
    """Return which value stands: the version of the answer, and a fingerprint of its value."""
    return f"{row.version}.{answer_fingerprint(row.value)}" if row else f"0.{answer_fingerprint(None)}"


def answer_fingerprint(value: Any) -> str:
    """Return a short fingerprint of a value. All blanks have the same, so an untouched empty field is no change."""
    return sha256_of("" if is_blank(value) else value)[:12]


def canonical_json(payload: Any) -> str:
    """Return the one way to write `payload` as JSON: the same bytes on every machine, for ever."""
    return json.dumps(payload, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def sha256_of(payload: Any) -> str:
    return hashlib.sha256(canonical_json(payload).encode()).hexdigest()
