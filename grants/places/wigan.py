"""The wards of Wigan since May 2023, for the demonstration.

Populations: Census 2021 residents, apportioned to the wards; about 5% either way. Deprivation: the mean
score of each ward's small areas in the English Indices of Deprivation 2025. Sources: Office for National
Statistics and MHCLG, Open Government Licence v3.0. The neighbourhoods, their names and the tiles are ours.
"""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from grants.places.models import Area, AreaKind, Postcode

VINTAGE = 2023


@dataclass(frozen=True)
class WardFacts:
    """One ward. `column` and `row` place its hexagon: every odd row stands half a tile to the right."""

    code: str
    name: str
    short_name: str
    population: int
    deprivation: Decimal
    neighbourhood: str
    column: int
    row: int


def _ward(
    code: str, names: tuple[str, str], people: int, score: str, part: str, at: tuple[int, int]
) -> WardFacts:
    return WardFacts(code, names[0], names[1], people, Decimal(score), part, at[0], at[1])


NEIGHBOURHOODS: dict[str, str] = {
    "atherton": "Atherton, Tyldesley and Astley",
    "hindley": "Hindley, Abram and Ince",
    "leigh": "Leigh",
    "lowton": "Lowton, Golborne and Ashton",
    "wigan-central": "Wigan Central and West",
    "wigan-north": "Standish, Aspull, Shevington and Orrell",
    "wigan-south": "Pemberton, Winstanley and Bryn",
}

WARDS: tuple[WardFacts, ...] = (
    _ward("E05014989", ("Abram", "Abram"), 15_415, "34.5", "hindley", (3, 3)),
    _ward("E05014990", ("Ashton-in-Makerfield South", "Ashton"), 11_515, "15.3", "lowton", (2, 5)),
    _ward("E05014991", ("Aspull, New Springs & Whelley", "Aspull"), 12_376, "17.4", "wigan-north", (3, 0)),
    _ward("E05014992", ("Astley", "Astley"), 13_744, "10.3", "atherton", (6, 4)),
    _ward("E05014993", ("Atherton North", "Atherton North"), 14_557, "35.4", "atherton", (5, 2)),
    _ward("E05014994", ("Atherton South & Lilford", "Atherton South"), 13_294, "20.2", "atherton", (5, 3)),
    _ward(
        "E05014995", ("Bryn with Ashton-in-Makerfield North", "Bryn"), 11_276, "20.9", "wigan-south", (2, 4)
    ),
    _ward("E05014996", ("Douglas", "Douglas"), 13_482, "38.0", "wigan-central", (2, 2)),
    _ward("E05014997", ("Golborne & Lowton West", "Golborne"), 12_313, "23.9", "lowton", (3, 4)),
    _ward("E05014998", ("Hindley", "Hindley"), 13_835, "33.7", "hindley", (3, 1)),
    _ward("E05014999", ("Hindley Green", "Hindley Green"), 12_081, "16.5", "hindley", (4, 2)),
    _ward("E05015000", ("Ince", "Ince"), 13_458, "47.1", "hindley", (3, 2)),
    _ward("E05015001", ("Leigh Central & Higher Folds", "Leigh Central"), 15_211, "35.1", "leigh", (5, 4)),
    _ward("E05015002", ("Leigh South", "Leigh South"), 12_501, "27.1", "leigh", (4, 5)),
    _ward("E05015003", ("Leigh West", "Leigh West"), 15_899, "40.5", "leigh", (4, 3)),
    _ward("E05015004", ("Lowton East", "Lowton East"), 13_834, "12.3", "lowton", (4, 4)),
    _ward("E05015005", ("Orrell", "Orrell"), 12_254, "11.4", "wigan-north", (0, 1)),
    _ward("E05015006", ("Pemberton", "Pemberton"), 14_164, "42.3", "wigan-south", (1, 2)),
    _ward(
        "E05015007",
        ("Shevington with Lower Ground & Moor", "Shevington"),
        12_992,
        "10.0",
        "wigan-north",
        (1, 0),
    ),
    _ward("E05015008", ("Standish with Langtree", "Standish"), 13_429, "10.2", "wigan-north", (2, 0)),
    _ward("E05015009", ("Tyldesley & Mosley Common", "Tyldesley"), 12_807, "22.5", "atherton", (6, 3)),
    _ward("E05015010", ("Wigan Central", "Wigan Central"), 13_407, "28.7", "wigan-central", (2, 1)),
    _ward("E05015011", ("Wigan West", "Wigan West"), 11_804, "25.5", "wigan-central", (1, 1)),
    _ward("E05015012", ("Winstanley", "Winstanley"), 11_649, "6.3", "wigan-south", (1, 3)),
    _ward("E05015013", ("Worsley Mesnes", "Worsley Mesnes"), 12_058, "25.8", "wigan-south", (2, 3)),
)

# A few real postcodes of each ward, with latitude and longitude. Source: Code-Point Open, OS OpenData.
POSTCODES: dict[str, tuple[tuple[str, str, str], ...]] = {
    "E05014989": (
        ("WN25RA", "53.51242", "-2.59334"),
        ("WN25LS", "53.52044", "-2.59650"),
        ("WN25TJ", "53.51438", "-2.57363"),
    ),
    "E05014990": (
        ("WN49DA", "53.48721", "-2.63382"),
        ("WN48QU", "53.49091", "-2.63591"),
        ("WN49HY", "53.48688", "-2.62200"),
    ),
    "E05014991": (
        ("WN21PE", "53.57326", "-2.60970"),
        ("WN21PP", "53.56690", "-2.58719"),
        ("WN21XX", "53.56845", "-2.58027"),
    ),
    "E05014992": (
        ("M297EW", "53.48914", "-2.46931"),
        ("M297GL", "53.50128", "-2.45175"),
        ("M297NL", "53.50563", "-2.44744"),
    ),
    "E05014993": (
        ("M469NW", "53.53035", "-2.48792"),
        ("M460ND", "53.52619", "-2.49252"),
        ("M469RX", "53.53189", "-2.47645"),
    ),
    "E05014994": (
        ("M460RR", "53.50912", "-2.50171"),
        ("M460AG", "53.52106", "-2.49042"),
        ("WN71JT", "53.50051", "-2.50789"),
    ),
    "E05014995": (
        ("WN40DE", "53.50294", "-2.65184"),
        ("WN48DQ", "53.49928", "-2.64325"),
        ("WN48BX", "53.49959", "-2.63702"),
    ),
    "E05014996": (
        ("WN50UW", "53.54323", "-2.65088"),
        ("WN59DN", "53.53758", "-2.65910"),
        ("WN35DS", "53.53598", "-2.63597"),
    ),
    "E05014997": (
        ("WA33EH", "53.48112", "-2.58973"),
        ("WA33BW", "53.47709", "-2.59835"),
        ("WA33UG", "53.49057", "-2.59186"),
    ),
    "E05014998": (
        ("WN23AB", "53.53500", "-2.57838"),
        ("WN23EN", "53.53098", "-2.57733"),
        ("WN23DE", "53.53739", "-2.58888"),
    ),
    "E05014999": (
        ("WN24GN", "53.52409", "-2.55043"),
        ("WN24TL", "53.52533", "-2.54142"),
        ("WN24QW", "53.53077", "-2.55839"),
    ),
    "E05015000": (
        ("WN22AW", "53.54202", "-2.60588"),
        ("WN13BT", "53.54485", "-2.61416"),
        ("WN34JU", "53.53923", "-2.62011"),
    ),
    "E05015001": (
        ("WN72TX", "53.50147", "-2.48697"),
        ("WN72AT", "53.49298", "-2.50009"),
        ("WN71AJ", "53.49752", "-2.51666"),
    ),
    "E05015002": (
        ("WN73XB", "53.48431", "-2.50717"),
        ("WN73NW", "53.48230", "-2.52267"),
        ("WN73LB", "53.48085", "-2.52725"),
    ),
    "E05015003": (
        ("WN75HE", "53.50771", "-2.54085"),
        ("WN75LY", "53.50996", "-2.53087"),
        ("WN75PR", "53.51549", "-2.53442"),
    ),
    "E05015004": (
        ("WA32NG", "53.47417", "-2.56474"),
        ("WA32PH", "53.47045", "-2.57087"),
        ("WA31AL", "53.47322", "-2.54915"),
    ),
    "E05015005": (
        ("WN58UY", "53.53234", "-2.70542"),
        ("WN58TZ", "53.53140", "-2.71647"),
        ("WN58PU", "53.54366", "-2.70278"),
    ),
    "E05015006": (
        ("WN59XJ", "53.54401", "-2.67973"),
        ("WN50DB", "53.54322", "-2.68770"),
        ("WN50AA", "53.53782", "-2.68899"),
    ),
    "E05015007": (
        ("WN68AD", "53.58023", "-2.68540"),
        ("WN60SY", "53.59056", "-2.68879"),
        ("WN69BB", "53.57807", "-2.71158"),
    ),
    "E05015008": (
        ("WN60HT", "53.58719", "-2.66237"),
        ("WN60LS", "53.59172", "-2.66481"),
        ("WN60AP", "53.57882", "-2.65730"),
    ),
    "E05015009": (
        ("M298XE", "53.51543", "-2.44434"),
        ("M281AU", "53.50778", "-2.43306"),
        ("M298HF", "53.51300", "-2.46861"),
    ),
    "E05015010": (
        ("WN12JE", "53.55296", "-2.62713"),
        ("WN11QF", "53.54840", "-2.63218"),
        ("WN19PU", "53.54697", "-2.63509"),
    ),
    "E05015011": (
        ("WN67SD", "53.55660", "-2.65797"),
        ("WN68NS", "53.56209", "-2.65597"),
        ("WN68QT", "53.56208", "-2.64629"),
    ),
    "E05015012": (
        ("WN36JL", "53.51927", "-2.67289"),
        ("WN36EG", "53.52246", "-2.66745"),
        ("WN36SZ", "53.52204", "-2.66087"),
    ),
    "E05015013": (
        ("WN35JX", "53.52678", "-2.64037"),
        ("WN35TJ", "53.53129", "-2.64719"),
        ("WN35RJ", "53.51853", "-2.64103"),
    ),
}


@transaction.atomic
def load_wigan() -> None:
    """Make the areas and postcodes above, or set them back to what stands here. Boundaries are left alone."""
    neighbourhoods = _save_areas([_neighbourhood(code, name) for code, name in NEIGHBOURHOODS.items()])
    wards = _save_areas([_ward_row(facts, neighbourhoods[facts.neighbourhood]) for facts in WARDS])
    Postcode.objects.bulk_create(
        [
            Postcode(key=key, ward_code=code, area=wards[code], latitude=Decimal(lat), longitude=Decimal(lon))
            for code, postcodes in POSTCODES.items()
            for key, lat, lon in postcodes
        ],
        update_conflicts=True,
        unique_fields=["key"],
        update_fields=["ward_code", "area", "latitude", "longitude"],
    )
    Area.objects.elsewhere()


def _neighbourhood(code: str, name: str) -> Area:
    """Its population is the sum of its wards'; its deprivation their mean, weighted by population."""
    wards = [ward for ward in WARDS if ward.neighbourhood == code]
    people = sum(ward.population for ward in wards)
    score = sum((ward.population * ward.deprivation for ward in wards), Decimal(0)) / people
    return Area(
        kind=AreaKind.NEIGHBOURHOOD,
        code=code,
        name=name,
        vintage=VINTAGE,
        population=people,
        deprivation=score.quantize(Decimal("0.01")),
    )


def _ward_row(facts: WardFacts, neighbourhood: Area) -> Area:
    return Area(
        kind=AreaKind.WARD,
        code=facts.code,
        name=facts.name,
        short_name=facts.short_name,
        vintage=VINTAGE,
        parent=neighbourhood,
        population=facts.population,
        deprivation=facts.deprivation,
        tile_column=facts.column,
        tile_row=facts.row,
    )


def _save_areas(areas: list[Area]) -> dict[str, Area]:
    """The rows as they stand in the database afterwards, by code."""
    Area.objects.bulk_create(
        areas,
        update_conflicts=True,
        unique_fields=["code", "vintage"],
        update_fields=[
            "kind",
            "name",
            "short_name",
            "parent",
            "population",
            "deprivation",
            "tile_column",
            "tile_row",
        ],
    )
    codes = [area.code for area in areas]
    return {area.code: area for area in Area.objects.filter(code__in=codes, vintage=VINTAGE)}
