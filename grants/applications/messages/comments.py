"""The talk of a group about its draft, and at most one letter about it to each until they have looked."""

from django.db import transaction

from fund.accounts.models import User
from fund.common.errors import Refused
from fund.common.locks import lock
from fund.notifications.actions import queue_letter
from grants.applications import rules
from grants.applications.actions._common import record_for_application
from grants.applications.models import Application, Comment, CommentLetters

LONGEST_COMMENT = 4000


@transaction.atomic
def write_comment(application: Application, section: str, *, words: str, by: User) -> Comment:
    """Say something about a section to the others of the group. Nobody else reads it."""
    words = words.replace("\x00", "").strip()
    if not words:
        raise Refused("Write your comment.", field="words")
    if len(words) > LONGEST_COMMENT:
        raise Refused(f"Use {LONGEST_COMMENT:,} characters or fewer.", field="words")
    if lock(application).state not in rules.KEEPS:
        raise Refused("This application has been sent, so nothing can be added to it now.")
    last = application.comments.filter(section=section).order_by("pk").last()
    if last and (last.written_by_id, last.words) == (by.pk, words):
        return last  # Pressed twice on a slow line, which is once.
    comment = Comment.objects.create(application=application, section=section, words=words, written_by=by)
    record_for_application("application_commented", application, by=by)
    _tell_the_others(comment)
    return comment


def _tell_the_others(comment: Comment) -> None:
    """The letter says who wrote and where, and not what: staff can read letters, and not comments."""
    application = comment.application
    others = list(
        application.organisation.people.filter(is_active=True)
        .exclude(pk=comment.written_by_id)
        .order_by("pk")
    )
    rows = [CommentLetters(application=application, user=person) for person in others]
    CommentLetters.objects.bulk_create(rows, ignore_conflicts=True)
    parts = {section.id: section.title for section in application.form_version.definition.sections}
    context = {
        "application": application,
        "round": application.round,
        "group": application.organisation,
        "writer": comment.written_by,
        "part": parts.get(comment.section, ""),
    }
    for person in others:
        # The update decides: of two comments at one moment, one sends the letter.
        due = application.comment_letters.filter(user=person, stopped=False, told_at=None)
        if due.update(told_at=comment.written_at):
            queue_letter(
                "applications/comment", to=person, context=context, case_reference=application.reference
            )


def look_at_comments(application: Application, *, by: User) -> None:
    """They have looked, so the next comment is worth a letter again."""
    application.comment_letters.filter(user=by, told_at__isnull=False).update(told_at=None)


@transaction.atomic
def choose_comment_letters(application: Application, *, wanted: bool, by: User) -> None:
    """Stop the letters about comments on this draft, or have them again."""
    CommentLetters.objects.update_or_create(
        application=application, user=by, defaults={"stopped": not wanted, "told_at": None}
    )


def wants_comment_letters(application: Application, user: User) -> bool:
    return not application.comment_letters.filter(user=user, stopped=True).exists()
