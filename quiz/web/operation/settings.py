"""The settings of a served quiz: read from `QUIZ_*` in the environment, overridden by options of `quiz serve`."""

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    DirectoryPath,
    Field,
    ValidationError,
    model_validator,
)

from quiz.web.operation.host_names import is_host
from quiz.web.operation.logs import LogFormat
from quiz.words import own_folder

_PATH = re.compile(r"(/(?!\.+(/|$))[A-Za-z0-9._~-]+)*")
"""A path that is the same in an address, in a request and in a link: nothing in it is ever encoded."""

HIGHEST_PORT = 65535

PREFIX = "QUIZ_"
"""What the name of a setting in the environment begins with."""


class WrongSettings(Exception):
    """Raised for settings that cannot be used; each of `lines` names one and says what to write instead."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(self.lines))


@dataclass(frozen=True)
class Address:
    """The public address of the quiz."""

    scheme: str
    host: str
    prefix: str

    def __str__(self) -> str:
        return f"{self.scheme}://{self.host}{self.prefix}"


def parse_address(value: object) -> object:
    """The Address that a text stands for; any other value as it is. Raises ValueError."""
    if not isinstance(value, str):
        return value
    parts = urlsplit(value)
    has_more = parts.username is not None or parts.query or parts.fragment
    path = parts.path.rstrip("/")
    is_plain = is_host(parts.netloc.lower()) and _PATH.fullmatch(path)
    if parts.scheme not in ("http", "https") or not is_plain or has_more:
        raise ValueError
    return Address(parts.scheme, parts.netloc.lower(), path)


def split_at_commas(value: object) -> object:
    """The items of a comma-separated text; any other value as it is."""
    return [name.strip() for name in value.split(",") if name.strip()] if isinstance(value, str) else value


def host_name(name: str) -> str:
    """The host name in lower case; it may begin with a dot. Raises ValueError."""
    if not is_host(name.removeprefix(".")):
        raise ValueError
    return name.lower()


def frame_host(name: str) -> str:
    """The host, perhaps with a port, as a Content-Security-Policy has it: `.example.edu` is it and all below it.

    Raises ValueError for what is none there: an address with its scheme, or one of IPv6.
    """
    host = name.lower().removeprefix(".")
    parts = re.fullmatch(r"[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::([0-9]{1,5}))?", host)
    if parts is None or int(parts[1] or 0) > HIGHEST_PORT:
        raise ValueError
    return f"{host} *.{host}" if name.startswith(".") else host


@dataclass(frozen=True)
class Otherwise:
    """Metadata of a setting: what to say after a value that it does not take."""

    message: str


FOLDER = Otherwise("is not a folder. Write the path of one.")
ADDRESS = Otherwise(
    "is not a web address. Write it like https://quiz.example.org or https://example.org/quiz, in plain letters, "
    "digits, dots and hyphens."
)
HOSTS = Otherwise("is not a host name. Write names with commas between them, such as quiz.example.org,.example.edu.")
FRAME_HOSTS = Otherwise(
    "is not a host that can frame the quiz. Write names with commas between them, with a port if it is not the "
    "default, such as learn.example.edu,.example.org,localhost:8080."
)
PROXIES = Otherwise("is not a number of proxies. Write how many are in front, from 0 to 9.")
LOG_FORMAT = Otherwise("is not a log format. Write text or json.")
SWITCH = Otherwise("is neither on nor off. Write one of the two.")

Folder = Annotated[DirectoryPath | None, FOLDER]
HostNames = Annotated[tuple[Annotated[str, AfterValidator(host_name)], ...], BeforeValidator(split_at_commas), HOSTS]
FrameHosts = Annotated[
    tuple[Annotated[str, AfterValidator(frame_host)], ...], BeforeValidator(split_at_commas), FRAME_HOSTS
]
Switch = Annotated[bool, SWITCH]


class Settings(BaseModel):
    """The settings of a served quiz. `read_settings` reads them with clear errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rules: Folder = None
    """The folder of rulebooks; None for the one in the package."""
    seeds: Folder = None
    """The folder of registers; None for the one in the package."""
    address: Annotated[Address | None, BeforeValidator(parse_address), ADDRESS] = None
    """The public address; None to believe the request, within the trusted hosts."""
    trusted_hosts: HostNames = ()
    """Further names under which it may be asked for; one that begins with a dot includes its subdomains."""
    frame_hosts: FrameHosts = ()
    """Hosts whose pages may show a quiz in a frame, as a Content-Security-Policy has them."""
    proxies: Annotated[int, Field(ge=0, le=9), PROXIES] = 0
    """The number of proxies in front whose `X-Forwarded-For`, `-Proto` and `-Host` are to be believed."""
    watch: Switch = False
    """Whether changed files are served without a signal."""
    log_format: Annotated[LogFormat, LOG_FORMAT] = "text"
    """The form of the log."""
    access_log: Switch = False
    """Whether the log has a line for each request."""
    metrics: Switch = False
    """Whether requests are counted for /metrics."""

    @model_validator(mode="before")
    @classmethod
    def _without_blanks(cls, values: dict[str, Any]) -> dict[str, Any]:
        texts = {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}
        return {name: value for name, value in texts.items() if value != ""}

    @property
    def folders(self) -> tuple[Path, Path]:
        """The folders of rulebooks and of registers."""
        return self.rules or own_folder("rules"), self.seeds or own_folder("seeds")


def read_settings(**options: object) -> Settings:
    """The settings: an option where it is not None, else the environment, else the default. Raises WrongSettings."""
    typed = {name: value for name, value in options.items() if value is not None}
    variables = {variable.upper(): value for variable, value in os.environ.items()}
    found = {name: variables.get(PREFIX + name.upper(), "") for name in Settings.model_fields}
    wrong = _near_misses(os.environ)
    try:
        settings = Settings.model_validate(found | typed)
    except ValidationError as error:
        wrong += [_line(str(problem["loc"][0]), problem["input"], typed) for problem in error.errors()]
    if wrong:
        raise WrongSettings(wrong)
    return settings


def _line(name: str, value: object, typed: Iterable[str]) -> str:
    source = f"--{name.replace('_', '-')}" if name in typed else PREFIX + name.upper()
    otherwise = next(each for each in Settings.model_fields[name].metadata if isinstance(each, Otherwise))
    return f"{source}: {value} {otherwise.message}"


def _near_misses(environment: Iterable[str]) -> list[str]:
    """A line for each variable that nearly names a setting. Others may be anybody's: Kubernetes sets `QUIZ_PORT`."""
    known = [PREFIX + name.upper() for name in Settings.model_fields]
    lines = []
    for name in environment:
        if name in known or not name.startswith(PREFIX):
            continue
        if near := get_close_matches(name, known, n=1, cutoff=0.85):
            lines.append(f"{name} is not a setting. Did you mean {near[0]}?")
    return lines
