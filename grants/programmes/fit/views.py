"""The check before starting. Nobody signs in for it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from fund.common.forms import posted
from grants.programmes.fit.carried import keep_answers, kept_answers
from grants.programmes.fit.check import check_of, others_that_fit
from grants.programmes.fit.forms import FitForm
from grants.programmes.models import Round


def _round(request: HttpRequest, slug: str) -> Round:
    rows = Round.objects.open_to(request.user).filter(archived_at=None).select_related("form_version")
    return get_object_or_404(rows, slug=slug)


@never_cache
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """A few questions about the group and its idea."""
    round_ = _round(request, slug)
    check = check_of(round_)
    form = FitForm(posted(request), questions=check.questions, initial=kept_answers(request.session, round_))
    if request.method == "POST" and form.is_valid():
        keep_answers(request.session, check, form.raw())
        return redirect("programmes:fit_answer", slug)
    return render(request, "programmes/fit_ask.html", {"round": round_, "form": form})


@never_cache
def answer(request: HttpRequest, slug: str) -> HttpResponse:
    """Whether it is right for them, why not if not, and what else would be."""
    round_ = _round(request, slug)
    raw = kept_answers(request.session, round_)
    if not raw:
        return redirect("programmes:fit_ask", slug)
    check = check_of(round_)
    verdict = check.judge(raw)
    now = timezone.now()
    context = {
        "round": round_,
        "state": round_.state_at(now),
        "verdict": verdict,
        "said": [(finding, check.say(finding.question, raw)) for finding in verdict.findings],
        "others": others_that_fit(check, verdict, now),
    }
    return render(request, "programmes/fit_answer.html", context)
