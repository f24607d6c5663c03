"""The API put together: routers, refusals, the OpenAPI page."""
from typing import Any

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import Http404, HttpRequest, JsonResponse, RawPostDataException
from django.http.multipartparser import MultiPartParserError
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.operation import Operation

from clinic.api import documents, formulas, interpreters, passports, patients, problems, refusals, slots, visits, years

CODES = {400: "not_readable", 401: "not_signed_in", 403: "not_allowed", 429: "too_often"}


class QiaoAPI(NinjaAPI):
    """Says in its OpenAPI page that errors are problem+json."""

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__

    def get_openapi_schema(self, **given: Any) -> Any:
        schema = super().get_openapi_schema(**given)
        for calls in schema["paths"].values():
            for call in calls.values():
                for status, answer in call["responses"].items():
                    if int(status) >= 400:
                        answer["content"] = {problems.CONTENT_TYPE: answer["content"]["application/json"]}
        return schema


api = QiaoAPI(
    title="Qiao",
    version="1",
    description="The international desk. Errors are application/problem+json with a stable `code`; see docs/api.md.",
    docs_url=None,  # its page would need inline scripts, which our pages never have
    urls_namespace="api",
)
for module in (passports, patients, slots, visits, interpreters, formulas, documents, years):
    api.add_router("", module.router)

api.add_exception_handler(problems.Problem, problems.respond)  # type: ignore[arg-type]
for kind in refusals.KINDS:
    api.add_exception_handler(kind, refusals.respond)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> JsonResponse:
    return problems.of_validation(error).response()


@api.exception_handler(AuthenticationError)
@api.exception_handler(HttpError)
def _refused(request: HttpRequest, error: HttpError) -> JsonResponse:
    return problems.Problem(error.status_code, CODES.get(error.status_code, "refused")).response()


@api.exception_handler(BadRequest)
@api.exception_handler(SuspiciousOperation)
@api.exception_handler(MultiPartParserError)
@api.exception_handler(RawPostDataException)
def _unreadable(request: HttpRequest, error: Exception) -> JsonResponse:
    """A form where JSON belongs, a foreign encoding, too much at once: the look for a CSRF token stumbles over it."""
    return problems.Problem(400, CODES[400]).response()


@api.exception_handler(Http404)
def _missing(request: HttpRequest, error: Http404) -> JsonResponse:
    return problems.not_found().response()
