"""Prints of long answers, so that near-identical texts find each other without reading every submission."""

from django.db import models

from grants.applications.models.application import Submission


class TextBand(models.Model):
    """A few of the least hashes of a submission's text. Two texts that share a band are worth comparing."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="bands")
    band = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=16, blank=True)

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["band", "key"], name="text_band_by_key")]
        constraints = [models.UniqueConstraint(fields=["submission", "band"], name="text_band_once")]

    def __str__(self) -> str:
        return f"{self.submission}, band {self.band}"
