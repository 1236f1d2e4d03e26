"""What made-up groups write: an opening, a middle and an end, chosen by who writes and what is asked."""

from random import Random

WILL = (
    (
        "We will meet every week, in a room that people know, and let those who come decide what is next.",
        "Every Tuesday and Saturday we open the doors, put the urn on and get the tools or the drums out.",
        "We will start small: eight sessions on the estate, outdoors where the weather lets us.",
        "Twelve of us have met in a kitchen since spring, and this takes us out of it and into a hall.",
        "First we knock on every door of six streets and ask what people would get off the sofa for.",
    ),
    (
        "Two people from the street hold the keys, and a third is learning the books.",
        "A paid worker gets it going for six months and hands each part over to those who come.",
        "Older members teach the young ones, who teach them phones and photographs in return.",
        "We share the minibus with the scouts and the freezer with the church.",
        "A tutor comes once a fortnight; in between we practise, mend and eat together.",
    ),
    (
        "Nobody pays at the door, and nobody has to explain why they came.",
        "By summer we want a day out that everybody had a hand in planning.",
        "What we make is given away on the last evening, with the recipe, pattern or plan beside it.",
        "We keep a place free each week for whoever the surgery or the school sends us.",
        "When the money ends the room, the kit and the habit stay.",
    ),
)
HAVE = (
    (
        "A hall that stands empty four evenings a week, and a caretaker who wants it used.",
        "Half an acre behind the garages that the housing association lets us have for nothing.",
        "The old chapel rooms, dry since the roof was done, with a kitchen that passes inspection.",
        "A boat, two moorings and a towpath that hundreds of people walk each day.",
        "A row of shops with two shutters down, and a landlord who answers the telephone.",
    ),
    (
        "A retired joiner with time, and forty neighbours on a chat group.",
        "Three cooks, a bookkeeper, and a woman who can talk anybody into anything.",
        "A choir of twenty, and the brass band that practises through the wall.",
        "Nine lads who never miss a week, and the grandmothers who feed them.",
        "Two nurses, a bus driver and somebody who used to run a factory floor.",
    ),
    (
        "People here lend each other ladders already.",
        "The ward councillor and the community police officer both know us by name.",
        "When the river came up it was our members who carried the sandbags.",
        "The school gives us its field on Saturdays, and the shop its unsold bread.",
        "We have £640 in the bank from raffles and owe nothing.",
    ),
)
HELPED = (
    (
        "We asked at the school gate, in the chip shop queue and at two open evenings.",
        "Members of the youth club ran the whole survey themselves, clipboards and all.",
        "A table at the market for four Saturdays, and a jar of marbles to vote with.",
        "The lunch club talked it over for a month and then told us we had it wrong.",
        "Carers drew up the first list, since it is their free hours that it is built around.",
    ),
    (
        "Sixty people drew on the map.",
        "A hundred and four answers came back, eleven of them by letter.",
        "People who had stayed away told us why: the steps, the cost and the dark walk home.",
        "Two families who are new to England translated it for the others.",
        "We rang everybody who left last year and asked what would bring them back.",
    ),
    (
        "The young people's version won, so it is theirs we are sending.",
        "We dropped our first idea after that; this one came from the floor.",
        "Five of those who spoke up now sit on the committee.",
        "They asked for fewer sessions, later in the day, and for proper chairs.",
        "The plan on these pages was read aloud to them before we sent it.",
    ),
)
DIFFERENT = (
    (
        "People will know each other's names.",
        "Fewer people will spend the whole weekend without speaking to anyone.",
        "Young people will have somewhere that is theirs between tea and ten o'clock.",
        "Those who come will walk further, sleep better and see the doctor less.",
        "A street that everybody crossed will be one that people stop in.",
    ),
    (
        "We count who comes back, and who brings somebody.",
        "Each person says on the first day what they hope for, and on the last whether it came.",
        "A register, a wall of photographs and one honest evening in the middle of the year.",
        "The school keeps its own figures, and shares them with us each term.",
        "We use the short well-being scale that the surgery uses, so both can compare.",
    ),
    (
        "Everybody is asked the same three questions in March and October, and we write down what they say.",
        "If numbers drop below fifteen we stop, ask and change it.",
        "We will tell you what did not work as plainly as what did.",
        "The results go on the noticeboard before they go to anybody else.",
        "A student from the college looks at it all with fresh eyes at the end.",
    ),
)
LONG = {"have": HAVE, "is_intake": HELPED, "different": DIFFERENT, "will": WILL}
SUMMARIES = (
    "neighbours making something good where they live.",
    "a reason to leave the house, and people to see there.",
    "started in a kitchen, and too big for it now.",
    "what our young people asked for when we asked them.",
    "older and younger people of three streets, together once a week.",
)
GIVES = ("The parish fair, £300", "A raffle, £180", "The housing association, £500", "Our own savings, £250")
KEEPS_SAFE = (
    "Asha Grundy, a trustee",
    "Colin Bamber, our secretary",
    "Marta Wisniak, who runs the youth club",
    "Joyce Peel, a retired nurse",
    "Yusuf Karim, the treasurer",
)


def long_words(label: str, writer: str) -> str:
    """An answer to a long question, by words in its `label`. One `writer` always writes the same."""
    parts = next((parts for word, parts in LONG.items() if word in label), WILL)
    chance = _chance(f"{writer} {label}")
    return " ".join(chance.choice(part) for part in parts)


def short_words(label: str, writer: str) -> str:
    """An answer to a short question."""
    return _chance(f"{writer} {label}").choice(GIVES if "who gives" in label.lower() else KEEPS_SAFE)


def summary_words(title: str, writer: str) -> str:
    return f"{title}: {_chance(writer).choice(SUMMARIES)}"


def _chance(seed: str) -> Random:
    return Random(seed)  # noqa: S311 - made-up words
