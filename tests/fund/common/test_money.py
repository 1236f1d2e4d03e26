from decimal import Decimal

import pytest

from fund.common.errors import Refused
from fund.common.money import parse_money


@pytest.mark.parametrize(
    ("text", "pounds"),
    [
        ("£2,000", "2000"),
        (" 2 000 ", "2000"),
        ("£ 2,000", "2000"),
        ("1,00,000", "100000"),
        ("2000.5", "2000.50"),
        ("2000.500", "2000.50"),
        (".5", "0.50"),
        ("-5", "-5"),
        ("9,999,999,999.99", "9999999999.99"),
    ],
)
def test_money_is_read_as_people_write_it(text: str, pounds: str) -> None:
    assert parse_money(text) == Decimal(pounds)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "£",
        "1e3",
        "1e50",
        "1e9999999",
        "NaN",
        "sNaN",
        "Infinity",
        "1_000",
        "١٠٠٠",
        "9" * 40,
        "0.001",
        "--1",
        "10,50",
        "10.000,00",
        "1,0,0",
        "2,000,",
        "2,000.50,1",
    ],
)
def test_what_is_not_money_is_refused_in_words(text: str) -> None:
    with pytest.raises(Refused, match="Enter an amount in pounds"):
        parse_money(text)
