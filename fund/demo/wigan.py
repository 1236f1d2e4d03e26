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
        ("WA33UQ", "53.49315", "-2.59419"),
        ("WN25AL", "53.52072", "-2.59872"),
        ("WN25ES", "53.52040", "-2.60419"),
        ("WN25LY", "53.50570", "-2.61178"),
        ("WN25RE", "53.51168", "-2.59211"),
    ),
    "E05014990": (
        ("WN49DA", "53.48721", "-2.63382"),
        ("WN48QU", "53.49091", "-2.63591"),
        ("WN49HY", "53.48688", "-2.62200"),
        ("WN48AA", "53.48882", "-2.63556"),
        ("WN48RS", "53.49133", "-2.62829"),
        ("WN48TT", "53.49680", "-2.61996"),
        ("WN49AH", "53.48602", "-2.63841"),
        ("WN49EL", "53.48222", "-2.63649"),
    ),
    "E05014991": (
        ("WN21PE", "53.57326", "-2.60970"),
        ("WN21PP", "53.56690", "-2.58719"),
        ("WN21XX", "53.56845", "-2.58027"),
        ("WN12QE", "53.58484", "-2.63680"),
        ("WN13YD", "53.55053", "-2.61170"),
        ("WN21DA", "53.55720", "-2.60910"),
        ("WN21JR", "53.55689", "-2.59782"),
        ("WN21QS", "53.56439", "-2.57789"),
    ),
    "E05014992": (
        ("M297EW", "53.48914", "-2.46931"),
        ("M297GL", "53.50128", "-2.45175"),
        ("M297NL", "53.50563", "-2.44744"),
        ("M297AA", "53.50094", "-2.46088"),
        ("M297DQ", "53.49988", "-2.45408"),
        ("M297GA", "53.50601", "-2.45787"),
        ("M297JQ", "53.49488", "-2.44818"),
        ("M297PF", "53.51130", "-2.45678"),
    ),
    "E05014993": (
        ("M469NW", "53.53035", "-2.48792"),
        ("M460ND", "53.52619", "-2.49252"),
        ("M469RX", "53.53189", "-2.47645"),
        ("M298NA", "53.52879", "-2.45791"),
        ("M460HL", "53.52906", "-2.50125"),
        ("M460NN", "53.52371", "-2.50246"),
        ("M469FZ", "53.52522", "-2.48356"),
        ("M469NE", "53.52852", "-2.48456"),
    ),
    "E05014994": (
        ("M460RR", "53.50912", "-2.50171"),
        ("M460AG", "53.52106", "-2.49042"),
        ("WN71JT", "53.50051", "-2.50789"),
        ("M298JN", "53.51392", "-2.47796"),
        ("M460GP", "53.51825", "-2.50766"),
        ("M460QU", "53.51728", "-2.50888"),
        ("M469AX", "53.51809", "-2.47714"),
        ("WN71HD", "53.50087", "-2.51307"),
    ),
    "E05014995": (
        ("WN40DE", "53.50294", "-2.65184"),
        ("WN48DQ", "53.49928", "-2.64325"),
        ("WN48BX", "53.49959", "-2.63702"),
        ("WN40AA", "53.50155", "-2.64739"),
        ("WN40EA", "53.50834", "-2.64742"),
        ("WN40NG", "53.50000", "-2.66535"),
        ("WN48DN", "53.49814", "-2.64078"),
        ("WN49QR", "53.49279", "-2.64601"),
    ),
    "E05014996": (
        ("WN50UW", "53.54323", "-2.65088"),
        ("WN59DN", "53.53758", "-2.65910"),
        ("WN35DS", "53.53598", "-2.63597"),
        ("WN34EX", "53.54173", "-2.64154"),
        ("WN34AA", "53.54238", "-2.63692"),
        ("WN35AB", "53.54106", "-2.64199"),
        ("WN50UJ", "53.54629", "-2.65704"),
        ("WN59DF", "53.53537", "-2.66666"),
    ),
    "E05014997": (
        ("WA33EH", "53.48112", "-2.58973"),
        ("WA33BW", "53.47709", "-2.59835"),
        ("WA33UG", "53.49057", "-2.59186"),
        ("WA120HX", "53.46328", "-2.60908"),
        ("WA33AF", "53.47639", "-2.59637"),
        ("WA33ES", "53.47896", "-2.58631"),
        ("WA33LD", "53.47773", "-2.58802"),
        ("WA33QG", "53.47767", "-2.60555"),
    ),
    "E05014998": (
        ("WN23AB", "53.53500", "-2.57838"),
        ("WN23EN", "53.53098", "-2.57733"),
        ("WN23DE", "53.53739", "-2.58888"),
        ("WN22PY", "53.54199", "-2.57465"),
        ("WN23AQ", "53.53551", "-2.57617"),
        ("WN23EW", "53.53042", "-2.57715"),
        ("WN23LR", "53.53434", "-2.57272"),
        ("WN23QR", "53.53465", "-2.56598"),
    ),
    "E05014999": (
        ("WN24GN", "53.52409", "-2.55043"),
        ("WN24TL", "53.52533", "-2.54142"),
        ("WN24QW", "53.53077", "-2.55839"),
        ("WN23QD", "53.53058", "-2.56766"),
        ("WN24GP", "53.52224", "-2.54684"),
        ("WN24NB", "53.52527", "-2.55559"),
        ("WN24PY", "53.52430", "-2.55206"),
        ("WN24RU", "53.52628", "-2.56334"),
    ),
    "E05015000": (
        ("WN22AW", "53.54202", "-2.60588"),
        ("WN13BT", "53.54485", "-2.61416"),
        ("WN34JU", "53.53923", "-2.62011"),
        ("WN11DL", "53.54316", "-2.62803"),
        ("WN13HL", "53.54613", "-2.60879"),
        ("WN22AB", "53.54500", "-2.60844"),
        ("WN22EX", "53.54543", "-2.59782"),
        ("WN22NR", "53.54520", "-2.59952"),
    ),
    "E05015001": (
        ("WN72TX", "53.50147", "-2.48697"),
        ("WN72AT", "53.49298", "-2.50009"),
        ("WN71AJ", "53.49752", "-2.51666"),
        ("WN71AB", "53.49712", "-2.51593"),
        ("WN71AA", "53.49746", "-2.51632"),
        ("WN71QL", "53.49849", "-2.51872"),
        ("WN72AS", "53.49305", "-2.50042"),
        ("WN72HP", "53.49871", "-2.50650"),
    ),
    "E05015002": (
        ("WN73XB", "53.48431", "-2.50717"),
        ("WN73NW", "53.48230", "-2.52267"),
        ("WN73LB", "53.48085", "-2.52725"),
        ("M297EN", "53.49183", "-2.47748"),
        ("WN73AQ", "53.48895", "-2.50283"),
        ("WN73DZ", "53.48454", "-2.49997"),
        ("WN73JG", "53.48907", "-2.52438"),
        ("WN73NN", "53.48072", "-2.51729"),
    ),
    "E05015003": (
        ("WN75HE", "53.50771", "-2.54085"),
        ("WN75LY", "53.50996", "-2.53087"),
        ("WN75PR", "53.51549", "-2.53442"),
        ("WN24GQ", "53.51288", "-2.54635"),
        ("WN74SB", "53.49813", "-2.53425"),
        ("WN75AF", "53.49853", "-2.53146"),
        ("WN75EF", "53.50434", "-2.53238"),
        ("WN75JY", "53.51049", "-2.53633"),
    ),
    "E05015004": (
        ("WA32NG", "53.47417", "-2.56474"),
        ("WA32PH", "53.47045", "-2.57087"),
        ("WA31AL", "53.47322", "-2.54915"),
        ("WA31AB", "53.47289", "-2.55541"),
        ("WA31ET", "53.47429", "-2.54336"),
        ("WA31PH", "53.46092", "-2.59315"),
        ("WA32GL", "53.47608", "-2.57631"),
        ("WA32NQ", "53.47311", "-2.56400"),
    ),
    "E05015005": (
        ("WN58UY", "53.53234", "-2.70542"),
        ("WN58TZ", "53.53140", "-2.71647"),
        ("WN58PU", "53.54366", "-2.70278"),
        ("WN57AA", "53.52903", "-2.71465"),
        ("WN57DF", "53.52214", "-2.71237"),
        ("WN57JD", "53.51186", "-2.70627"),
        ("WN58LX", "53.53760", "-2.70054"),
        ("WN58PY", "53.54008", "-2.70084"),
    ),
    "E05015006": (
        ("WN59XJ", "53.54401", "-2.67973"),
        ("WN50DB", "53.54322", "-2.68770"),
        ("WN50AA", "53.53782", "-2.68899"),
        ("WN50EF", "53.54873", "-2.67156"),
        ("WN50JY", "53.54984", "-2.68067"),
        ("WN50RB", "53.54789", "-2.67277"),
        ("WN58DT", "53.53280", "-2.67860"),
        ("WN59LZ", "53.54134", "-2.67614"),
    ),
    "E05015007": (
        ("WN68AD", "53.58023", "-2.68540"),
        ("WN60SY", "53.59056", "-2.68879"),
        ("WN69BB", "53.57807", "-2.71158"),
        ("WN60PH", "53.59094", "-2.68634"),
        ("WN60YA", "53.57093", "-2.66107"),
        ("WN68DA", "53.57601", "-2.68367"),
        ("WN68EY", "53.57514", "-2.71016"),
        ("WN68JL", "53.56301", "-2.67534"),
    ),
    "E05015008": (
        ("WN60HT", "53.58719", "-2.66237"),
        ("WN60LS", "53.59172", "-2.66481"),
        ("WN60AP", "53.57882", "-2.65730"),
        ("WN12SR", "53.57587", "-2.63670"),
        ("WN60BB", "53.58314", "-2.65987"),
        ("WN60EL", "53.58304", "-2.65561"),
        ("WN60JQ", "53.58967", "-2.66813"),
        ("WN60PB", "53.59137", "-2.66926"),
    ),
    "E05015009": (
        ("M298XE", "53.51543", "-2.44434"),
        ("M281AU", "53.50778", "-2.43306"),
        ("M298HF", "53.51300", "-2.46861"),
        ("M281AA", "53.50733", "-2.42632"),
        ("M281SF", "53.50706", "-2.42396"),
        ("M298DJ", "53.51367", "-2.45975"),
        ("M298GN", "53.51595", "-2.47063"),
        ("M298LN", "53.52198", "-2.46688"),
    ),
    "E05015010": (
        ("WN12JE", "53.55296", "-2.62713"),
        ("WN11QF", "53.54840", "-2.63218"),
        ("WN19PU", "53.54697", "-2.63509"),
        ("WN11AA", "53.54697", "-2.63509"),
        ("WN11PQ", "53.54604", "-2.63105"),
        ("WN12DE", "53.55785", "-2.63404"),
        ("WN12NQ", "53.56077", "-2.62707"),
        ("WN13PN", "53.55219", "-2.62045"),
    ),
    "E05015011": (
        ("WN67SD", "53.55660", "-2.65797"),
        ("WN68NS", "53.56209", "-2.65597"),
        ("WN68QT", "53.56208", "-2.64629"),
        ("WN11HD", "53.54662", "-2.64026"),
        ("WN67DN", "53.55009", "-2.64123"),
        ("WN67HW", "53.56015", "-2.64277"),
        ("WN67NY", "53.55722", "-2.65875"),
        ("WN67RR", "53.55826", "-2.65518"),
    ),
    "E05015012": (
        ("WN36JL", "53.51927", "-2.67289"),
        ("WN36EG", "53.52246", "-2.66745"),
        ("WN36SZ", "53.52204", "-2.66087"),
        ("WN36AA", "53.52684", "-2.67411"),
        ("WN36DA", "53.51886", "-2.68043"),
        ("WN36EX", "53.52440", "-2.66960"),
        ("WN36JE", "53.51892", "-2.66779"),
        ("WN36NA", "53.51511", "-2.66978"),
    ),
    "E05015013": (
        ("WN35JX", "53.52678", "-2.64037"),
        ("WN35TJ", "53.53129", "-2.64719"),
        ("WN35RJ", "53.51853", "-2.64103"),
        ("WN34HE", "53.53760", "-2.62959"),
        ("WN35JJ", "53.52500", "-2.64327"),
        ("WN35NP", "53.52284", "-2.64017"),
        ("WN35QP", "53.52011", "-2.64722"),
        ("WN35TU", "53.53430", "-2.64324"),
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
