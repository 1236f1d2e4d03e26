"""A test round, with what a member of staff tried in it."""

from decimal import Decimal

from fund.demo.answers import answers_for
from fund.demo.clock import standing_at
from fund.demo.world import Demo
from grants.applications.actions import save_answers, start_test, submit_application
from grants.funding.starting import make_test_round


def make_test(demo: Demo) -> None:
    """A test round of the round that opens next, with what the manager tried in it."""
    manager = demo.people["manager"]
    with standing_at(demo.at(-3, 11)):
        made = make_test_round(demo.rounds["start-up-next"], by=manager)
        application = start_test(made, by=manager)
    with standing_at(demo.at(-3, 12)):
        answers = answers_for(demo, application, title="Trying the form", amount=Decimal(900))
        save_answers(application, answers, by=manager)
        application.refresh_from_db()
        submit_application(application, by=manager)
