"""Whatever the OpenAPI page allows, and what it forbids, is answered as the page says; never by a server error."""
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance

from clinic.api import tokens
from clinic.api.site import api
from tests.make import NOW, make_interpreter, make_user

THROWN = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,  # a red run must be red again
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.fixture
def page(live_server):
    return schemathesis.openapi.from_url(f"{live_server.url}/api/v1/openapi.json")


@pytest.fixture
def authorization(transactional_db: None) -> dict[str, str]:
    """Somebody with every right, so that no call ends at the door."""
    make_interpreter()
    return {"Authorization": f"Bearer {tokens.create(make_user('admin'), now=NOW)}"}


def calls() -> list[tuple[str, str]]:
    paths = api.get_openapi_schema(path_prefix="/api/v1/")["paths"]
    return [(path, method) for path, methods in paths.items() for method in methods]


@pytest.mark.schema
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("path", "method"), calls())
def test_every_call_keeps_what_the_page_promises(page, authorization, path, method):
    @THROWN
    @given(case=page[path][method].as_strategy())
    def keeps(case):
        case.call_and_validate(headers=authorization, checks=CHECKS)

    keeps()
