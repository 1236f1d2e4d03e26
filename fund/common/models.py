"""What every app may count with."""

from django.db import models


class Sequence(models.Model):
    """The last number used in a sequence of references such as `BI-0142`."""

    name = models.CharField(max_length=60, primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.name}: {self.last}"
