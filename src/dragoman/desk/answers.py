"""How errors are answered: a page in plain words, or under /api one JSON shape."""

from __future__ import annotations

import logging
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dragoman.desk.security import TooLarge
from dragoman.desk.web import desk_of
from dragoman.errors import DragomanError

HEADINGS = {
    400: "This address asks for something that there is not",
    401: "Please log in",
    403: "You may not do this",
    404: "Not in the record",
    405: "This address does not take that",
    409: "Judged already",
    413: "Too large",
    415: "Unknown type",
    422: "This cannot be read",
    429: "Too many tries",
}
logger = logging.getLogger(__name__)


def answer_error(request: Request, error: Exception) -> Response:
    """The answer to a failed request: what happened, where, and its status."""
    status, what, where = explain_error(request, error)
    headers = getattr(error, "headers", None)
    if request.url.path.startswith("/api"):
        return JSONResponse({"ok": False, "error": what, "where": where, "status": status}, status, headers)
    heading = HEADINGS.get(status, "Something went wrong")
    response = desk_of(request).page(request, "error.html", status, code=status, heading=heading, message=what)
    response.headers.update(headers or {})
    return response


def explain_error(request: Request, error: Exception) -> tuple[int, str, str]:
    """Status, message and place of an error; the details of an unexpected one go to the log alone."""
    where = request.url.path
    if isinstance(error, DragomanError):
        return error.status, error.what, error.where or where
    if isinstance(error, HTTPException):
        what = {404: "there is no such address", 405: f"{request.method} is not taken here"}.get(error.status_code)
        return error.status_code, what or error.detail or HTTPStatus(error.status_code).phrase, where
    if isinstance(error, TooLarge):
        return 413, "the request is too large; send less at a time", where
    logger.error("%s %s", request.method, request.url.path, exc_info=error)
    return 500, "an unexpected failure; it is in the log of the desk", where
