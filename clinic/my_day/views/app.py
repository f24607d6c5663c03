"""What makes the page an app of the phone: the manifest, and the worker that answers without a network."""

import json
from hashlib import blake2b

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

# Every static file that the two pages name; a test compares.
SHELL = (
    *("css/qiao.css", "css/components.css", "css/shell.css", "css/my_day.css"),
    *("django_htmx/htmx-2.min.js", "js/clocks.js", "js/forms.js", "js/reader.js", "js/box.js", "js/live.js"),
    *("js/taps.js", "js/my_day.js", "icons.svg", "favicon.svg", "img/app-192.png"),
)
WORKER = ("js/taps.js", "js/my_day_worker.js")
JADE, PAPER = "#1c7358", "#fbfaf6"


@require_GET
@login_not_required
def manifest(request: HttpRequest) -> JsonResponse:
    """Name, icons and colours; the whole house is inside, so that signing in again stays in the app."""
    icons = [
        {"src": static(f"img/app-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": "any"} for size in (192, 512)
    ]
    icons.append({"src": static("img/app-maskable-512.png"), "sizes": "512x512", "type": "image/png", "purpose": "maskable"})
    told = {
        "id": reverse("my_day:day"),
        "name": f"{pgettext('name of the product', 'Qiao')} · {pgettext('tab', 'My day')}",
        "short_name": pgettext("name of the product", "Qiao"),
        "description": _("The interpreter's day"),
        "start_url": reverse("my_day:day"),
        "scope": "/",
        "display": "standalone",
        "theme_color": JADE,
        "background_color": PAPER,
        "icons": icons,
    }
    return JsonResponse(told, content_type="application/manifest+json")


@require_GET
@never_cache
@login_not_required
def worker(request: HttpRequest) -> HttpResponse:
    """The worker's own few lines; it says nothing of anybody. Lying under /my-day/, it sees that part of the house alone."""
    shell = [static(name) for name in SHELL]
    version = blake2b(repr((shell, [static(name) for name in WORKER], settings.DEBUG)).encode(), digest_size=6).hexdigest()
    told = {
        "version": version,
        "shell": shell,
        "files": settings.STATIC_URL,
        "fresh": settings.DEBUG,
        "day": reverse("my_day:day"),
        "phrases": reverse("my_day:phrases"),
        "taps": reverse("my_day:taps"),
    }
    scripts = ", ".join(json.dumps(static(name)) for name in WORKER)
    return HttpResponse(f"self.QIAO = {json.dumps(told)};\nimportScripts({scripts});\n", content_type="text/javascript")
