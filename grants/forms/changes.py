"""What differs between two versions of a form, in plain words for the groups who are filling it in."""

from collections.abc import Iterator
from dataclasses import replace

from grants.forms.definition import FormDefinition, Question, Section


def describe_changes(before: FormDefinition, after: FormDefinition) -> list[str]:
    """Return one sentence for each thing that changed, in the order of the form; what is gone comes last."""
    titles = {section.id: section.title for section in before.sections}
    found = [
        sentence
        for section in after.sections
        for sentence in (*_section(section, titles), *_questions(section, before))
    ]
    found += [_gone(question) for question in before if question.id not in after.by_id]
    if not found and _order(before) != _order(after):
        found.append("The questions stand in another order.")
    return found


def _order(form: FormDefinition) -> list[list[str]]:
    return [[question.id for question in section.questions] for section in form.sections]


def _section(section: Section, titles: dict[str, str]) -> Iterator[str]:
    was = titles.get(section.id)
    if was is None:
        yield f"There is a new part: “{section.title}”."
    elif was != section.title:
        yield f"The part “{was}” is now called “{section.title}”."


def _questions(section: Section, before: FormDefinition) -> Iterator[str]:
    for question in section.questions:
        label, was = question.label, before.by_id.get(question.id)
        if was is None:
            kind = "New question" if question.type.is_asked else "New guidance"
            yield f"{kind}: “{label}”, in “{section.title}”."
            continue
        if was.label != label:
            yield f"“{was.label}” now reads “{label}”."
        if was.required != question.required:
            must = "must" if question.required else "need not"
            yield f"“{label}” {must} be answered now."
        if _rest(was) != _rest(question):
            yield f"“{label}” has changed: read its hint and limits again."
        if before.section_of(question.id).id != section.id:
            yield f"“{label}” has moved to “{section.title}”."


def _rest(question: Question) -> Question:
    """What a group does not see, or sees said in a line of its own, left out."""
    return replace(question, label="", required=False)


def _gone(question: Question) -> str:
    if not question.type.is_asked:
        return f"The guidance “{question.label}” is gone."
    return f"“{question.label}” is no longer asked. What you wrote there is kept with your draft."
