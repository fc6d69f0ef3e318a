"""Whatever Schemathesis makes of the description of the JSON, the answer is as described."""

import schemathesis
from hypothesis import HealthCheck, assume, settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from tests.support.two_books import APP, BOOKS

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
    negative_data_rejection,
    unsupported_method,
]
SENT = settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.data_too_large])


described = schemathesis.openapi.from_wsgi("/openapi.json", APP)
described.config.generation.update(modes=[GenerationMode.POSITIVE, GenerationMode.NEGATIVE])


@described.parametrize()
@SENT
def test_whatever_is_asked_the_answer_is_as_described(case: schemathesis.Case) -> None:
    assume([] not in (case.query or {}).values())  # In an address, an empty list is nothing at all.
    # Called within the process, it unpacks nothing.
    case.call_and_validate(checks=CHECKS, headers={"Accept-Encoding": "identity"})


def test_the_description_is_an_openapi_document() -> None:
    described.validate()
    assert {operation.ok().path for operation in described.get_all_operations()} == {
        f"/{name}/summary.json" for name in BOOKS
    }
