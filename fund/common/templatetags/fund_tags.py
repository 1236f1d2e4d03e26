"""What templates ask for most: money, dates, tags, the navigation and the parts of a form."""

from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django import forms, template
from django.conf import settings
from django.forms import BaseForm, BoundField
from django.template import TemplateSyntaxError
from django.template.base import FilterExpression, Parser, Token, token_kwargs
from django.template.context import Context
from django.template.loader import get_template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from fund.common import dates as moments
from fund.common.forms import UNSEEN
from fund.common.money import format_money
from fund.common.stylesheets import stylesheets_to_link

register = template.Library()

# The tone of each state, whichever app it belongs to: one word, one colour, everywhere.
TONES = {
    "good": "accepted met paid active completed released agreed award verified open sent_to_bank approved "
    "clean settled",
    "warn": "returned in_progress evidence_submitted offered reserve raised closing waiting",
    "bad": "refused failed ineligible suspended ended ended_early blocked lapsed overdue infected",
    "plain": "draft planned withdrawn expired cancelled decline closed archived recused faded hidden "
    "superseded decided waived",
}
_TONE_OF = {state: tone for tone, states in TONES.items() for state in states.split()}


@register.filter
def money(amount: Decimal | int | None) -> str:
    """`£24,000` or `£24,000.50`; nothing for None."""
    return "" if amount is None or amount == "" else format_money(Decimal(amount))


@register.filter
def whole_pounds(amount: Decimal | None) -> str:
    """`£24,000`: to the nearest pound, for what is reckoned and not counted; nothing for None."""
    return "" if amount is None else format_money(amount.quantize(Decimal(1)))


@register.filter
def one_line(words: str) -> str:
    """Somebody's words in a sentence of ours, in plain text: they begin no line and turn none round."""
    return UNSEEN.sub("", " ".join(words.split()))


@register.filter
def set_apart(words: str) -> str:
    """Somebody's words in plain text, each line marked, so that none can pass for one of ours."""
    return "\n".join(f"> {UNSEEN.sub('', line)}".rstrip() for line in words.strip().splitlines())


@register.filter
def percent(share: Decimal | float | int | None, places: int = 0) -> str:
    """A number out of a hundred as `12%`; nothing for None."""
    return "" if share is None or share == "" else f"{Decimal(str(share)):.{places}f}%"


@register.filter
def deadline(moment: datetime | None) -> str:
    """`Friday 29 November at 5pm`, in London time."""
    return moments.format_deadline(moment) if moment else ""


@register.filter
def moment_in_full(moment: datetime | None) -> str:
    """`Friday 29 November 2026 at 5pm`: for receipts and letters, read years later."""
    return moments.format_deadline(moment, year=True) if moment else ""


@register.filter
def time_of_day(moment: datetime | None) -> str:
    """`5pm`, in London time."""
    return moments.format_time(moment) if moment else ""


@register.filter
def left(moment: datetime | None) -> str:
    """`84 days left`."""
    return moments.format_time_left(moment, timezone.now()) if moment else ""


@register.filter
def day(value: date | datetime | None) -> str:
    """`29 November 2026`; the London day of a moment."""
    if not value:
        return ""
    return moments.format_date(
        value.astimezone(moments.LONDON).date() if isinstance(value, datetime) else value
    )


@register.filter
def short_day(value: date | datetime | None) -> str:
    """`29 Nov`, and `29 Nov 2019` in any year but this one: for dense tables."""
    if not value:
        return ""
    local = value.astimezone(moments.LONDON).date() if isinstance(value, datetime) else value
    this_year = timezone.now().astimezone(moments.LONDON).year
    return f"{local.day} {local:%b}" if local.year == this_year else f"{local.day} {local:%b %Y}"


@register.filter
def file_size(size: int | None) -> str:
    """`840 kB` or `2.1 MB`."""
    if size is None:
        return ""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} kB"


@register.simple_tag
def tag(words: str, tone: str = "info") -> SafeString:
    """A tag in one of the tones info, good, warn, bad, plain: `{% tag "Open" "good" %}`."""
    extra = "" if tone == "info" else f" tag--{tone}"
    return format_html('<span class="tag{}">{}</span>', extra, words)


@register.simple_tag
def tag_for(state: str, words: str = "", tone: str = "") -> SafeString:
    """The tag of a state, in its house colour: `{% tag_for thing.state thing.get_state_display %}`."""
    return tag(words or str(state).replace("_", " ").capitalize(), tone or _TONE_OF.get(str(state), "info"))


class WrapNode(template.Node):
    """The nodes between a tag and its end, drawn within a component's template."""

    def __init__(self, name: str, nodes: template.NodeList, facts: dict[str, FilterExpression]) -> None:
        self.name, self.nodes, self.facts = name, nodes, facts

    def render(self, context: Context) -> SafeString:
        facts = {name: value.resolve(context) for name, value in self.facts.items()}
        drawn: Any = get_template(f"components/_{self.name}.html")
        with context.push(**facts, content=mark_safe(self.nodes.render(context))):
            return mark_safe(drawn.template.render(context))


def _wrap(parser: Parser, token: Token) -> WrapNode:
    """`{% table label="Grants" kind="stack" %}…{% endtable %}`: what stands between, in its component."""
    name, *bits = token.split_contents()
    facts = token_kwargs(bits, parser)
    if bits:
        raise TemplateSyntaxError(f"{name} takes named values only, such as label=words")
    nodes = parser.parse((f"end{name}",))
    parser.delete_first_token()
    return WrapNode(name, nodes, facts)


# The components that are written around what they hold.
WRAPPING = ("table", "facts", "breadcrumbs", "card")
for _name in WRAPPING:
    register.tag(_name, _wrap)


@register.simple_tag(takes_context=True)
def active_nav(context: Context, *prefixes: str, exact: bool = False) -> SafeString:
    """` aria-current` for a navigation link: `page` on that very page, `true` on pages below it."""
    path = getattr(context.get("request"), "path", "")
    if path in prefixes:
        return SafeString(' aria-current="page"')
    below = not exact and any(path.startswith(prefix) for prefix in prefixes)
    return SafeString(' aria-current="true"' if below else "")


@register.simple_tag
def fund_name() -> str:
    """What this fund calls itself."""
    return str(settings.FUND_NAME)


@register.simple_tag
def contact_email() -> str:
    """The address that people can write to."""
    return str(settings.CONTACT_EMAIL)


@register.simple_tag
def link_stylesheets() -> SafeString:
    """The links of the stylesheets."""
    return _links_to(tuple(stylesheets_to_link()), settings.STATIC_URL)


@cache
def _links_to(names: tuple[str, ...], base: str) -> SafeString:
    """Made once: the address of a file says which content it has, so it never changes while we run."""
    return format_html_join("\n", '<link rel="stylesheet" href="{}">', ((static(name),) for name in names))


@register.filter
def shows_optional(field: BoundField) -> bool:
    """Whether the label should say that the question is optional."""
    marks = getattr(field.form, "marks_optional", True)
    alone = isinstance(field.field.widget, forms.CheckboxInput)
    sometimes = getattr(field.field, "sometimes_needed", False)
    return bool(marks and not field.field.required and not alone and not sometimes)


@register.filter
def control(field: BoundField) -> str:
    """How a field is drawn: `choices`, `checkbox`, `money` or `plain`."""
    widget = field.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    if isinstance(widget, forms.CheckboxInput):
        return "checkbox"
    return "money" if getattr(widget, "prefix", None) or getattr(widget, "suffix", None) else "plain"


@register.simple_tag
def problems_of(*sources: Any) -> list[dict[str, str]]:
    """What there is to fix: `{"text", "target"}` for each error of the forms and sentences given."""
    found: list[dict[str, str]] = []
    for source in sources:
        if not source:
            continue
        if isinstance(source, BaseForm):
            found += _problems_of_form(source)
        elif isinstance(source, str):
            found.append({"text": source, "target": ""})
        elif hasattr(source, "management_form"):
            found += [{"text": text, "target": ""} for text in source.non_form_errors()]
            found += [problem for form in source for problem in _problems_of_form(form)]
        elif isinstance(source, list | tuple):
            found += [{"text": str(text), "target": ""} for text in source]
    return found


def _problems_of_form(form: BaseForm) -> list[dict[str, str]]:
    found = [{"text": str(text), "target": ""} for text in form.non_field_errors()]
    for name in filter(form.errors.__contains__, form.fields):
        field = form[name]
        target = field.id_for_label or field.auto_id
        if control(field) == "choices":
            target = f"{field.auto_id}_0"
        found += [{"text": _said_alone(field, str(text)), "target": str(target)} for text in field.errors]
    return found


def _said_alone(field: BoundField, text: str) -> str:
    """An error as it reads away from its field: one that names nothing is given the name of the question."""
    generic = text == str(forms.Field.default_error_messages["required"])
    return f"{field.label}: {text[:1].lower()}{text[1:]}" if generic else text
