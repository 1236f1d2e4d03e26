"""An application's facts against its round's rules, computed for the officer who checks it."""

from collections.abc import Iterator
from dataclasses import dataclass

from fund.common.dates import format_date, format_deadline
from fund.common.money import format_money
from grants.applications import rules
from grants.applications.models import Application, Submission
from grants.forms.values import months_after
from grants.funding.facts import eligible_wards


@dataclass(frozen=True)
class Fact:
    """One rule: what the round says, what the application says, and whether they agree."""

    title: str
    rule: str
    says: str
    kept: bool


def facts_of(application: Application, submission: Submission) -> list[Fact]:
    """Every rule that a machine can check. Judgement is left to the officer."""
    return [
        _kind(application),
        _amount(application),
        *_dates(application),
        _areas(application),
        _time(application, submission),
        *_documents(submission),
    ]


def _kind(application: Application) -> Fact:
    group, round_ = application.organisation, application.round
    rule = "; ".join(round_.eligible_form_names) or "Any kind of group"
    return Fact("Kind of group", rule, group.get_legal_form_display(), round_.accepts_form(group.legal_form))


def _amount(application: Application) -> Fact:
    round_, amount = application.round, application.amount
    rule = f"{format_money(round_.least)} to {format_money(round_.most)}"
    kept = amount is not None and round_.least <= amount <= round_.most
    return Fact("Amount", rule, format_money(amount) if amount is not None else "Not given", kept)


def _dates(application: Application) -> Iterator[Fact]:
    starts, ends, months = application.starts_on, application.ends_on, application.round.months
    if starts and ends:
        kept = starts <= ends <= months_after(starts, months)
        yield Fact("Dates", f"Up to {months} months", f"{format_date(starts)} to {format_date(ends)}", kept)


def _areas(application: Application) -> Fact:
    shares = list(application.shares.select_related("area"))
    allowed = set(eligible_wards(application.round).values_list("pk", flat=True))
    whole = sum(share.percent for share in shares) == 100
    kept = whole and all(share.area_id in allowed for share in shares)
    named = [str(area) for area in application.round.eligible_areas.all()]
    says = ", ".join(f"{share.area} {share.percent.normalize():f}%" for share in shares) or "None"
    return Fact("Wards", ", ".join(named) or "Any ward of the borough", says, kept)


def _time(application: Application, submission: Submission) -> Fact:
    closes = rules.closes_for(application)
    ends = rules.ends_for(application)
    first = application.submitted_at or submission.submitted_at
    rule = f"By {format_deadline(closes)}" if closes else "At any time"
    return Fact("First sent", rule, format_deadline(first), ends is None or first < ends)


def _documents(submission: Submission) -> Iterator[Fact]:
    given = {row["question"] for row in submission.documents}
    for question in submission.form_version.definition.settle(submission.answers, given):
        if not question.type.is_file or question.hidden:
            continue
        names = [row["name"] for row in submission.documents if row["question"] == question.id]
        rule = "Needed" if question.required else "If there is one"
        kept = bool(names) or not question.required
        yield Fact(question.label, rule, ", ".join(names) or "None", kept)
