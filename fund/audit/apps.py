from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "fund.audit"
