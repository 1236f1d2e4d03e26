"""Forms, their frozen versions, and what people fill in. Nothing here knows what a form is filled in for."""

import uuid
from functools import cached_property

from django.conf import settings
from django.db import models
from django.utils import timezone

from fund.files.models import StoredFile
from grants.forms.definition import FormDefinition, read_definition
from grants.forms.questions import QuestionsField, SetField
from grants.forms.types import get_type


class Form(models.Model):
    """A form as its editor writes it. People fill in a frozen version of it."""

    name = models.CharField(max_length=200)
    questions = QuestionsField()
    current_version = models.ForeignKey(
        "FormVersion", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class FormVersion(models.Model):
    """The questions as they stood when they were frozen. Never edited."""

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    sections = models.JSONField()
    frozen_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["form", "number"]
        constraints = [
            models.UniqueConstraint(fields=["form", "number"], name="form_version_number_once_a_form")
        ]

    def __str__(self) -> str:
        return f"{self.form}, version {self.number}"

    @cached_property
    def definition(self) -> FormDefinition:
        """The sections and questions. A version never changes, so they are read once."""
        return read_definition(self.sections)


class QuestionSet(models.Model):
    """Forms name a set and hold no copy of it; freezing a form puts the questions in as they are that day."""

    name = models.CharField(max_length=100, unique=True)
    description = models.TextField("when to use it", blank=True)
    questions = SetField()
    changed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def labels(self) -> list[str]:
        """The words of its questions, guidance left out: what a rule may name."""
        return [child.value["label"] for child in self.questions if get_type(child.block_type).is_asked]


class Response(models.Model):
    """One filled-in copy of a form. An application, a report and a listing each point at theirs."""

    form_version = models.ForeignKey(FormVersion, on_delete=models.PROTECT, related_name="responses")
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.form_version}, response {self.pk}"


class Answer(models.Model):
    """What was typed for one question, good or not yet good. `value` has the shape of the question's type."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField("question id", max_length=40)
    value = models.JSONField(null=True)
    version = models.PositiveIntegerField(default=1)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["response", "question"], name="answer_once_a_question")
        ]

    def __str__(self) -> str:
        return f"{self.response}: {self.question}"


class EarlierAnswer(models.Model):
    """A value that an answer had before, so that nothing is ever lost. `version` is the one it had.

    `set_aside`: it never was the answer, because a colleague had changed the answer meanwhile.
    """

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="earlier_answers")
    question = models.CharField("question id", max_length=40)
    value = models.JSONField(null=True)
    version = models.PositiveIntegerField()
    set_aside = models.BooleanField(default=False)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    saved_at = models.DateTimeField()
    kept_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["response", "question", "-id"], name="earlier_answer_by_question")]

    def __str__(self) -> str:
        return f"{self.response}: {self.question}, version {self.version}"


class AnswerFile(models.Model):
    """A file given in answer to one question."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="files")
    question = models.CharField("question id", max_length=40)
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.file.name


class Presence(models.Model):
    """Where in a response a person was seen last. One row a person; a stale one means nothing."""

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    section = models.CharField("section id", max_length=40)
    seen_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["response", "user"], name="presence_once_a_person")]

    def __str__(self) -> str:
        return f"{self.user}: {self.response}, {self.section}"


class PendingPost(models.Model):
    """A form that was posted after its session had run out, kept for an hour until its writer signs in."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    address = models.CharField(max_length=300)
    fields = models.JSONField()
    stashed_at = models.DateTimeField(default=timezone.now, editable=False, db_index=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.address
