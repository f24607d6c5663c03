"""Who speaks, and what each of them knows."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


def russian_alone() -> list[str]:
    return ["ru"]


class Interpreter(models.Model):
    """A person of the house who speaks for a patient."""

    class Sex(models.TextChoices):
        FEMALE = "F", _("female")
        MALE = "M", _("male")

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="interpreter", verbose_name=_("account")
    )
    name = models.CharField(pgettext_lazy("of a person", "name"), max_length=80)
    russian_name = models.CharField(_("what patients call her"), max_length=40, blank=True, help_text=_("a Russian first name"))
    sex = models.CharField(_("sex"), max_length=1, choices=Sex)
    phone = models.CharField(_("phone"), max_length=20, blank=True, help_text="E.164")
    home_floor = models.SmallIntegerField(_("home floor"), null=True, blank=True)
    languages = models.JSONField(_("languages"), default=russian_alone, help_text=_("ISO 639-1 codes, such as ru"))
    active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("interpreter")
        verbose_name_plural = _("interpreters")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(name="interpreter_sex_is_known", condition=Q(sex__in=["F", "M"]))]

    def __str__(self) -> str:
        return self.name


class Skill(models.Model):
    """A department or subject she can interpret in; the code is matched as a string, `*` means all."""

    class Level(models.IntegerChoices):
        LEARNING = 1, pgettext_lazy("level of a skill", "learning")
        SURE = 2, pgettext_lazy("level of a skill", "sure")
        EXPERT = 3, pgettext_lazy("level of a skill", "expert")

    interpreter = models.ForeignKey(Interpreter, on_delete=models.CASCADE, related_name="skills")
    code = models.CharField(_("department or subject"), max_length=40, help_text=_("a code, or * for everything"))
    level = models.PositiveSmallIntegerField(_("level"), choices=Level, default=Level.SURE)

    class Meta:
        verbose_name = _("skill")
        verbose_name_plural = _("skills")
        ordering = ["interpreter", "code"]
        constraints = [
            models.UniqueConstraint(fields=["interpreter", "code"], name="skill_once_a_person"),
            models.CheckConstraint(name="skill_level_one_to_three", condition=Q(level__gte=1, level__lte=3)),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.level}"
