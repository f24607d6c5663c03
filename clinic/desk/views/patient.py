"""The patient's page. Opening it is written down: who looked, and when."""
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from clinic.audit.reading import record_read
from clinic.desk.chart import KINDS, SHOWN, chart_of
from patients import consents, guardians
from patients.models import Patient
from patients.record_history import history_of


@require_GET
@permission_required("accounts.see_charts", raise_exception=True)
def patient(request: HttpRequest, mrn: str) -> HttpResponse:
    """A record that was merged into another leads to that one."""
    person = get_object_or_404(Patient.objects.select_related("region", "merged_into"), mrn=mrn)
    if person.merged_into:
        return redirect("desk:patient", mrn=person.merged_into.mrn)
    now = timezone.now()
    record_read(by_id=int(request.user.pk or 0), subject="chart", subject_id=person.pk, now=now)
    chart = chart_of(person, now=now)
    only = request.GET.get("only", "")
    events = [event for event in chart.events if event.kind == only or only not in KINDS]
    shown = events if "all" in request.GET else events[:SHOWN]
    tabs = [(kind, chart.counts[kind]) for kind in KINDS if chart.counts[kind]]
    context = {"chart": chart, "patient": person, "events": shown, "older": len(events) - len(shown), "only": only, "tabs": tabs}
    context |= {"consents": consents.summary(person, now=now), "minor": guardians.is_under_age(person, now=now)}
    context["guardians"] = list(guardians.of(person))
    return render(request, "desk/patient.html", {**context, "today": timezone.localdate(now), "record": history_of(person)})
