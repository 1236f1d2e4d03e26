"""A round's form as an applicant meets it, for the people who make it. Nothing is kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from fund.accounts.gates import needs_role, person
from fund.accounts.roles import MANAGERS
from fund.common.errors import Refused
from grants.applications.answers import Work
from grants.applications.drawing import draw
from grants.applications.models import Application
from grants.applications.states import ApplicationState
from grants.forms.checking import check_form
from grants.forms.freezing import freeze_questions
from grants.forms.models import FormVersion, Response
from grants.forms.questions import NEEDED
from grants.forms.typed import gather, is_typed
from grants.funding.models import Round


@needs_role(*MANAGERS)
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """Every section with the real form, as the questions stand now; it can be tried, and nothing is saved."""
    user = person(request)
    round_ = get_object_or_404(Round.objects.visible_to(user), slug=slug)
    try:
        sections = freeze_questions(round_.form.questions, [], needed=NEEDED)
    except Refused as refused:
        return render(request, "applications/preview.html", {"round": round_, "problems": refused.sentence})
    version = FormVersion(form=round_.form, number=0, sections=sections)
    row = Application(
        round=round_, response=Response(form_version=version), state=ApplicationState.DRAFT, started_by=user
    )
    work, trying = Work(row, {}, {}), request.method == "POST"
    if trying:
        work.typed = {q["id"]: gather(q, request.POST) for q in version.questions if is_typed(q)}
    judged = trying and not {"add", "remove", "upload"} & set(request.POST)
    parts, more = work.settled(), request.POST.get("add", "")
    forms = [work.form_of(part, judged=judged, more_rows=more) for part in parts]
    problems = [problem for form in forms for problem in form.problems()] if judged else []
    context = {
        "round": round_,
        "parts": [(part, draw(work, form, user)) for part, form in zip(parts, forms, strict=True)],
        "problems": [problem.text for problem in problems],
        "fine": judged and not problems,
        "check": check_form(sections, round_.most),
    }
    return render(request, "applications/preview.html", context)
