"""The thread of messages between a group and the fund, from both sides."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from fund.accounts.gates import current_user, needs_role
from fund.accounts.roles import CASE_ROLES
from fund.common.forms import posted
from fund.common.pages import page_by_key
from grants.applications import actions, rules
from grants.applications.forms import MessageForm
from grants.applications.models import Application, Message
from grants.applications.views._rows import PARTS, own_application
from grants.applications.views._stashed import has_stashed_post, take_stashed


@has_stashed_post
def thread(request: HttpRequest, reference: str) -> HttpResponse:
    """What the group and the fund wrote to each other, for the people of the group."""
    row = own_application(request, reference)
    held = take_stashed(request)
    started = held.get("words", "") if held else begun(row, request.GET.get("about", ""))
    form = MessageForm(posted(request), initial={"words": started})
    if request.method == "POST" and form.is_valid():
        with form.showing_refusals():
            actions.write_to_fund(row, words=form.cleaned_data["words"], by=current_user(request))
            messages.success(request, "We have your message. The answer comes here, and by e-mail.")
            return redirect("applications:messages", reference)
    context = {"application": row, "form": form, "thread": row.messages.select_related("written_by")}
    return render(request, "applications/messages.html", context)


def begun(row: Application, token: str) -> str:
    """The first words of a message about the transcript of a recording; empty for every other message."""
    found = next(
        (each for each in row.recordings.select_related("file") if str(each.file.token) == token), None
    )
    return f"In the transcript of “{found.file.name}” this is not right: " if found else ""


@login_required
def staff_thread(request: HttpRequest, reference: str) -> HttpResponse:
    """The same for the fund. Officers reach it for drafts too, and read no answers here."""
    rows = Application.objects.talking_with(current_user(request)).select_related(*PARTS)
    row = get_object_or_404(rows, reference=reference)
    may_write = rules.can_write_from_fund(current_user(request), row)
    form = MessageForm(posted(request))
    if request.method == "POST":
        if not may_write:
            raise PermissionDenied
        if "read" in request.POST:
            actions.mark_read(row, by=current_user(request))
            return redirect("applications:staff_messages")
        if form.is_valid():
            with form.showing_refusals():
                actions.write_from_fund(row, words=form.cleaned_data["words"], by=current_user(request))
                messages.success(request, f"{row.organisation} has your message.")
                return redirect("applications:case_messages", reference)
    thread = list(row.messages.select_related("written_by"))
    context = {
        "application": row,
        "form": form,
        "thread": thread,
        "may_write": may_write,
        "unread": any(each.is_unread for each in thread),
    }
    return render(request, "applications/case_messages.html", context)


@needs_role(*CASE_ROLES)
def staff_list(request: HttpRequest) -> HttpResponse:
    """The messages of groups that nobody has dealt with, the oldest first."""
    talk = Application.objects.talking_with(current_user(request)).counting()
    rows = Message.objects.unread().filter(application__in=talk)
    rows = rows.select_related("application__organisation", "application__round", "written_by")
    page = page_by_key(rows, request.GET, order=("written_at", "pk"))
    return render(request, "applications/case_message_list.html", {"page": page})
