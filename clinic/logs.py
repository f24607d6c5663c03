"""Structured logs that carry ids and never names: one line for each request, tracebacks without their messages."""

import logging
import re
import time
import traceback
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse
from structlog.typing import EventDict, Processor

logger = structlog.get_logger("clinic.requests")

LOGGED_IDS = frozenset({"pk", "id", "mrn", "number", "visit_id", "patient_id", "plan_id", "year", "day"})
# Anything may stand in an address that somebody typed; only numbers that the house gives out are told.
OUR_NUMBER = re.compile(r"\d{1,8}|H\d{2}-\d{5,7}|[A-Z]-\d{4}-\d{6,8}|\d{4}-\d{2}-\d{2}")
REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


def without_messages(_logger: object, _method: str, event: EventDict) -> EventDict:
    """Replace an exception by its type and the places it passed.

    The message is left out because databases repeat the offending row in it ("Key (number)=(…) already exists").
    """
    found = event.pop("exc_info", None)
    if isinstance(found, tuple) and found[0] is not None:
        kind, _value, trace = found
        event["exception"] = f"{kind.__module__}.{kind.__qualname__}"
        event["trace"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
    return event


def without_words(_logger: object, _method: str, event: EventDict) -> EventDict:
    """Django writes "reason: path" and Celery "task: words of its exception"; what was typed can stand in both."""
    filled_in = event.pop("positional_args", ())
    if isinstance(filled_in, dict) and "id" in filled_in:
        event.update(event=f"task {filled_in.get('description', 'succeeded')}", task=filled_in.get("name"), task_id=filled_in["id"])
    elif filled_in and str(event.get("logger", "")).startswith("django."):
        event["event"] = str(filled_in[0])
    return event


class CrashesOnly(logging.Filter):
    """Our own line tells the status of every request; Django's is wanted for the traceback of a crash alone.

    A refusal (403) has a traceback too, and nothing but the address as its words.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        return bool(record.exc_info) and record.levelno >= logging.ERROR


class NoHeartbeat(logging.Filter):
    """Twice a minute, for ever, is no news; /healthz tells when it stops."""

    def filter(self, record: logging.LogRecord) -> bool:
        return "clinic.heartbeat" not in record.getMessage()


def logging_config(*, level: str, lines_for_people: bool) -> dict[str, object]:
    """Everything goes to standard error as one JSON object a line; the demo clinic writes plain lines instead."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info if lines_for_people else without_messages,
    ]
    plain = structlog.dev.ConsoleRenderer(colors=False, pad_event_to=0)
    render: Processor = plain if lines_for_people else structlog.processors.JSONRenderer(ensure_ascii=False)
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared[:-1], structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": shared[:-1],
        "pass_foreign_args": True,
        "processors": [without_words, structlog.stdlib.ProcessorFormatter.remove_processors_meta, shared[-1], render],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": formatter},
        "filters": {"crashes": {"()": CrashesOnly}, "no_heartbeat": {"()": NoHeartbeat}},
        "handlers": {"standard_error": {"class": "logging.StreamHandler", "formatter": "lines", "filters": ["no_heartbeat"]}},
        "root": {"handlers": ["standard_error"], "level": level},
        "loggers": {
            # Django would otherwise mail tracebacks with local variables to the admins.
            "django": {"handlers": [], "level": level, "propagate": True},
            "django.request": {"filters": ["crashes"]},
            "django.security.DisallowedHost": {"level": "CRITICAL"},
            "weasyprint": {"level": "WARNING"},
            "fontTools": {"level": "WARNING"},
            "axes": {"level": "ERROR"},  # it writes user names; its table in the back office has them all
        },
    }


class RequestLog:
    """Give each request an id, keep it on every line written meanwhile, and write one line at its end."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            started = time.perf_counter()
            response = self.get_response(request)
            level = logging.INFO if response.status_code < 500 else logging.ERROR
            took = round((time.perf_counter() - started) * 1000, 1)
            logger.log(level, "request", **described(request), status=response.status_code, ms=took)
        response["X-Request-ID"] = request_id
        return response


def described(request: HttpRequest) -> dict[str, object]:
    """The request as its route and ids. Typed text can stand in a path or a query, so neither is repeated."""
    match = request.resolver_match
    # The cached user is there when a view or a middleware has asked for it; `request.user` would query the session.
    user = getattr(request, "_cached_user", None)
    route = f"/{match.route}" if match else "unknown"
    told: dict[str, object] = {"method": request.method, "route": route, "user": getattr(user, "pk", None)}
    if match:
        told |= {key: value for key, value in match.kwargs.items() if key in LOGGED_IDS and OUR_NUMBER.fullmatch(str(value))}
    return told
