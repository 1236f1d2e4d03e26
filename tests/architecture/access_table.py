"""Who may open what: every URL of ours, by name, with the people who may.

`who` names people of the small world in `tests/architecture/world.py`. Everybody else must be refused: strangers
with 404, members without the right with 403, people who are not signed in by being led to sign in.
`args` gives the arguments of the address from that world.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.utils import timezone

from fund.accounts.roles import Role
from grants.applications.models import Application, Intake, Recording, Scan
from tests.architecture.world import World
from tests.factories import make_application, make_file, make_round, make_user

EVERYONE = ("anonymous", "stranger", "applicant", "panel_member", "officer", "manager", "finance_officer",
            "finance_approver", "publisher", "connector", "auditor", "administrator")  # fmt: skip
SIGNED_IN = EVERYONE[1:]
STAFF = ("officer", "manager", "finance_officer", "finance_approver", "publisher", "connector", "auditor",
         "administrator")  # fmt: skip
PANEL = ("panel_member",)
PAYERS = ("finance_officer", "finance_approver")
MANAGERS = ("manager", "administrator")
APPLICANT = ("applicant",)
OFFICERS = ("officer", "manager", "administrator")
FINANCE = ("finance_officer", "finance_approver", "administrator")
RUNS_PANELS = ("officer", "manager", "administrator")
READS_PANELS = (*RUNS_PANELS, "auditor")
CASE_STAFF = ("officer", "manager", "finance_officer", "finance_approver", "auditor", "administrator")


def _none(world: World) -> dict[str, Any]:
    return {}


def _at_panel(world: World) -> dict[str, Any]:
    return {"reference": world.at_panel.reference}


def _panel_document(world: World) -> dict[str, Any]:
    return {"reference": world.at_panel.reference, "token": world.panel_document}


def _round(world: World) -> dict[str, Any]:
    return {"slug": world.round.slug}


def _test_round(world: World) -> dict[str, Any]:
    return {"slug": make_round(fund=world.round.fund, is_test=True, allocation=None).slug}


def _group(world: World) -> dict[str, Any]:
    return {"slug": world.organisation.slug}


def _draft(world: World) -> dict[str, Any]:
    return {"reference": world.draft.reference}


def _asks_file(world: World) -> dict[str, Any]:
    return {"reference": world.sent.reference, "question": "a-file"}


def _upload(world: World) -> dict[str, Any]:
    return {"token": world.upload}


def _section(world: World) -> dict[str, Any]:
    return {"reference": world.draft.reference, "section_id": "your-idea"}


def _sent(world: World) -> dict[str, Any]:
    return {"reference": world.sent.reference}


def _checked(world: World) -> dict[str, Any]:
    Application.objects.filter(pk=world.sent.pk).update(
        state="eligible", checked_by=world.people["officer"], checked_at=world.sent.submitted_at
    )
    return {"reference": world.sent.reference}


def _document(world: World) -> dict[str, Any]:
    return {"reference": world.sent.reference, "token": world.document}


def _recording(world: World) -> dict[str, Any]:
    stored = make_file(name="answer.wav", content_type="audio/wav")
    Recording.objects.create(application=world.sent, question="what-will-you-do", file=stored, number=1)
    return {"reference": world.sent.reference, "token": stored.token}


def _taken(world: World) -> dict[str, Any]:
    return {"reference": _assistance(world).application.reference}


def _assistance(world: World) -> Intake:
    """What a colleague took by phone for a group that nobody leads here, from the applicant."""
    row = make_application(make_round(), is_intake=True)
    now = timezone.now()
    return Intake.objects.create(
        application=row, channel="phone", received_at=now, typed_by=make_user(Role.GRANTS_OFFICER),
        contact_name="Jean", contact_email=world.people["applicant"].email, asked_at=now,
        asked_until=now + timedelta(days=1),
    )  # fmt: skip


def _scan(world: World) -> dict[str, Any]:
    row, stored = _assistance(world), make_file()
    Scan.objects.create(intake=row, file=stored, added_by=row.typed_by)
    return {"reference": row.application.reference, "token": stored.token}


def _take_for(world: World) -> dict[str, Any]:
    return {**_round(world), "group": world.organisation.slug}


def _to_confirm(world: World) -> dict[str, Any]:
    return {"token": _assistance(world).token}


def _invitation(world: World) -> dict[str, Any]:
    return {"token": world.invitation}


def _twin(world: World) -> dict[str, Any]:
    return {"token": world.twin}


def _group_document(world: World) -> dict[str, Any]:
    return {**_group(world), "token": world.group_document}


def _panel(world: World) -> dict[str, Any]:
    return {"slug": world.at_panel.round.slug}


def _case_at_panel(world: World) -> dict[str, Any]:
    return {**_panel(world), **_at_panel(world)}


def _agreed(world: World) -> dict[str, Any]:
    return {**_panel(world), "reference": world.agreed.reference}


def _without_panel(world: World) -> dict[str, Any]:
    return {"slug": world.without_panel.slug}


def _award(world: World) -> dict[str, Any]:
    return {"reference": world.award.reference}


def _milestone(world: World) -> dict[str, Any]:
    return {**_award(world), "number": 1}


def _evidence(world: World) -> dict[str, Any]:
    return {**_award(world), "token": world.evidence}


def _award_act(act: str) -> "Callable[[World], dict[str, Any]]":
    return lambda world: {**_award(world), "act": act}


def _step_act(act: str) -> "Callable[[World], dict[str, Any]]":
    return lambda world: {**_milestone(world), "act": act}


def _payment(world: World) -> dict[str, Any]:
    return {"reference": world.payment.reference}


def _payment_act(world: World) -> dict[str, Any]:
    return {**_payment(world), "act": "cancel"}


def _run(world: World) -> dict[str, Any]:
    return {"reference": world.payment.run.reference}  # type: ignore[union-attr]


def _workshop(world: World) -> dict[str, Any]:
    return {"reference": world.booking.workshop.reference}


def _booking(world: World) -> dict[str, Any]:
    return {"token": world.booking.token}


@dataclass(frozen=True)
class Access:
    who: tuple[str, ...]
    args: Callable[[World], dict[str, Any]] = field(default=_none)


ACCESS: dict[str, Access] = {
    "notifications:live": Access(EVERYONE),
    "notifications:ready": Access(EVERYONE),
    "desk:style_guide": Access(STAFF),
    "jobs:jobs": Access((*MANAGERS, "auditor")),
    "organisations:groups": Access(SIGNED_IN),
    "organisations:new": Access(SIGNED_IN),
    "organisations:join": Access(APPLICANT, _invitation),
    "organisations:ask": Access(("stranger",), _twin),
    "organisations:group": Access(APPLICANT, _group),
    "organisations:edit": Access(APPLICANT, _group),
    "organisations:confirm": Access(APPLICANT, _group),
    "organisations:documents": Access(APPLICANT, _group),
    "organisations:document": Access(APPLICANT, _group_document),
    "organisations:staff_document": Access(CASE_STAFF, _group_document),
    "organisations:people": Access(APPLICANT, _group),
    "organisations:hand_over": Access(APPLICANT, _group),
    "organisations:leave": Access(APPLICANT, _group),
    "organisations:requests": Access(APPLICANT, _group),
    "organisations:staff_waiting": Access(CASE_STAFF),
    "organisations:staff_requests": Access(OFFICERS, _group),
    "organisations:bank_account": Access(APPLICANT, _group),
    "organisations:staff_group": Access(CASE_STAFF, _group),
    "organisations:staff_bank_account": Access(FINANCE, _group),
    "applications:apply": Access(SIGNED_IN, _round),
    "applications:application": Access(APPLICANT, _draft),
    "applications:section": Access(APPLICANT, _section),
    "applications:save": Access(APPLICANT, _section),
    "applications:messages": Access(APPLICANT, _draft),
    "applications:case_messages": Access(CASE_STAFF, _draft),
    "applications:case_transcript": Access(OFFICERS, _recording),
    "applications:staff_transcripts": Access(CASE_STAFF),
    "applications:intake_list": Access((*OFFICERS, "auditor")),
    "applications:intake": Access((*OFFICERS, "auditor"), _taken),
    "applications:intake_scan": Access((*OFFICERS, "auditor"), _scan),
    "applications:intake_find_group": Access(OFFICERS, _round),
    "applications:intake_new_group": Access(OFFICERS, _round),
    "applications:intake_start": Access(OFFICERS, _take_for),
    "applications:confirm": Access(APPLICANT, _to_confirm),
    "applications:staff_messages": Access(CASE_STAFF),
    "applications:equality": Access(APPLICANT, _sent),
    "applications:equality_totals": Access(CASE_STAFF, _round),
    "applications:equality_rounds": Access(CASE_STAFF),
    "files:upload": Access(APPLICANT, _upload),
    "applications:question_files": Access(APPLICANT, _asks_file),
    "applications:here": Access(APPLICANT, _section),
    "applications:comments": Access(APPLICANT, _section),
    "applications:history": Access(APPLICANT, _section),
    "applications:copy": Access(APPLICANT, _draft),
    "applications:talk": Access(APPLICANT, _draft),
    "applications:draft": Access(APPLICANT, _draft),
    "applications:draft_pdf": Access(APPLICANT, _draft),
    "applications:receipt_pdf": Access(APPLICANT, _sent),
    "applications:check": Access(APPLICANT, _draft),
    "applications:withdraw": Access(APPLICANT, _draft),
    "applications:receipt": Access(APPLICANT, _sent),
    "applications:file": Access(APPLICANT, _document),
    "applications:case_check": Access(OFFICERS, _sent),
    "applications:case_return": Access(OFFICERS, _sent),
    "applications:case_ineligible": Access(OFFICERS, _sent),
    "applications:case_to_panel": Access(OFFICERS, _checked),
    "applications:case_extend": Access(OFFICERS, _draft),
    "applications:case_file": Access(CASE_STAFF, _document),
    "assessment:home": Access(PANEL),
    "assessment:application": Access(PANEL, _at_panel),
    "assessment:check": Access(PANEL, _at_panel),
    "assessment:conflict": Access(PANEL, _at_panel),
    "assessment:file": Access(PANEL, _panel_document),
    "awards:grant": Access(APPLICANT, _award),
    "awards:agreement": Access(APPLICANT, _award),
    "awards:accept": Access(APPLICANT, _award),
    "awards:milestone": Access(APPLICANT, _milestone),
    "awards:evidence_file": Access(APPLICANT, _evidence),
    "awards:staff_grants": Access(CASE_STAFF),
    "awards:grants_csv": Access(CASE_STAFF),
    "awards:grants_xlsx": Access(CASE_STAFF),
    "awards:release": Access(MANAGERS, lambda world: {"slug": world.at_panel.round.slug}),
    "awards:staff_grant": Access(CASE_STAFF, _award),
    "awards:staff_agreement": Access(CASE_STAFF, _award),
    "awards:staff_evidence_file": Access(CASE_STAFF, _evidence),
    "awards:staff_milestone": Access(CASE_STAFF, _milestone),
    "awards:milestone_act": Access(OFFICERS, _step_act("meet")),
    "awards:add_requirement": Access(OFFICERS, _award),
    "awards:requirement_act": Access(OFFICERS, _step_act("accept")),
    "awards:award_act": Access(MANAGERS, _award_act("end")),
    "payments:home": Access(CASE_STAFF),
    "payments:payments": Access(CASE_STAFF),
    "payments:payments_csv": Access(CASE_STAFF),
    "payments:raise": Access(PAYERS, _milestone),
    "payments:make_run": Access(PAYERS),
    "payments:run": Access(CASE_STAFF, _run),
    "payments:export": Access(PAYERS, _run),
    "payments:results": Access(PAYERS, _run),
    "payments:payment": Access(CASE_STAFF, _payment),
    "payments:act": Access(PAYERS, _payment_act),
    "funding:eligibility_check": Access(EVERYONE, _round),
    "funding:eligibility_result": Access(EVERYONE, _round),
    "workshops:workshops": Access(EVERYONE),
    "workshops:workshop": Access(EVERYONE, _workshop),
    "workshops:calendar": Access(EVERYONE, _workshop),
    "workshops:booking": Access(EVERYONE, _booking),
    "applications:preview": Access(MANAGERS, _round),
    "applications:unsent": Access(OFFICERS, _round),
    "funding:staff_rounds": Access(READS_PANELS),
    "funding:staff_round": Access(READS_PANELS, _round),
    "funding:start_form": Access(MANAGERS, _round),
    "funding:make_test": Access(MANAGERS, _round),
    "applications:clear_test": Access(MANAGERS, _test_round),
    "applications:start_test": Access(STAFF, _test_round),
    "funding:archive": Access(MANAGERS, _round),
    "funding:bring_back": Access(MANAGERS, _round),
    "funding:publish": Access(MANAGERS, _round),
    "workshops:staff_workshops": Access(READS_PANELS),
    "workshops:staff_workshop": Access(READS_PANELS, _workshop),
    "workshops:bookings_csv": Access(READS_PANELS, _workshop),
    "workshops:new_workshop": Access(RUNS_PANELS),
    "workshops:change_workshop": Access(RUNS_PANELS, _workshop),
    "workshops:call_off_workshop": Access(RUNS_PANELS, _workshop),
    "funding:questions": Access(EVERYONE, _round),
    "funding:questions_pdf": Access(EVERYONE, _round),
    "reports:where": Access(EVERYONE),
    "reports:where_csv": Access(EVERYONE),
    "reports:where_json": Access(EVERYONE),
    "reports:grants": Access(EVERYONE),
    "reports:grant": Access(EVERYONE, lambda world: {"reference": world.past_award.reference}),
    "reports:open_data": Access(EVERYONE),
    "reports:grants_json": Access(EVERYONE),
    "reports:grants_csv": Access(EVERYONE),
    "reports:grants_xlsx": Access(EVERYONE),
    "reports:money": Access(CASE_STAFF),
    "reports:money_csv": Access(CASE_STAFF),
    "reports:money_xlsx": Access(CASE_STAFF),
    "assessment:panels": Access(READS_PANELS),
    "assessment:new_panel": Access(RUNS_PANELS, _without_panel),
    "assessment:panel": Access(READS_PANELS, _panel),
    "assessment:change_panel": Access(RUNS_PANELS, _panel),
    "assessment:assign_evenly": Access(RUNS_PANELS, _panel),
    "assessment:room": Access(READS_PANELS, _panel),
    "assessment:ranking_file": Access(READS_PANELS, _panel),
    "assessment:meeting": Access(RUNS_PANELS, _panel),
    "assessment:case": Access(READS_PANELS, _case_at_panel),
    "assessment:assign": Access(RUNS_PANELS, _case_at_panel),
    "assessment:recuse": Access(RUNS_PANELS, _case_at_panel),
    "assessment:record_conflict": Access(RUNS_PANELS, _case_at_panel),
    "assessment:lift_conflict": Access(MANAGERS, _case_at_panel),
    "assessment:decide": Access(RUNS_PANELS, _case_at_panel),
    "assessment:drop": Access(RUNS_PANELS, _agreed),
    "assessment:reopen": Access(RUNS_PANELS, _agreed),
    "assessment:record": Access(READS_PANELS, _agreed),
}


def _letter(world: World) -> dict[str, Any]:
    return {"token": world.letter.token}


ACCESS |= {
    "desk:my_home": Access(SIGNED_IN),
    "desk:today": Access(STAFF),
    "desk:search": Access(CASE_STAFF),
    "desk:case_list": Access(CASE_STAFF),
    "desk:case_export": Access(CASE_STAFF, lambda world: {"kind": "csv"}),
    "desk:case": Access(CASE_STAFF, _sent),
    "desk:letter_list": Access(CASE_STAFF),
    "desk:letter": Access(CASE_STAFF, _letter),
    "desk:letter_html": Access(CASE_STAFF, _letter),
    "desk:letter_again": Access(CASE_STAFF, _letter),
}
