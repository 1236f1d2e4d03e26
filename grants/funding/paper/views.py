"""All questions of a round, before anybody starts. Nobody signs in to read them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from fund.common.downloads import pdf_file
from fund.common.errors import Refused
from grants.funding.facts import facts_of
from grants.funding.models import Round
from grants.funding.paper.pdf import questions_pdf
from grants.funding.paper.reading import read_questions


def _round(request: HttpRequest, slug: str) -> Round:
    rows = (
        Round.objects.open_to(request.user).filter(archived_at=None).select_related("form__current_version")
    )
    return get_object_or_404(rows, slug=slug)


def questions(request: HttpRequest, slug: str) -> HttpResponse:
    """Every question on one page."""
    round_ = _round(request, slug)
    try:
        sections = read_questions(round_)
    except Refused:
        sections = []
    context = {"round": round_, "sections": sections, "facts": facts_of(round_)}
    return render(request, "funding/questions.html", context)


def paper(request: HttpRequest, slug: str) -> HttpResponse:
    """The same to print, with room to write. 404 while the questions are not ready."""
    round_ = _round(request, slug)
    try:
        made = questions_pdf(round_, read_questions(round_))
    except Refused:
        return render(request, "funding/questions.html", {"round": round_}, status=404)
    return pdf_file(f"questions-{round_.slug}.pdf", made, public=True)
