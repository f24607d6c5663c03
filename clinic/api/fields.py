"""Kinds of values that come in: bounded, without characters that a database refuses."""
from datetime import UTC, date, datetime
from typing import Annotated

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from ninja import Schema
from pydantic import AfterValidator, AwareDatetime, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

BIGGEST_ID = 2**63 - 1


def _visible(text: str) -> str:
    if "\0" in text:
        raise PydanticCustomError("nul_character", "There is a NUL character in this text.")
    return text


def _email(text: str) -> str:
    """An address, or nothing."""
    if not text:
        return text
    try:
        validate_email(text)
    except ValidationError as problem:
        raise PydanticCustomError("email_form", "This is not an e-mail address.") from problem
    return text


class Sent(Schema):
    """What comes in. A field we do not know is an error: a misspelt allergy must not get lost."""

    model_config = ConfigDict(extra="forbid")


Name = Annotated[str, StringConstraints(max_length=80, strip_whitespace=True), AfterValidator(_visible)]
Line = Annotated[str, StringConstraints(max_length=200, strip_whitespace=True), AfterValidator(_visible)]
LongLine = Annotated[str, StringConstraints(max_length=400, strip_whitespace=True), AfterValidator(_visible)]
Typed = Annotated[str, StringConstraints(max_length=2000), AfterValidator(_visible)]
Email = Annotated[str, StringConstraints(max_length=254, strip_whitespace=True), AfterValidator(_visible), AfterValidator(_email)]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,40}$")]
RecordNumber = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{1,16}$")]
PaperNumber = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{1,20}$")]
Id = Annotated[int, Field(ge=1, le=BIGGEST_ID)]
Moment = Annotated[AwareDatetime, Field(ge=datetime(2000, 1, 1, tzinfo=UTC), lt=datetime(2100, 1, 1, tzinfo=UTC))]
Day = Annotated[date, Field(ge=date(1800, 1, 1), lt=date(2200, 1, 1))]
