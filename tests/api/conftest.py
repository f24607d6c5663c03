"""Calling the API as a program does."""
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from clinic.accounts.models import User
from clinic.api import tokens
from tests.make import NOW


class Caller:
    """A program with the token of one member of staff."""

    def __init__(self, user: User | None) -> None:
        self.client = Client()
        self.headers = {"authorization": f"Bearer {tokens.create(user, now=NOW)}"} if user else {}

    def get(self, path: str, **query: Any) -> HttpResponse:
        return self.client.get(f"/api/v1/{path}", query, headers=self.headers)

    def post(self, path: str, sent: Any) -> HttpResponse:
        return self.client.post(f"/api/v1/{path}", json.dumps(sent), content_type="application/json", headers=self.headers)


@pytest.fixture
def calling(db: None) -> Callable[[User | None], Caller]:
    return Caller


@pytest.fixture
def desk(calling, liu_fang) -> Caller:
    """Reception's program."""
    return calling(liu_fang)
