"""Small makers of rows for tests. Each makes the least that is valid; name what the test is about."""

from tests.factories.applications import (
    good_answers,
    make_application,
    make_conflict,
    make_draft,
    make_submission,
)
from tests.factories.funding import (
    make_booking,
    make_criterion,
    make_form,
    make_fund,
    make_round,
    make_workshop,
)
from tests.factories.groups import make_bank_account, make_document, make_invitation, make_organisation
from tests.factories.money import (
    make_award,
    make_commitment,
    make_met_milestone,
    make_past_award,
    make_payment,
)
from tests.factories.pages import make_picture, make_round_page, make_story
from tests.factories.panels import make_assessment, make_decision, make_panel
from tests.factories.papers import make_file, make_letter
from tests.factories.people import make_finance, make_user, prove_second_step
from tests.factories.places import make_neighbourhood, make_ward
from tests.factories.questions import add_question, make_question_set, rule_on
from tests.factories.sounds import make_round_to_say, make_tone

__all__ = [
    "add_question",
    "good_answers",
    "make_application",
    "make_assessment",
    "make_award",
    "make_bank_account",
    "make_booking",
    "make_commitment",
    "make_conflict",
    "make_criterion",
    "make_decision",
    "make_document",
    "make_draft",
    "make_file",
    "make_finance",
    "make_form",
    "make_fund",
    "make_invitation",
    "make_letter",
    "make_met_milestone",
    "make_neighbourhood",
    "make_organisation",
    "make_panel",
    "make_past_award",
    "make_payment",
    "make_picture",
    "make_question_set",
    "make_round",
    "make_round_page",
    "make_round_to_say",
    "make_story",
    "make_submission",
    "make_tone",
    "make_user",
    "make_ward",
    "make_workshop",
    "prove_second_step",
    "rule_on",
]
