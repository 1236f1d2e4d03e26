"""Where things are: areas with their figures, and postcodes."""

from decimal import Decimal

from django.db import models


class AreaKind(models.TextChoices):
    WARD = "ward", "Ward"
    NEIGHBOURHOOD = "neighbourhood", "Neighbourhood"
    ELSEWHERE = "elsewhere", "Elsewhere"


class AreaQuerySet(models.QuerySet["Area"]):
    def wards(self) -> "AreaQuerySet":
        return self.filter(kind=AreaKind.WARD)

    def neighbourhoods(self) -> "AreaQuerySet":
        return self.filter(kind=AreaKind.NEIGHBOURHOOD)

    def current(self) -> "AreaQuerySet":
        """Areas in use today: those that no later vintage has replaced."""
        return self.filter(retired=False)

    def elsewhere(self) -> "Area":
        """The one area that stands for everywhere that is not ours."""
        area, _made = self.get_or_create(
            kind=AreaKind.ELSEWHERE, code="ELSEWHERE", vintage=0, defaults={"name": "Elsewhere"}
        )
        return area


class Area(models.Model):
    """A ward or a neighbourhood of one vintage. `deprivation` is the mean IMD score: high means deprived."""

    kind = models.CharField(max_length=15, choices=AreaKind)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=100)
    short_name = models.CharField("name on the map", max_length=30, blank=True)
    vintage = models.PositiveSmallIntegerField("year of these boundaries", default=0)
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="wards",
        verbose_name="neighbourhood",
        limit_choices_to={"kind": AreaKind.NEIGHBOURHOOD},
    )
    retired = models.BooleanField("no longer in use", default=False)
    population = models.PositiveIntegerField(null=True, blank=True)
    deprivation = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    tile_column = models.SmallIntegerField(null=True, blank=True)
    tile_row = models.SmallIntegerField(null=True, blank=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["code", "vintage"], name="area_code_once_a_vintage"),
            models.CheckConstraint(
                condition=models.Q(kind="ward") | models.Q(parent=None), name="area_only_wards_have_parents"
            ),
            models.CheckConstraint(
                condition=models.Q(deprivation=None) | models.Q(deprivation__gte=Decimal(0)),
                name="area_deprivation_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def map_name(self) -> str:
        return self.short_name or self.name


class Boundary(models.Model):
    """The outline of an area. It is long, and apart so that no list of places has to carry it."""

    area = models.OneToOneField(Area, on_delete=models.CASCADE, primary_key=True)
    shape = models.JSONField("simplified, as a GeoJSON geometry")

    class Meta:
        verbose_name_plural = "boundaries"

    def __str__(self) -> str:
        return f"Boundary of {self.area}"


class Postcode(models.Model):
    """One postcode. The key is upper case without its space."""

    key = models.CharField(max_length=8, primary_key=True)
    ward_code = models.CharField(max_length=9, blank=True)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.SET_NULL, related_name="postcodes")
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    ended = models.BooleanField("no longer in use", default=False)

    def __str__(self) -> str:
        return f"{self.key[:-3]} {self.key[-3:]}"
