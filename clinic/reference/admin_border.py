"""Stay rules, crossings and regions in the back office. An edited rule changes no recorded stay until somebody counts again."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from unfold.widgets import UnfoldAdminTextInputWidget

from clinic.backoffice.catalogue import CatalogueAdmin
from patients import stay_rules, staying, stays
from patients.models import StayRule


class WordsField(forms.CharField):
    """A list of words as one line, divided by commas."""

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(str(word) for word in value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        return [word.strip() for word in super().clean(value).split(",") if word.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class StayRuleForm(forms.ModelForm):
    """A rule is dated, has a source and was looked at on a day. The back office says which fields."""

    purposes = WordsField(
        label=gettext_lazy("purposes"), required=False, widget=UnfoldAdminTextInputWidget, help_text=gettext_lazy("divided by commas")
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("valid_from") and given.get("valid_to") and given["valid_to"] < given["valid_from"]:
            self.add_error("valid_to", _("The rule would end before it begins."))
        if given.get("reviewed") and given["reviewed"] > timezone.localdate():
            self.add_error("reviewed", _("Nobody has looked at it on a day that has not come yet."))
        if given.get("status") == StayRule.Status.IN_FORCE and given.get("confidence") == StayRule.Confidence.LOW:
            self.add_error("confidence", _("A rule of low confidence is not verified: it is never shown as a fact."))
        return given


class StayRuleAdmin(CatalogueAdmin):
    form = StayRuleForm
    list_display = ("code", "name", "nationality", "max_days", "valid_from", "valid_to", "status", "confidence", "reviewed", "fresh")
    list_filter = ("status", "confidence", "country")
    search_fields = ("code", "name_zh_hans", "name_ru", "name_en", "source")
    actions = ("reviewed_today", "count_again")
    ordering = ("-valid_from", "code")

    @admin.display(boolean=True, description=gettext_lazy("reviewed of late"))
    def fresh(self, rule: StayRule) -> bool:
        return not stay_rules.is_old(rule, today=timezone.localdate())

    @admin.action(description=gettext_lazy("I have compared the chosen rules with their sources today"))
    def reviewed_today(self, request: HttpRequest, chosen: QuerySet[StayRule]) -> None:
        number = chosen.update(reviewed=timezone.localdate())
        self.message_user(request, ngettext("%(n)s rule reviewed today.", "%(n)s rules reviewed today.", number) % {"n": number})

    @admin.action(description=gettext_lazy("Which running stays would get another last day?"))
    def count_again(self, request: HttpRequest, chosen: QuerySet[StayRule]) -> HttpResponse:
        return redirect("admin:patients_stayrule_recount")

    def get_urls(self) -> list[URLPattern]:
        return [path("recount/", self.admin_site.admin_view(self.recount), name="patients_stayrule_recount"), *super().get_urls()]

    def save_model(self, request: HttpRequest, obj: StayRule, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        for one, other in stays.overlapping(stay_rules.pure(rule) for rule in StayRule.objects.all()):
            if obj.code in (one, other):
                text = _("%(one)s and %(other)s hold on the same days for the same paper, nationality and purpose. Both are shown.")
                messages.warning(request, text % {"one": one, "other": other})
        number = len(stay_rules.differing(today=timezone.localdate()))
        if number:
            text = ngettext(
                "%(n)s running stay would get another last day. It stays as it was until you count again (actions of the list).",
                "%(n)s running stays would get another last day. They stay as they were until you count again (actions of the list).",
                number,
            )
            messages.warning(request, text % {"n": number})

    def recount(self, request: HttpRequest) -> HttpResponse:
        """The stays that differ, each with both days; counting again needs a reason, which is kept with each of them."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        form = RecountForm(request.POST or None)
        found = stay_rules.differing(today=timezone.localdate())
        if request.method == "POST" and form.is_valid():
            chosen = {key for key in request.POST.getlist("stay") if key.isdecimal()}
            keys = [one.stay.pk for one in found if str(one.stay.pk) in chosen]
            number = staying.recount(keys, reason=form.cleaned_data["reason"], by_id=request.user.pk, now=timezone.now())
            self.message_user(request, ngettext("%(n)s stay counted again.", "%(n)s stays counted again.", number) % {"n": number})
            return redirect("admin:patients_stayrule_changelist")
        context = {**self.admin_site.each_context(request), "title": _("Stays and the rules of today"), "found": found, "form": form}
        return render(request, "admin/patients/recount.html", context, status=422 if form.errors else 200)


class RecountForm(forms.Form):
    """Why stays are counted again."""

    reason = forms.CharField(
        label=pgettext_lazy("of counting again", "Reason"), max_length=staying.LONGEST_REASON, widget=UnfoldAdminTextInputWidget
    )


class CrossingAdmin(CatalogueAdmin):
    list_display = ("code", "name", "modes", "near_heihe", "status", "confidence")
    list_filter = ("near_heihe", "status", "confidence")
    search_fields = ("code", "name_zh_hans", "name_ru", "name_en")


class RegionAdmin(CatalogueAdmin):
    list_display = ("code", "name", "capital", "time_zone", "status")
    list_filter = ("status", "time_zone")
    search_fields = ("code", "name_zh_hans", "name_ru", "name_en")
