from importlib import import_module

from django.apps import AppConfig

from fund.common import schedule


class AssessmentConfig(AppConfig):
    name = "grants.assessment"

    def ready(self) -> None:
        import_module("grants.assessment.verbs")
        import_module("grants.assessment.scoring_started")
        releasing = import_module("grants.assessment.actions.releasing")
        schedule.register(
            "decide_settled_rounds",
            "Decide rounds in which nothing waits",
            releasing.decide_settled_rounds,
            every=schedule.DAILY,
        )
