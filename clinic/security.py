"""What a browser may load, and who is knocking."""

from collections.abc import Callable

from csp.constants import HEADER
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render


class NoUnseenAddress:
    """No address of ours has a character that cannot be seen, and PostgreSQL refuses to look for NUL at all."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            raise Http404
        return self.get_response(request)


class ContentPolicy(CSPMiddleware):
    """Strict everywhere; the back office gets its own policy, because the interface it comes with evaluates expressions."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        super().__init__(get_response)
        self.written: dict[bool, str] = {}

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Two texts serve all answers; to write one anew for each was a twentieth of a search's processor time."""
        if settings.DEBUG or HEADER in response or "_csp_nonce" in vars(request) or any(name.startswith("_csp") for name in vars(response)):
            return super().process_response(request, response)
        back_office = request.path_info.startswith("/admin/")
        if back_office not in self.written:
            self.written[back_office] = super().process_response(request, response).get(HEADER, "")
        response[HEADER] = self.written[back_office]
        return response

    def get_policy_parts(self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False) -> PolicyParts:
        parts: PolicyParts = super().get_policy_parts(request=request, response=response, report_only=report_only)
        if not report_only and request.path_info.startswith("/admin/"):
            parts.replace = settings.BACK_OFFICE_POLICY
        return parts


class NoLargeFiles(FileUploadHandler):
    """An upload that no page of ours wants is cut off while it comes in, before anybody looks who sent it."""

    received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.received += len(raw_data)
        if self.received > settings.LARGEST_UPLOAD:
            raise RequestDataTooBig
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What was sent cannot be read. Django's own page looks for a CSRF token in it once more, and crashes."""
    return render(request, "400.html", status=400)


def client_address(request: HttpRequest) -> str:
    """The address that sign-in attempts are counted by.

    Behind a proxy the last entry of X-Forwarded-For was written by that proxy; the entries before it are the caller's own claim.
    """
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")
