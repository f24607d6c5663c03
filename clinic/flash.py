"""Messages that wait for the next page, looked for when somebody asks for them: most answers have nothing to do with them."""

from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.messages.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject, empty


class MessagesWhenAsked(MessageMiddleware):
    """Django opens the store of cookies and session at the start of each request; that it stays shut changes nothing."""

    def process_request(self, request: HttpRequest) -> None:
        request._messages = SimpleLazyObject(lambda: default_storage(request))  # type: ignore[attr-defined]

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        kept = getattr(request, "_messages", None)
        if isinstance(kept, SimpleLazyObject) and kept.__dict__["_wrapped"] is empty:
            return response
        answer: HttpResponse = super().process_response(request, response)
        return answer
