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
from grants.programmes.checking import check_form
from grants.programmes.freezing import freeze_questions
from grants.programmes.models import FormVersion, Round
from grants.programmes.typed import gather, is_typed


@needs_role(*MANAGERS)
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """Every section with the real form, as the questions stand now; it can be tried, and nothing is saved."""
    user = person(request)
    round_ = get_object_or_404(Round.objects.visible_to(user), slug=slug)
    try:
        sections = freeze_questions(round_.questions, [])
    except Refused as refused:
        return render(request, "applications/preview.html", {"round": round_, "problems": refused.sentence})
    version = FormVersion(round=round_, number=0, sections=sections)
    row = Application(round=round_, form_version=version, state=ApplicationState.DRAFT, started_by=user)
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
