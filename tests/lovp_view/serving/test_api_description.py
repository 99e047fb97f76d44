"""The API does what its description says, whatever is asked: schemathesis makes up the requests."""

import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    positive_data_acceptance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)
from starlette.applications import Starlette

from lovp_view.serving.api import ROUTES

CHECKS = [
    not_a_server_error,
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
    negative_data_rejection,
    positive_data_acceptance,
    unsupported_method,
]
# Without Streamlit around it, whose runtime cannot be started twice.
api = schemathesis.openapi.from_asgi("/api/v1/openapi.json", Starlette(routes=ROUTES))


@api.parametrize()
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_every_answer_is_one_that_the_description_names(case: schemathesis.Case) -> None:
    case.call_and_validate(checks=CHECKS)
