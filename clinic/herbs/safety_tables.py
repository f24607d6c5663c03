"""What the safety check knows beside the herbs themselves: pairs, medicines, cautions, the border."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from clinic.herbs.watched import Watched


class Incompatibility(Watched):
    """Two herbs which must not meet in one formula; the order of the two means nothing."""

    class Rule(models.TextChoices):
        EIGHTEEN = "eighteen_incompatibilities", _("eighteen incompatibilities")
        NINETEEN = "nineteen_fears", _("nineteen fears")

    class Severity(models.TextChoices):
        CONTRAINDICATED = "contraindicated", _("contraindicated")
        REVIEW = "review", _("for the pharmacist to review")

    herb_a = models.ForeignKey("herbs.Herb", on_delete=models.PROTECT, related_name="+", verbose_name=_("herb"))
    herb_b = models.ForeignKey("herbs.Herb", on_delete=models.PROTECT, related_name="+", verbose_name=_("the other herb"))
    rule = models.CharField(_("rule"), max_length=32, choices=Rule)
    severity = models.CharField(_("severity"), max_length=16, choices=Severity)
    basis = models.CharField(_("basis"), max_length=24, blank=True)
    message = models.CharField(_("message"), max_length=240, blank=True)
    note = models.CharField(_("note"), max_length=120, blank=True)
    source = models.TextField(_("source"), blank=True)

    class Meta:
        verbose_name = _("incompatible pair")
        verbose_name_plural = _("incompatible pairs")
        ordering = ["herb_a", "herb_b"]
        constraints = [
            models.UniqueConstraint(Least("herb_a", "herb_b"), Greatest("herb_a", "herb_b"), name="incompatibility_pair_once"),
            models.CheckConstraint(name="incompatibility_of_two_herbs", condition=~Q(herb_a=F("herb_b"))),
        ]

    def __str__(self) -> str:
        return f"{self.herb_a_id} × {self.herb_b_id}"


class HerbDrug(Watched):
    """A herb against a class of medicines that Russian patients take."""

    class Scope(models.TextChoices):
        HERB = "herb", _("the herb in any formula")
        FORMULA_ONLY = "formula_only", _("this one formula only")

    class Severity(models.TextChoices):
        CONTRAINDICATED = "contraindicated", _("contraindicated")
        MAJOR = "major", _("major")
        MODERATE = "moderate", _("moderate")
        MINOR = "minor", _("minor")

    class Evidence(models.TextChoices):
        CLINICAL_STUDY = "clinical_study", _("clinical study")
        CASE_REPORTS = "case_reports", _("case reports")
        PHARMACOLOGY = "pharmacology", _("pharmacology")
        THEORETICAL = "theoretical", _("theory")

    code = models.CharField(_("code"), max_length=12, unique=True)
    herb = models.ForeignKey("herbs.Herb", on_delete=models.PROTECT, related_name="interactions", verbose_name=_("herb"))
    formula = models.ForeignKey(
        "herbs.Formula", on_delete=models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("formula")
    )
    scope = models.CharField(_("scope"), max_length=12, choices=Scope, default=Scope.HERB)
    drug_class = models.CharField(_("class of medicines"), max_length=40)
    drug = models.CharField(_("medicines"), max_length=120)
    drug_examples = models.CharField(_("trade names in Russia"), max_length=120, blank=True, help_text=_("separated by semicolons"))
    drug_inn = models.CharField(_("INN"), max_length=120, help_text=_("separated by semicolons"))
    severity = models.CharField(_("severity"), max_length=16, choices=Severity)
    evidence = models.CharField(_("evidence"), max_length=16, choices=Evidence)
    effect = models.CharField(_("effect"), max_length=200, blank=True)
    action = models.CharField(_("what to do"), max_length=200, blank=True)
    verified = models.CharField(_("verified"), max_length=12, blank=True, help_text=_("found, partly or own knowledge"))
    source = models.TextField(_("source"), blank=True)

    class Meta:
        verbose_name = _("herb and medicine")
        verbose_name_plural = _("herbs and medicines")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="herb_drug_formula_when_scope_says",
                condition=Q(scope="herb", formula__isnull=True) | Q(scope="formula_only", formula__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Medicine(Watched):
    """A medicine sold in Russia and the class by which the interactions know it."""

    code = models.CharField(_("INN and class"), max_length=80, unique=True)
    inn = models.CharField(_("INN"), max_length=60)
    drug_class = models.CharField(_("class of medicines"), max_length=40)
    names_ru = models.CharField(_("Russian names"), max_length=300, help_text=_("separated by semicolons"))
    source = models.CharField(_("source"), max_length=200, blank=True)
    doubt = models.CharField(_("doubt"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("medicine")
        verbose_name_plural = _("medicines")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.inn


class Caution(Watched):
    """A herb that a person with a certain condition, or of a certain age, should not get without a second thought."""

    class Kind(models.TextChoices):
        CONDITION = "condition", _("condition")
        AGE = "age", _("age")

    class Severity(models.TextChoices):
        BLOCK = "block", _("block")
        WARN = "warn", _("warning")
        NOTE = "note", pgettext_lazy("severity", "note")

    code = models.CharField(_("code"), max_length=60, unique=True)
    herb = models.ForeignKey("herbs.Herb", on_delete=models.PROTECT, related_name="cautions", verbose_name=_("herb"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    condition = models.CharField(_("condition"), max_length=40, blank=True)
    words = models.CharField(_("words for it"), max_length=400, blank=True, help_text=_("separated by semicolons, any language"))
    below_age = models.PositiveSmallIntegerField(_("below the age of"), null=True, blank=True, help_text=_("full years"))
    severity = models.CharField(_("severity"), max_length=8, choices=Severity, default=Severity.WARN)
    note = models.CharField(_("note"), max_length=240, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    doubt = models.CharField(_("doubt"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("caution")
        verbose_name_plural = _("cautions")
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="caution_names_what_it_is_about",
                condition=(Q(kind="condition", below_age__isnull=True) & ~Q(condition=""))
                | Q(kind="age", condition="", below_age__isnull=False, below_age__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class TravelRule(Watched):
    """What may be carried over the border, by herb where there is one, and how sure we are."""

    class Rule(models.TextChoices):
        FORBIDDEN = "forbidden", _("forbidden")
        PERMIT = "permit_required", _("only with a permit")
        PROOF = "allowed_with_proof", _("allowed with proof")
        LIMIT = "limit", _("up to a limit")
        VERIFY = "verify", _("to be asked")

    class Status(models.TextChoices):
        CONFIRMED = "confirmed", _("source was opened")
        KNOWN = "known", _("well known, source not opened again")
        VERIFY = "verify", _("ask the authority")

    code = models.CharField(_("code"), max_length=12, unique=True)
    herb = models.ForeignKey(
        "herbs.Herb", on_delete=models.PROTECT, null=True, blank=True, related_name="travel_rules", verbose_name=_("herb")
    )
    material = models.CharField(_("material"), max_length=120)
    taxon = models.CharField(_("taxon"), max_length=80, blank=True)
    rule = models.CharField(_("rule"), max_length=24, choices=Rule)
    cites_appendix = models.CharField("CITES", max_length=60, blank=True)
    reason = models.TextField(_("reason"), blank=True)
    authority = models.CharField(_("authority"), max_length=120, blank=True)
    tell_patient = models.CharField(_("what to tell the patient"), max_length=240, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=Status)
    source = models.TextField(_("source"), blank=True)

    class Meta:
        verbose_name = _("border rule")
        verbose_name_plural = _("border rules")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code
