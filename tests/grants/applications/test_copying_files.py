"""Files that come along when answers are copied from an earlier application."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from fund.files.models import FileState
from grants.applications import actions
from grants.applications.models import Application
from grants.applications.states import ApplicationState
from tests.factories.applications import make_draft
from tests.factories.funding import make_round
from tests.factories.questions import add_question

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%%EOF"


def two_drafts() -> tuple[Application, Application]:
    round_ = make_round()
    add_question(round_, "file", {"label": "Your plan", "most": 2})
    old = make_draft(round_, ready=False)
    section = old.form_version.definition.sections[0].id
    upload = SimpleUploadedFile("plan.pdf", PDF)
    saved = actions.save_section(old, section, {}, _Files({"your-plan": [upload]}), by=old.started_by)
    assert saved.refusals == {}
    Application.objects.filter(pk=old.pk).update(state=ApplicationState.EXPIRED)
    new = make_draft(round_, ready=False, organisation=old.organisation, by=old.started_by)
    return old, new


class _Files(dict[str, list[SimpleUploadedFile]]):
    def getlist(self, name: str) -> list[SimpleUploadedFile]:
        return self.get(name, [])


def test_a_file_comes_along_and_neither_loses_the_others() -> None:
    old, new = two_drafts()
    copied = actions.copy_answers(new, old, by=new.started_by)
    assert copied.copied == ["Your plan"]
    first, second = old.response.files.get(), new.response.files.get()
    assert first.file_id != second.file_id
    assert first.file.content.name != second.file.content.name
    assert first.file.sha256 == second.file.sha256
    actions.remove_file(new, second, by=new.started_by)
    first.file.content.storage.delete(second.file.content.name)
    assert first.file.content.open("rb").read() == PDF
    assert old.response.files.filter(removed_at=None).count() == 1


def test_a_file_is_copied_once_and_over_none_that_is_there() -> None:
    old, new = two_drafts()
    actions.copy_answers(new, old, by=new.started_by)
    again = actions.copy_answers(new, old, by=new.started_by)
    assert (again.copied, again.had) == ([], ["Your plan"])
    assert new.response.files.count() == 1


def test_a_refused_file_is_told_of_and_stays_behind() -> None:
    old, new = two_drafts()
    file = old.response.files.get().file
    file.state = FileState.REFUSED
    file.save()
    copied = actions.copy_answers(new, old, by=new.started_by)
    assert copied.copied == []
    assert "plan.pdf" in copied.refused[0]
    assert not new.response.files.exists()


def test_a_file_whose_content_is_gone_is_told_of() -> None:
    old, new = two_drafts()
    file = old.response.files.get().file
    file.content.storage.delete(file.content.name)
    copied = actions.copy_answers(new, old, by=new.started_by)
    assert "can't be read" in copied.refused[0]
