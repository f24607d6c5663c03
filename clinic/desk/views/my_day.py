"""My day: the interpreter's page on the phone. Own bookings only, no passport, no phone number."""
from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from clinic.desk.my_day import my_day_of
from clinic.desk.views.today import asked_day
from interpreters.models import Interpreter


@require_GET
@permission_required("accounts.see_own_day", raise_exception=True)
def my_day(request: HttpRequest) -> HttpResponse:
    """An account without an interpreter behind it (an administrator's) sees an empty day."""
    now = timezone.now()
    interpreter = Interpreter.objects.filter(user_id=int(request.user.pk or 0)).first()
    day = my_day_of(interpreter.pk if interpreter else 0, asked_day(request, now), now)
    template = "desk/_my_day.html" if request.headers.get("HX-Target") == "my-day" else "desk/my_day.html"
    return render(request, template, {"mine": day, "interpreter": interpreter})
