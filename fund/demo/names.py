"""Names that sound like Wigan's neighbourhoods and belong to nobody."""

import random

SPOTS = (
    "Bracken Bank", "Cinder Hill", "Colliery Row", "Hollin Brook", "Larkfield", "Mosslands", "Pit Pony",
    "Weavers Yard", "Tenter Fold", "Sparrow Lane", "Engine Bridge", "Coal Basin", "Clog Street",
    "Amber Vale", "Rushy Meadow", "Fustian Row", "Beacon Fold", "Three Sluices", "Lamp Room",
    "Winding House", "Ginny Lane", "Plover Croft", "Thistle Heights", "Old Tramway", "Spindle Court",
    "Quarry Side", "Marl Pits", "Ropewalk", "Elder Clough", "Kingfisher Wharf", "Tipplers Way",
    "Hawthorn Rise", "Bobbin Hill", "Slack Lane", "Cotton Green", "Pigeon Loft", "Shuttle Fold",
    "Brickfield", "Willow Flash", "Sidings", "Seven Stiles", "Damson Garth", "Red Brick",
    "Candle Street", "Wheatsheaf Fields", "Navvy Bank", "Dray Horse", "Ninepin",
)  # fmt: skip
DEEDS = (
    "Growers", "Boxing", "Angels", "Singers", "Sheds", "Juniors", "Pantry", "Repair Café", "Walkers",
    "Stitchers", "Brass", "Digital Friends", "Young Makers", "Neighbours", "Dads", "Memory Café",
    "Swimmers", "Storytellers", "Cyclists", "Bowls", "Dance", "Kitchen", "Beekeepers", "Film Club",
    "Anglers", "Wellbeing", "Youth Forum", "Carers", "Football", "Netball", "Sculptors", "Garden",
    "Chess", "Book Bus", "Rangers", "Theatre", "Gamers", "Toddlers", "Breakfast Club", "Radio",
    "Drummers", "Woodland", "Welcome", "Photographers", "Tai Chi",
)  # fmt: skip
FIRST = (
    "Aisha", "Alan", "Amina", "Beth", "Brian", "Carol", "Chidi", "Dawn", "Derek", "Ewa", "Fatima",
    "Frank", "Gail", "Grace", "Harold", "Imran", "Irene", "Jan", "Jean", "Kamil", "Karen", "Kofi",
    "Leanne", "Lin", "Maureen", "Megan", "Nadia", "Neil", "Olu", "Pauline", "Priya", "Ravi", "Roy",
    "Sandra", "Sean", "Tariq", "Tom", "Una", "Vera", "Wayne", "Yusuf", "Zofia",
)  # fmt: skip
LAST = (
    "Ashurst", "Baines", "Calland", "Dorning", "Eckersall", "Farrimund", "Gaskin", "Hartnoll",
    "Ilderton", "Jolleys", "Kearsby", "Lathwood", "Marsdale", "Nairn", "Okafor", "Pemble", "Quigley",
    "Rimmerley", "Seddall", "Tunstead", "Unsby", "Vose", "Winstead", "Yatesby", "Zielak", "Rahman",
    "Nowak", "Adeyemi",
)  # fmt: skip
TITLES = (
    "Growing tunnels for everybody", "A warm room on Tuesdays", "Bikes for the estate",
    "Songs before supper", "The repair bench", "Saturday strikers", "A garden for the carers",
    "Lanterns by the lock", "Tea and tablets", "Boxing clever", "The story bus", "Walking with wheels",
    "A kitchen for forty", "Dads and drums", "Bees on the roof", "A pitch that drains",
    "The listening bench", "Makers after school", "Swim again", "Names for the cutting",
)  # fmt: skip
AIMS: dict[str, str] = {
    "Growers": "raised beds and a growing tunnel where neighbours meet and eat what they grow",
    "Boxing": "evening sessions that give young people somewhere to be and someone to talk to",
    "Sheds": "a workshop where people mend things, learn from each other and are less alone",
    "Pantry": "a pantry where a small subscription fills a bag and a cup of tea comes with it",
    "Memory Café": "a weekly café for people living with dementia and those who care for them",
    "Digital Friends": "patient help with phones and forms, in libraries and at kitchen tables",
    "Repair Café": "a monthly morning when broken things are mended by those who know how",
    "Youth Forum": "a forum in which young people choose, plan and run what happens for them",
}
USUAL_AIM = "regular sessions, run by local people, that bring neighbours together and build on what is here"

STREETS = ("Lane", "Row", "Street", "Court", "Way", "Croft", "Fold", "Yard", "Wharf", "Rise", "Bank")
TOWNS = {
    "WN4": "Ashton-in-Makerfield",
    "WN7": "Leigh",
    "WA3": "Golborne",
    "M46": "Atherton",
    "M29": "Tyldesley",
}


def street_of(group: str) -> str:
    """The street that a group of this name could be in."""
    spot = next((each for each in SPOTS if group.startswith(each)), "Canal")
    return spot if spot.endswith(STREETS) else f"{spot} Street"


def town_of(postcode: str) -> str:
    """The post town of `postcode`, written without its space."""
    return TOWNS.get(postcode.replace(" ", "")[:-3], "Wigan")


def group_names(chance: random.Random, count: int) -> list[tuple[str, str]]:
    """`count` different names, each with what the group does."""
    pairs = [(spot, deed) for spot in SPOTS for deed in DEEDS]
    return [(f"{spot} {deed}", AIMS.get(deed, USUAL_AIM)) for spot, deed in chance.sample(pairs, count)]


def person_name(chance: random.Random) -> str:
    return f"{chance.choice(FIRST)} {chance.choice(LAST)}"
