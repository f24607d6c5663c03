"""How the API says no: `application/problem+json` (RFC 9457) with a stable code and the fields it concerns."""
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, JsonResponse
from ninja import Schema
from ninja.errors import ValidationError
from pydantic import ConfigDict

CONTENT_TYPE = "application/problem+json"
REFUSALS = frozenset({400, 401, 403, 404, 409, 422})


class WrongField(Schema):
    """One wrong field, as a path into what was sent: `herbs.0.grams`."""

    field: str
    code: str
    message: str = ""


class ProblemOut(Schema):
    """Why nothing was done. What stands in the way (a room, a time, candidates) comes as further members."""

    model_config = ConfigDict(extra="allow")

    title: str
    status: int
    code: str
    field: str | None = None
    errors: list[WrongField] = []


def answers(status: int, shape: Any) -> dict[Any, Any]:
    """For `response=`: one good answer, and the ways of saying no."""
    return {status: shape, REFUSALS: ProblemOut}


class Problem(Exception):
    """Raised anywhere below a call; `more` are further members of the answer."""

    def __init__(self, status: int, code: str, *, field: str | None = None, errors: Sequence[WrongField] = (), **more: Any) -> None:
        super().__init__(code)
        self.status, self.code, self.errors, self.more = status, code, list(errors), more
        self.field = field or (self.errors[0].field if self.errors else None)

    def response(self) -> JsonResponse:
        told = {
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "code": self.code,
            "field": self.field,
            "errors": [error.model_dump() for error in self.errors],
            **self.more,
        }
        headers = {"WWW-Authenticate": "Bearer"} if self.status == HTTPStatus.UNAUTHORIZED else None
        return JsonResponse(told, status=self.status, content_type=CONTENT_TYPE, headers=headers)


def unknown(field: str) -> Problem:
    """The body names something that is not there."""
    return Problem(422, "unknown", errors=[WrongField(field=field, code="unknown")])


def not_found() -> Problem:
    """Also for what is there but not for this caller: no hint."""
    return Problem(404, "not_found")


def of_validation(problem: ValidationError) -> Problem:
    """Every wrong field at once; what was sent is not repeated, it may be a passport number."""
    errors = [WrongField(field=_path(error["loc"]), code=error["type"], message=error["msg"]) for error in problem.errors]
    return Problem(422, "invalid", errors=errors)


def respond(request: HttpRequest, problem: Problem) -> JsonResponse:
    return problem.response()


def _path(location: Sequence[str | int]) -> str:
    """Without ninja's own first words: where the value came from, and the name of the function's argument."""
    source, *rest = location
    if source == "body" and rest:
        rest = rest[1:]
    return ".".join(str(part) for part in rest) or str(source)
