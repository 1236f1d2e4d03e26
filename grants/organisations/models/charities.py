"""The register of charities, as its public extract has it. Rows come from a file and are never typed."""

import calendar
from datetime import date
from decimal import Decimal

from django.db import models

from fund.common.money import MoneyField
from grants.organisations.states import CharityStatus

# Charities with less than this need not send accounts, unless they are incorporated as charities.
SENDS_ACCOUNTS_ABOVE = Decimal(10_000)
# Accounts are for a year, and are due ten months after it.
MONTHS_TO_NEXT = 22


class CharityQuerySet(models.QuerySet["Charity"]):
    def numbered(self, number: str) -> "CharityQuerySet":
        """Those with a number as groups write it (`1109047`, `1109047-1`), the registered one first."""
        return self.filter(number=number).order_by("status", "-registered_on", "pk")


class Charity(models.Model):
    """`organisation_number` is the register's own key; `number` is what people know."""

    organisation_number = models.BigIntegerField(unique=True)
    number = models.CharField("charity number", max_length=20)
    name = models.CharField(max_length=500)
    status = models.CharField(max_length=10, choices=CharityStatus)
    registered_on = models.DateField(null=True, blank=True)
    removed_on = models.DateField(null=True, blank=True)
    reporting = models.CharField("what the register says of its returns", max_length=100, blank=True)
    latest_income = MoneyField(null=True, blank=True)
    accounts_year_end = models.DateField("end of the year of its latest accounts", null=True, blank=True)

    objects = CharityQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "charities"
        indexes = [models.Index(fields=["number"], name="charity_by_number")]

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"

    @property
    def accounts_due_on(self) -> date | None:
        """When the accounts after the latest ones are due; None where none are known or none need be sent."""
        end = self.accounts_year_end
        if end is None or self.latest_income is None or self.latest_income <= SENDS_ACCOUNTS_ABOVE:
            return None
        years, month = divmod(end.month - 1 + MONTHS_TO_NEXT, 12)
        last = calendar.monthrange(end.year + years, month + 1)[1]
        at_month_end = end.day == calendar.monthrange(end.year, end.month)[1]
        return date(end.year + years, month + 1, last if at_month_end else min(end.day, last))
