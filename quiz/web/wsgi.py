"""The application for WSGI servers: `quiz.web.wsgi:app`. Its settings are read from the environment."""

import sys

from quiz.problems import InvalidFiles, as_text, count_line
from quiz.web.app import create_app
from quiz.web.operation.logs import write_log
from quiz.web.operation.settings import WrongSettings, read_settings

CANNOT_START = 4
"""The exit status that makes gunicorn give up, instead of trying again for ever."""

try:
    _settings = read_settings()
    write_log(_settings.log_format)
    app = create_app(_settings)
except WrongSettings as error:
    print(*error.lines, sep="\n", file=sys.stderr)
    sys.exit(CANNOT_START)
except InvalidFiles as error:
    print(as_text(error.problems) + count_line(len(error.problems)), file=sys.stderr)
    sys.exit(CANNOT_START)
