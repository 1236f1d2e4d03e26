"""A file comes piece by piece: begun, gone on with after a break, taken in when all is there, or swept."""

import logging
from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from fund.accounts.models import User
from fund.common.errors import Refused
from fund.files.actions import Prepared, check_size, clean_name, keep_prepared, prepare, sha256_of
from fund.files.kinds import kind_of
from fund.files.models import StoredFile, Upload
from fund.files.pieces import PIECE, InFolder, has_room, incoming_folder, pieces_of
from fund.files.upload_handlers import purpose

log = logging.getLogger(__name__)
MOST_OPEN = 30
SWEEP_LIMIT = 100
LATER = timedelta(minutes=2)
# Long enough to come back tomorrow with the same file.
KEPT = timedelta(days=3)


class WrongPlace(Exception):
    """A piece for another place in the file than where it goes on: look where that is, and go on there."""


class Dropped(Exception):
    """Its sender has dropped the upload, a moment ago and perhaps in another window."""


@transaction.atomic
def begin_upload(
    *, owner: User, purpose_name: str, subject: str, part: str, name: str, size: int, sha256: str = ""
) -> Upload:
    """An upload for one file: the one that was begun before with the same content, or a new one.

    Raises Refused for a kind or a size that would not be taken in the end.
    """
    name, allowed = clean_name(name), purpose(purpose_name).allowed
    kind_of(name, allowed)
    check_size(name, size, allowed)
    own = Upload.objects.open().filter(owner=owner)
    if sha256 and (
        begun := own.for_place(purpose_name, subject)
        .filter(part=part, sha256=sha256, size=size, name=name)
        .first()
    ):
        return begun
    if own.count() >= MOST_OPEN:
        raise Refused("Too many files are on their way. Wait for some to arrive, or remove them.")
    direct = bool(settings.S3_PRIVATE_BUCKET)
    if not direct and not has_room(size):
        log.error("The disk of private files is nearly full: an upload of %s bytes was refused", size)
        raise Refused("We have no room for files just now. Try again later. Your answers are kept.")
    return Upload.objects.create(
        owner=owner,
        purpose=purpose_name,
        subject=subject,
        part=part,
        name=name,
        size=size,
        sha256=sha256,
        direct=direct,
    )


@transaction.atomic
def add_piece(upload: Upload, offset: int, content: bytes) -> Upload:
    """Keep the piece that begins at `offset`. Only for uploads that come to us.

    Raises WrongPlace where the file goes on elsewhere, Refused for more bytes than were announced, and
    Dropped where the upload is gone.
    """
    row = Upload.objects.select_for_update().filter(pk=upload.pk).first()
    if row is None:
        raise Dropped
    held = InFolder().received(row)
    if row.direct or row.received_at or offset != held:
        raise WrongPlace
    if not 0 < len(content) <= min(PIECE, row.size - held):
        raise Refused(f"“{row.name}” is not the size it was said to be. Choose it again.")
    InFolder().write(row, held, content)
    row.received, row.touched_at = held + len(content), timezone.now()
    row.save(update_fields=["received", "touched_at"])
    return row


def note_arrival(upload: Upload) -> bool:
    """Look how much is there, and mark an upload as arrived when it is all. Says whether it is."""
    if upload.received_at:
        return True
    now = timezone.now()
    received = pieces_of(upload).received(upload)
    fields = {"received": received, "touched_at": now}
    if received == upload.size:
        fields["received_at"] = now
    Upload.objects.filter(pk=upload.pk, received_at=None).update(**fields)
    upload.refresh_from_db()
    return upload.received_at is not None


def process_upload(upload_id: int) -> Upload | None:
    """Look at a file that has arrived and hand it to the room that asked for it. Safe to run at any time.

    None where the upload is gone. The look comes before the transaction: a large photo takes a second.
    """
    upload = Upload.objects.select_related("owner").filter(pk=upload_id).first()
    if upload is None or upload.received_at is None or upload.stored_id or upload.refusal:
        return upload
    if pieces_of(upload).received(upload) < upload.size:
        return _hand_over(upload, _not_whole(upload))
    with pieces_of(upload).opened(upload) as content:
        file = File(content, name=upload.name)
        try:
            prepared: Prepared | Refused = _looked_at(upload, file)
        except Refused as refused:
            prepared = refused
        return _hand_over(upload, prepared)


def _looked_at(upload: Upload, file: File[bytes]) -> Prepared:
    if file.size != upload.size or (upload.sha256 and sha256_of(file) != upload.sha256):
        raise _not_whole(upload)
    return prepare(file, purpose(upload.purpose).allowed)


def _not_whole(upload: Upload) -> Refused:
    return Refused(f"“{upload.name}” did not arrive whole. Choose it again.")


@transaction.atomic
def _hand_over(upload: Upload, found: Prepared | Refused) -> Upload | None:
    """None where its sender has dropped it while it was looked at."""
    rows = Upload.objects.select_for_update(of=("self",)).select_related("owner")
    row = rows.filter(pk=upload.pk).first()
    if row is None or row.stored_id or row.refusal:
        return row
    if isinstance(found, Prepared):
        stored = StoredFile()
        try:
            with transaction.atomic():
                stored = row.stored = keep_prepared(found, by=row.owner)
                purpose(row.purpose).take(row, stored)
        except BaseException as error:
            row.stored = None
            if stored.content.name:
                stored.content.storage.delete(stored.content.name)
            if not isinstance(error, Refused):
                raise
            found = error
    if isinstance(found, Refused):
        row.refusal = found.sentence[:400]
    row.touched_at = timezone.now()
    row.save(update_fields=["stored", "refusal", "touched_at"])
    transaction.on_commit(lambda: pieces_of(row).discard(row))
    return row


@task()
def process_upload_later(upload_id: int) -> str:
    """A nudge: the sweep finds what this one loses."""
    return str(process_upload(upload_id))


def arrive(upload: Upload) -> Upload:
    """Called when the last piece was sent. What lies in a bucket never passes here: a worker looks at it.

    Raises Dropped where its sender did that meanwhile.
    """
    if not note_arrival(upload):
        return upload
    if upload.direct:
        process_upload_later.enqueue(upload.pk)
        return upload
    taken = process_upload(upload.pk)
    if taken is None:
        raise Dropped
    return taken


@transaction.atomic
def forget_upload(upload: Upload) -> None:
    """Its sender thinks again: the row and the pieces go. What was taken in stays with whoever has it."""
    upload.delete()
    transaction.on_commit(lambda: pieces_of(upload).discard(upload))


def process_overlooked_uploads() -> int:
    """Take in what has arrived and was not looked at: a nudge was lost. Returns how many are settled."""
    waiting = Upload.objects.open().filter(received_at__lt=timezone.now() - LATER).order_by("pk")
    settled = 0
    for pk in list(waiting.values_list("pk", flat=True)[:SWEEP_LIMIT]):
        try:
            process_upload(pk)
            settled += 1
        except Exception:
            log.exception("Upload %s could not be taken in; it is tried again in its turn", pk)
    return settled


def delete_unfinished() -> int:
    """Forget what nobody has touched for days, and what is finished; then pieces that belong to nothing."""
    settled = Q(received_at=None) | Q(stored__isnull=False) | ~Q(refusal="")
    old = Upload.objects.filter(settled, touched_at__lt=timezone.now() - KEPT).order_by("pk")
    swept = 0
    for upload in list(old[:SWEEP_LIMIT]):
        pieces_of(upload).discard(upload)
        upload.delete()
        swept += 1
    before = (timezone.now() - KEPT).timestamp()
    folder = incoming_folder()
    for path in folder.iterdir() if folder.is_dir() else ():
        with suppress(FileNotFoundError):  # A worker that took it in has just removed it.
            if path.stat().st_mtime < before:
                path.unlink()
                swept += 1
    return swept
