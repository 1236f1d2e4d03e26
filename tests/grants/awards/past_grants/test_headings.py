from typing import Any

import pytest

from grants.awards.past_grants.headings import path_of, put


@pytest.mark.parametrize(
    ("heading", "path"),
    [
        ("Identifier", ("id",)),
        ("id", ("id",)),
        ("Amount Awarded", ("amountAwarded",)),
        ("amountAwarded", ("amountAwarded",)),
        ("From an open call?", ("fromOpenCall",)),
        ("Recipient Org:Identifier", ("recipientOrganization", 0, "id")),
        ("Recipient Org:0:Identifier", ("recipientOrganization", 0, "id")),
        ("recipient org : identifier", ("recipientOrganization", 0, "id")),
        ("Recipient Organisation:Name", ("recipientOrganization", 0, "name")),
        ("recipientOrganization/0/id", ("recipientOrganization", 0, "id")),
        ("recipientOrganization/id", ("recipientOrganization", 0, "id")),
        ("recipientOrganization[0].id", ("recipientOrganization", 0, "id")),
        ("Beneficiary Location:2:Geographic Code", ("beneficiaryLocation", 2, "geoCode")),
        ("Planned Dates:Duration (months)", ("plannedDates", 0, "duration")),
        ("plannedDates/0/startDate", ("plannedDates", 0, "startDate")),
        ("Recipient Ind:Name", ("recipientIndividual", "name")),
        ("recipientIndividual/name", ("recipientIndividual", "name")),
        (
            "Recipient Org:0:Location:0:Geographic Code",
            ("recipientOrganization", 0, "location", 0, "geoCode"),
        ),
        ("Planned Dates", ("plannedDates",)),
        ("Surname of applicant", None),
        ("Recipient Org:Favourite Colour", None),
        ("Recipient Org:0", None),
        ("0", None),
        ("", None),
    ],
)
def test_headings_in_all_their_usual_forms(heading: str, path: tuple[str | int, ...] | None) -> None:
    assert path_of(heading) == path


def test_put_makes_the_lists_on_the_way() -> None:
    grant: dict[str, Any] = {}
    for heading, value in {
        "Beneficiary Location:1:Name": "Ince",
        "Beneficiary Location:0:Name": "Hindley",
    }.items():
        path = path_of(heading)
        assert path
        put(grant, path, value)
    assert grant == {"beneficiaryLocation": [{"name": "Hindley"}, {"name": "Ince"}]}
