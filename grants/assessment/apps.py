from importlib import import_module

from django.apps import AppConfig

from fund.common import sweeps


class AssessmentConfig(AppConfig):
    name = "grants.assessment"

    def ready(self) -> None:
        import_module("grants.assessment.verbs")
        import_module("grants.assessment.scoring_started")
        releasing = import_module("grants.assessment.actions.releasing")
        sweeps.register(
            "Rounds decided because nothing waits", releasing.decide_settled_rounds, every=sweeps.DAILY
        )
