"""One file of settings: the environment comes in, nonsense stops the start.

Every setting that is not Django's own default says why it is there. The variables are listed in docs/settings.md.
"""

from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured
from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from clinic.environment import address, flag, names, number, one_of, secrets, text
from clinic.logs import logging_config

BASE_DIR = Path(__file__).resolve().parent.parent
STATE_DIR = Path(text("QIAO_STATE", str(BASE_DIR / "var"))).absolute()
STATE_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)

# The demo mode shows invented people, lists their accounts on the sign-in page and needs no secrets.
DEMO = flag("QIAO_DEMO")
DEBUG = flag("DEBUG")
HTTPS = flag("HTTPS", default=not DEMO)
BEHIND_PROXY = flag("BEHIND_PROXY")

SECRET_KEY = secrets("SECRET_KEY", demo="demo-clinic-of-invented-people-only-0123456789-abcdefgh", allowed=DEMO, least=50)[0]
SECRET_KEY_FALLBACKS = names("SECRET_KEY_FALLBACKS")
# Passport numbers are encrypted under SECRET_KEY with the first salt and read with all of them: put a new one in front.
SALT_KEY = secrets("SALT_KEY", demo="demo-salt-of-invented-people-0123", allowed=DEMO, least=32)
# An encrypted number cannot be looked up; its keyed hash can. New hashes use the first key, look-ups try all of them.
PASSPORT_HASH_KEYS = secrets("PASSPORT_HASH_KEY", demo="demo-hash-of-invented-people-0123", allowed=DEMO, least=32)
PASSPORT_HASH_KEY = PASSPORT_HASH_KEYS[0]
ALLOWED_HOSTS = names("ALLOWED_HOSTS", ("localhost", "127.0.0.1", "[::1]") if DEMO else ())
if "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts: with a star anybody may pretend to be this clinic in a link.")
CSRF_TRUSTED_ORIGINS = names("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "modeltranslation",  # before admin: it patches the admin's forms
    "unfold",  # before admin: it replaces the admin's templates
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",  # development serves files the way the clinic does
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "axes",
    "csp",
    "django_celery_beat",
    "django_cotton",
    "django_htmx",
    "encrypted_fields",
    "ninja",  # its API page then loads its scripts from here and not from outside
    "clinic.apps.ClinicConfig",
    "clinic.audit",
    "clinic.accounts",
    "patients",
    "interpreters",
    "clinic.departments",
    "clinic.herbs",
    "clinic.plans",
    "clinic.visits",
    "clinic.reports",
    "clinic.statistics",
    "clinic.reminders",
    "clinic.reference",
    "clinic.desk",
    "clinic.groups",
    "clinic.coordination",
    "clinic.my_day",
    "clinic.api",
    "clinic.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "clinic.logs.RequestLog",  # below the static files, which need no line each
    "clinic.security.ContentPolicy",
    "clinic.security.NoUnseenAddress",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",  # a stranger gets the sign-in page everywhere
    "clinic.flash.MessagesWhenAsked",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "patients.views.kept.LeadToTheKeptRecord",
    "axes.middleware.AxesMiddleware",  # last: it turns a locked sign-in into an answer
]

ROOT_URLCONF = "clinic.urls"
WSGI_APPLICATION = "clinic.wsgi.application"
ASGI_APPLICATION = "clinic.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "clinic.desk.context.chrome",
            ],
        },
    },
]

# SQLite lets a clone run alone; a clinic sets DATABASE_URL to PostgreSQL.
_database = address("DATABASE_URL", schemes=("postgres", "postgresql", "sqlite")) or f"sqlite:///{STATE_DIR / 'qiao.sqlite3'}"
DATABASES = {"default": environ.Env.db_url_config(_database)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE takes the write lock first, so that what a verb checks cannot change before it writes.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    # A statement is planned once for each connection, not each time: half of the database's work at the desk was planning.
    # The cost of a page from anywhere is by default that of turning disks: a rarer name is then looked for in everybody.
    DATABASES["default"]["ENGINE"] = "clinic.postgresql"  # asks less often whether a connection still lives
    prepared = {"server_side_binding": True, "prepare_threshold": 2, "options": "-c random_page_cost=1.1"}
    DATABASES["default"]["OPTIONS"] = prepared | DATABASES["default"].get("OPTIONS", {})
DATABASES["default"]["CONN_MAX_AGE"] = number("CONN_MAX_AGE", default=600)  # a connection a request is 8 times slower
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "accounts:home"
LOGOUT_REDIRECT_URL = "accounts:sign_in"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# All desks share one address: a guess at one account must not lock the others out.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"
AXES_CLIENT_IP_CALLABLE = "clinic.security.client_address"
AXES_VERBOSE = False

SESSION_COOKIE_NAME = "qiao_session"
CSRF_COOKIE_NAME = "qiao_csrf"
LANGUAGE_COOKIE_NAME = "qiao_language"
SESSION_COOKIE_AGE = 12 * 3600  # one long shift; a desk left alone overnight asks again
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 86_400
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # a watchman asks from the machine itself
SECURE_HSTS_SECONDS = 365 * 86_400 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Nothing inline and nothing from elsewhere: a name typed by a stranger can never become a script.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
# Unfold's pages run Alpine, which evaluates its attributes, and set styles inline; only staff with the back office see them.
BACK_OFFICE_POLICY = {"script-src": [SELF, UNSAFE_EVAL], "style-src": [SELF, UNSAFE_INLINE]}
_JADE = (
    (97, 0.015),
    (94, 0.03),
    (90, 0.045),
    (84, 0.07),
    (74, 0.1),
    (62, 0.105),
    (50, 0.095),
    (43, 0.08),
    (37, 0.065),
    (31, 0.05),
    (23, 0.04),
)
_STEPS = (50, 100, 200, 300, 400, 500, 600, 700, 800, 900, 950)
UNFOLD = {
    "SITE_TITLE": pgettext_lazy("name of the product", "Qiao"),
    "SITE_HEADER": pgettext_lazy("name of the product", "Qiao"),
    "SITE_ICON": lambda request: static("img/logo.svg"),
    "SCRIPTS": [lambda request: static("js/proposals.js")],  # a Russian form beside every Chinese name of the staff
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": lambda request: static("favicon.svg")}],
    "SHOW_LANGUAGES": True,
    "COLORS": {"primary": {str(step): f"oklch({light}% {chroma} 166)" for step, (light, chroma) in zip(_STEPS, _JADE, strict=True)}},
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Chinese")), ("ru", _("Russian")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
MODELTRANSLATION_DEFAULT_LANGUAGE = "zh-hans"
MODELTRANSLATION_LANGUAGES = ("zh-hans", "ru", "en")
MODELTRANSLATION_FALLBACK_LANGUAGES = ("zh-hans", "ru", "en")
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
AMUR_TIME_ZONE = "Asia/Yakutsk"  # Blagoveshchensk, printed beside Heihe's time on everything a patient holds

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = STATE_DIR / "static"
# Hashed names may be kept by browsers for ever; a missing file fails when collected, not at the counter.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "clinic.static_files.HashedFiles"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # half the files to collect
if DEBUG:
    STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
DOCUMENT_ARCHIVE = Path(text("DOCUMENT_ARCHIVE", str(STATE_DIR / "documents"))).absolute()
# What the QR codes of papers open; without it they carry the number of the paper alone.
PUBLIC_URL = address("PUBLIC_URL", schemes=("http", "https")) or ("http://127.0.0.1:8000" if DEMO else "")
DESK_PHONE = text("DESK_PHONE", "+86 456 000-00-00" if DEMO else "")  # printed on slips for who is late
# A stay rule nobody has compared with its source for longer than this is shown with a warning.
STAY_RULE_REVIEW_DAYS = number("STAY_RULE_REVIEW_DAYS", default=90, least=1, most=3650)
MEDIA_ROOT = STATE_DIR / "media"
LARGEST_UPLOAD = 8_000_000  # an agency's list may have 5 MB and is told so; what is larger is cut off
FILE_UPLOAD_MAX_MEMORY_SIZE = LARGEST_UPLOAD  # a list of passports never lies on the disk
FILE_UPLOAD_HANDLERS = ["clinic.security.NoLargeFiles", "django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_PERMISSIONS = 0o600  # readable by the clinic's own account only
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
GROUP_LIST_DAYS = number("GROUP_LIST_DAYS", default=7, least=1, most=365)  # then what an agency's list said is emptied
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000  # the longest honest form, a pasted list of a full bus, is far below
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_500

# Without a broker a task runs in place, so that a newcomer needs no Redis.
REDIS_URL = address("REDIS_URL", schemes=("redis", "rediss", "unix"))
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "qiao"}}
if REDIS_URL:
    CACHES["default"] = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL, "KEY_PREFIX": "qiao"}
CELERY_BROKER_URL = REDIS_URL or "memory://"
CELERY_TASK_ALWAYS_EAGER = not REDIS_URL
CELERY_TASK_IGNORE_RESULT = True  # what became of a message stands in its own row
CELERY_TASK_ACKS_LATE = True  # a task of a killed worker comes back; tasks are made to bear that
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 600,  # longer than any task may run, else it would be given out twice
    "socket_connect_timeout": 2,  # a dead broker must not hold a desk
    "socket_timeout": 10,
    "max_retries": 1,
    "interval_start": 0,  # by default two seconds pass before the one further try
    "interval_step": 0.1,
    "interval_max": 0.1,
}
CELERY_TASK_PUBLISH_RETRY = False  # the sweep finds what could not be rung
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULER = "django_celery_beat.schedulers:DatabaseScheduler"
CELERY_BEAT_SYNC_EVERY = 1  # the last run is written at once: that is how /healthz knows beat is alive
CELERY_BEAT_MAX_LOOP_INTERVAL = 5
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE = {
    # Each minute: plan the reminders that are missing and send those that are due. A missed minute is caught up in the next.
    "reminders": {"task": "clinic.reminders.tasks.sweep", "schedule": 60.0, "options": {"expires": 55}},
    # Each minute: interpreters who have not looked at a change of their day get a mail.
    "staff_notices": {"task": "clinic.reminders.tasks.tell_staff", "schedule": 60.0, "options": {"expires": 55}},
    # Each minute: rows of a group whose worker died are rung for again, lists that nobody finished are emptied.
    "group_lists": {"task": "patients.tasks.sweep_groups", "schedule": 60.0, "options": {"expires": 55}},
    # Each half minute: prove that beat rings and a worker hears.
    "heartbeat": {"task": "clinic.heartbeat.beat", "schedule": 30.0, "options": {"expires": 25}},
}

# Mail leaves by EMAIL_URL; the demo clinic writes it to the terminal, and without either nothing pretends to be sent.
_mail = address("EMAIL_URL", schemes=("smtp", "smtps", "smtp+tls", "smtp+ssl", "consolemail", "filemail", "memorymail", "dummymail"))
vars().update(environ.Env.email_url_config(_mail or ("consolemail://" if DEMO else "smtp://localhost:25")))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = text("MAIL_FROM", "Qiao <qiao@localhost>")

LOG_LEVEL = one_of("LOG_LEVEL", ("DEBUG", "INFO", "WARNING", "ERROR"), default="INFO")
LOGGING = logging_config(level=LOG_LEVEL, lines_for_people=DEMO or DEBUG)
