"""The first row of a question that must be answered never says that it is optional."""

import pytest
from django.test import Client

from tests.factories import make_draft


@pytest.mark.django_db
def test_first_row_of_a_needed_question_is_not_called_optional(client: Client) -> None:
    draft = make_draft(ready=False)
    client.force_login(draft.started_by)
    for section in draft.form_version.definition.sections:
        page = client.get(f"/my/applications/{draft.reference}/section/{section.id}/").content.decode()
        assert "(optional)" not in page
