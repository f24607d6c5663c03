"""What interpreters say every day."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Phrase(models.Model):
    """A sentence interpreters say every day, in three languages, to be shown or read aloud."""

    code = models.CharField(_("code"), max_length=40, unique=True)
    category = models.CharField(_("category"), max_length=40, db_index=True)
    text = models.CharField(_("text"), max_length=400)
    pinyin = models.CharField(_("pinyin"), max_length=600, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("phrase")
        verbose_name_plural = _("phrases")
        ordering = ["category", "code"]

    def __str__(self) -> str:
        return self.text
