"""An application's answers, read at once: as typed, section by section, and ready to submit."""

from functools import cached_property

from grants.applications.models import Application, Return
from grants.applications.states import ApplicationState
from grants.forms.definition import Section
from grants.forms.drafts import Loaded, ResponseDraft, load_response
from grants.forms.limits import Limits
from grants.funding.facts import limits_for


class ApplicationDraft(ResponseDraft):
    """What a group has typed so far. `asked`: the officer's question that is open, if there is one."""

    def __init__(self, application: Application, loaded: Loaded, asked: Return | None = None) -> None:
        super().__init__(application.response, loaded, reopened=asked.questions if asked else None)
        self.application = application
        self.asked = asked

    def limits_for(self, section: Section | None = None) -> Limits:
        """Return what the round allows. Its wards are read only where they are asked for."""
        if section is None or any(question.type.needs_areas for question in section.questions):
            return self._limits
        return limits_for(self.application.round, with_areas=False)

    @cached_property
    def _limits(self) -> Limits:
        return limits_for(self.application.round)


def load_draft(application: Application) -> ApplicationDraft:
    """Return the answers, files and open question of `application`, in three queries."""
    asked = None
    if application.state == ApplicationState.RETURNED:
        asked = application.returns.filter(answered_at=None).select_related("asked_by").first()
    return ApplicationDraft(application, load_response(application.response), asked)
