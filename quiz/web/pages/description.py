"""What the application serves to programs, described for them."""

from flask import Blueprint, Response

from quiz.output import openapi_text
from quiz.web.pages.shelf import the_shelf

description = Blueprint("description", __name__)


@description.get("/openapi.json")
def openapi() -> Response:
    """The OpenAPI document of the summaries as JSON."""
    return Response(openapi_text(the_shelf().values()), mimetype="application/json")
