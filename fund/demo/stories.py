"""The demonstration's pages: one for each round, and six stories with pictures that we drew."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO

from django.core.files.images import ImageFile
from django.db import transaction

from cms.models import FundingIndexPage, Picture, RoundPage, StoryIndexPage, StoryPage
from cms.models.pages import BasePage
from cms.site import ensure_site
from fund.common.dates import LONDON
from fund.demo.pictures import ALT_TEXTS, draw_picture
from grants.awards.models import Award
from grants.funding.models import Round


@dataclass(frozen=True)
class Told:
    """A story: the group it is about, by its slug, and the picture that goes with it."""

    group: str
    picture: str
    title: str
    summary: str
    words: str
    quote: str
    who: str


STORIES: tuple[Told, ...] = (
    Told(
        "seven-stiles-growers",
        "allotment",
        "The ground nobody wanted",
        "Nettles, a skip and eleven people who would not be told. Now there is a queue for the beds.",
        "<p>The first morning they found a bath, two doors and a trolley under the nettles. The bath "
        "is still there: it grows watercress.</p><p>Seven years on, forty households share the tunnels. What "
        "they can't eat goes to the pantry on the corner, and on the last Saturday of the month everybody "
        "sits down at one table.</p>",
        "I came for the onions. I stayed because somebody noticed when I didn't come.",
        "Harold, who has bed nine",
    ),
    Told(
        "towpath-lanterns",
        "canal",
        "Lights along the water",
        "People stopped walking the towpath after dark. Neighbours put the light back, and themselves.",
        "<p>The group asked two hundred people why they did not walk by the canal. It was not the dark, most "
        "of them said. It was that nobody else was there.</p><p>So the money went on lamps and benches, and "
        "on a rota: two people in yellow coats, every evening, who say hello.</p>",
        "You can hear it is working. There are dogs again.",
        "Leanne, who walks on Thursdays",
    ),
    Told(
        "weavers-yard-hall",
        "hall",
        "The hall that young people run",
        "It had been locked for six years. They asked for the key, and then for the accounts.",
        "<p>The oldest on the committee is nineteen. They chose the paint, argued about the chairs and "
        "learned what insurance is.</p><p>The café pays for the heating now. On Fridays it is so full that "
        "they open the doors in January.</p>",
        "Nobody had asked us before. It turns out we had a list.",
        "Zofia, treasurer, 17",
    ),
    Told(
        "cinder-lane-juniors",
        "pitch",
        "A pitch that drains",
        "Eleven matches called off in one winter. Four new teams in the next.",
        "<p>It is not a beautiful story: it is a story about pipes. Parents dug, a retired surveyor drew the "
        "falls, and the fund paid for stone.</p><p>The girls' team came first. Then the walking football, "
        "which has a waiting list.</p>",
        "I have never been so proud of a drain.",
        "Wayne, who kept the levels",
    ),
    Told(
        "pit-pony-shed",
        "shed",
        "Mended by hand",
        "Four hundred bicycles, one kettle, and fewer evenings alone.",
        "<p>They mend what comes in and give back what they can. A bicycle goes out with a bell, a lock and "
        "a lesson.</p><p>Most of the people at the benches came because a nurse, a neighbour or a daughter "
        "walked them to the door. Most now hold a key.</p>",
        "My hands remembered before I did.",
        "Frank, second bench from the stove",
    ),
    Told(
        "the-long-table",
        "table",
        "Dinner for anybody",
        "One evening a week, one long table, no tickets and no questions.",
        "<p>It began with six people and a borrowed pan. Now sixty come, and a different street cooks each "
        "week.</p><p>Nobody is a guest: you lay a place, you stir, or you wash up. Two allotments and a "
        "baker send what they have.</p>",
        "You can't stay a stranger when you have both dried the same plate.",
        "Pauline, Tuesdays",
    ),
)
LEADS = {
    "small": "Up to £2,000 for kit, a trip, a first event, or whatever your group is one step away from.",
    "start": "Up to £10,000 to try something new and see whether it works.",
    "big": "Up to £60,000 over one to three years for an idea that could change the place where you live.",
}
ADVICE = (
    "<h2>What makes a good application</h2><p>Tell us what people and places already have, and who helped to "
    "shape the idea. Plain words are best. It is fine to say what you don't know yet.</p>"
    "<h2>Before you apply</h2><p>Come to a workshop. We run one in each neighbourhood while a round is open, "
    "with tea, examples and people who have done it before.</p>"
)


@transaction.atomic
def publish_demonstration(today: date) -> None:
    """Pages of all rounds, and the stories, the newest a week ago. Needs the demonstration's rows."""
    ensure_site()
    index = FundingIndexPage.objects.get()
    for round_ in Round.objects.counting().order_by("opens_at"):
        lead = next((words for start, words in LEADS.items() if round_.slug.startswith(start)), "")
        page = RoundPage(
            title=round_.name, slug=round_.slug, round=round_, lead=lead, body=[("text", ADVICE)]
        )
        _publish(index, page, min(round_.opens_at, _noon(today)))
    stories = StoryIndexPage.objects.get()
    for number, told in enumerate(STORIES):
        _publish(stories, _story(told), _noon(today - timedelta(days=7 + 45 * (len(STORIES) - 1 - number))))


def _story(told: Told) -> StoryPage:
    award = Award.objects.get(commitment__organisation__slug=told.group)
    file = ImageFile(BytesIO(draw_picture(told.picture)), name=f"{told.picture}.png")
    picture = Picture.objects.create(title=told.title, alt=ALT_TEXTS[told.picture], file=file)
    return StoryPage(
        title=told.title,
        award=award,
        summary=told.summary,
        picture=picture,
        body=[("text", told.words), ("quote", {"words": told.quote, "who": told.who})],
    )


def _publish(parent: BasePage, page: BasePage, at: datetime) -> None:
    parent.add_child(instance=page)
    page.save_revision().publish()
    type(page).objects.filter(pk=page.pk).update(first_published_at=at, last_published_at=at)


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), LONDON)
