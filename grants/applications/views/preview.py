"""A round's form as an applicant meets it, for the people who make it. Nothing is kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from fund.accounts.gates import current_user, needs_role
from fund.accounts.roles import MANAGERS
from fund.common.errors import Refused
from grants.applications.drafts import ApplicationDraft
from grants.applications.models import Application
from grants.applications.question_context import question_contexts
from grants.applications.states import ApplicationState
from grants.forms.drafts import Loaded
from grants.forms.form_checks import check_form
from grants.forms.freezing import freeze_questions
from grants.forms.models import FormVersion, Response
from grants.forms.questions import NEEDED
from grants.funding.models import Round


@needs_role(*MANAGERS)
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """Every section with the real form, as the questions stand now; it can be tried, and nothing is saved."""
    user = current_user(request)
    round_ = get_object_or_404(Round.objects.visible_to(user), slug=slug)
    try:
        sections = freeze_questions(round_.form.questions, [], needed=NEEDED)
    except Refused as refused:
        return render(request, "applications/preview.html", {"round": round_, "problems": refused.sentence})
    version = FormVersion(form=round_.form, number=0, sections=sections)
    response = Response(form_version=version)
    row = Application(round=round_, response=response, state=ApplicationState.DRAFT, started_by=user)
    draft, trying = ApplicationDraft(row, Loaded()), request.method == "POST"
    if trying:
        draft.typed = {q.id: q.type.parse(q, request.POST) for q in draft.form if q.type.is_typed}
    validate = trying and not {"add", "remove", "upload"} & set(request.POST)
    parts, more = draft.settled().sections, request.POST.get("add", "")
    forms = [draft.form_for(part, validate=validate, more_rows=more) for part in parts]
    problems = [problem for form in forms for problem in form.problems()] if validate else []
    context = {
        "round": round_,
        "parts": [
            (part, question_contexts(draft, form, user)) for part, form in zip(parts, forms, strict=True)
        ],
        "problems": [problem.text for problem in problems],
        "fine": validate and not problems,
        "check": check_form(version.definition, round_.most),
    }
    return render(request, "applications/preview.html", context)
