"""The log: one line for each event, as text for people or as JSON for machines, on standard error.

No answer gets into it. What servers quote of a request is cut from what they log, and of an exception only its type
and places are logged: its message may quote the request.
"""

import json
import logging
import re
from datetime import UTC, datetime
from traceback import extract_tb
from typing import Any, Literal

from quiz.web.operation.requests import FinishedRequest

LogFormat = Literal["text", "json"]

OURS = "quiz"
"""The prefix of the names of our own loggers."""

_QUOTED = re.compile(r"""(?<=serving )[\s\S]+|(?<=handling request )(?!\()[\s\S]+|['"][\s\S]*|(?<![:/])/(?!/)[\s\S]*""")
"""What gunicorn and waitress may have from a request: all after these words, after a quotation mark, and of a path."""

_access = logging.getLogger("quiz.access")


class Lines(logging.Formatter):
    """Formats a record as one line: time, level, event, and the fields that came with it."""

    def __init__(self, form: LogFormat) -> None:
        super().__init__()
        self.form = form

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        event = record.getMessage()
        if not record.name.startswith(OURS):
            event = _QUOTED.sub("…", event)
        fields = getattr(record, "fields", {}) | _exception_fields(record)
        if self.form == "json":
            data = {"time": time, "level": record.levelname.lower(), "logger": record.name, "event": event, **fields}
            return json.dumps(data, ensure_ascii=False, default=str)
        shown = "".join(f" {name}={json.dumps(value, ensure_ascii=False)}" for name, value in fields.items())
        return f"{time} {record.levelname} {_on_one_line(event)}{shown}"


def _exception_fields(record: logging.LogRecord) -> dict[str, Any]:
    """The type of the exception that a record carries, and where it came from."""
    if not record.exc_info or record.exc_info[0] is None:
        return {}
    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in extract_tb(record.exc_info[2])]
    return {"error": record.exc_info[0].__name__, "places": places}


def _on_one_line(event: str) -> str:
    return event.replace("\r", "\\r").replace("\n", "\\n")


def write_log(form: LogFormat) -> None:
    """Sets the form of everything that this process logs."""
    handler = logging.StreamHandler()
    handler.setFormatter(Lines(form))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)


def log_request(finished: FinishedRequest) -> None:
    """A line of the access log."""
    fields = {
        "method": finished.method,
        "path": finished.path,
        "status": finished.status,
        "seconds": round(finished.seconds, 6),
    }
    _access.info("request", extra={"fields": fields})
