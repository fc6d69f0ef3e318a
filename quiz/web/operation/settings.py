"""What may differ from one place that serves the quiz to another."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

from werkzeug.sansio.utils import host_is_trusted

from quiz.web.operation.logs import LOG_FORMATS, LogFormat
from quiz.words import own_folder

PREFIX = "QUIZ_"
"""What the name of a setting in the environment begins with."""


@dataclass(frozen=True)
class Address:
    """Where the quiz is to be found from outside."""

    scheme: str
    host: str
    prefix: str

    def __str__(self) -> str:
        return f"{self.scheme}://{self.host}{self.prefix}"


class WrongSettings(Exception):
    """Raised for settings that cannot be used; `lines` says of each what to write instead."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = tuple(lines)
        super().__init__("\n".join(lines))


def read_folder(text: str) -> Path:
    """A folder that exists. Raises ValueError with a mend."""
    folder = Path(text)
    if not folder.is_dir():
        raise ValueError(f"{text} is no folder. Write the path of one.")
    return folder


def read_address(text: str) -> Address:
    """An address from its text. Raises ValueError with a mend."""
    mend = "Write it like https://quiz.example.org or https://example.org/quiz."
    try:
        parts = urlsplit(text)
        odd = parts.username is not None or bool(parts.query or parts.fragment)
    except ValueError:
        raise ValueError(f"{text} is no web address. {mend}") from None
    if parts.scheme not in ("http", "https") or not host_is_trusted(parts.netloc.lower()) or odd:
        raise ValueError(f"{text} is no web address. {mend}")
    return Address(parts.scheme, parts.netloc.lower(), parts.path.rstrip("/"))


def read_hosts(text: str) -> tuple[str, ...]:
    """Names of hosts from a list with commas. Raises ValueError with a mend."""
    hosts = tuple(name.strip().lower() for name in text.split(",") if name.strip())
    for name in hosts:
        if not host_is_trusted(name.removeprefix(".")) or name.endswith(".."):
            mend = "Write names with commas between them, such as quiz.example.org,.example.edu."
            raise ValueError(f"{name} is no name of a host. {mend}")
    return hosts


def read_proxies(text: str) -> int:
    """A number of proxies. Raises ValueError with a mend."""
    if not (text.isascii() and text.isdigit() and int(text) <= 9):
        raise ValueError(f"{text} is no number of proxies. Write how many stand in front, from 0 to 9.")
    return int(text)


def read_log_format(text: str) -> LogFormat:
    """A form of the log. Raises ValueError with a mend."""
    if text not in LOG_FORMATS:
        raise ValueError(f"{text} is no form of the log. Write {' or '.join(LOG_FORMATS)}.")
    return cast("LogFormat", text)


def read_switch(text: str) -> bool:
    """Whether something is on. Raises ValueError with a mend."""
    switch = {"on": True, "true": True, "yes": True, "1": True, "off": False, "false": False, "no": False, "0": False}
    if text.lower() not in switch:
        raise ValueError(f"{text} is neither on nor off. Write one of the two.")
    return switch[text.lower()]


READERS: Mapping[str, Callable[[str], Any]] = {
    "rules": read_folder,
    "seeds": read_folder,
    "address": read_address,
    "trusted_hosts": read_hosts,
    "proxies": read_proxies,
    "watch": read_switch,
    "log_format": read_log_format,
    "access_log": read_switch,
    "metrics": read_switch,
}
"""How the text of each setting is read; each raises ValueError with a mend."""


@dataclass(frozen=True)
class Settings:
    """How the quiz is served. Each field is read from `QUIZ_` and its name in capitals."""

    rules: Path | None = None
    """The folder of rulebooks; None for our own."""
    seeds: Path | None = None
    """The folder of registers; None for our own."""
    address: Address | None = None
    """Where the quiz is to be found; None to believe the request, within the hosts that are trusted."""
    trusted_hosts: tuple[str, ...] = ()
    """Further names under which it may be asked for; one that begins with a dot takes in all below it."""
    proxies: int = 0
    """How many proxies stand in front whose `X-Forwarded-For`, `-Proto` and `-Host` are to be believed."""
    watch: bool = False
    """Whether changed files are served without being told to."""
    log_format: LogFormat = "text"
    """The form of the log."""
    access_log: bool = False
    """Whether the log has a line for each request."""
    metrics: bool = False
    """Whether requests are counted, and told at /metrics."""

    @property
    def folders(self) -> tuple[Path, Path]:
        """The folders of rulebooks and of registers."""
        return self.rules or own_folder("rules"), self.seeds or own_folder("seeds")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """The settings in the environment; one that is empty counts as not there. Raises WrongSettings."""
        values: dict[str, Any] = {}
        wrong = _misspelt(environment)
        for name, read in READERS.items():
            if text := environment.get(_variable(name), "").strip():
                try:
                    values[name] = read(text)
                except ValueError as error:
                    wrong.append(f"{_variable(name)}: {error}")
        if wrong:
            raise WrongSettings(wrong)
        return cls(**values)


def _variable(name: str) -> str:
    return PREFIX + name.upper()


def _misspelt(environment: Mapping[str, str]) -> list[str]:
    """A line for each name that is nearly a setting's. Others may be anybody's: Kubernetes sets `QUIZ_PORT`."""
    known = [_variable(name) for name in READERS]
    lines = []
    for name in environment:
        near = get_close_matches(name, known, n=1, cutoff=0.85)
        if near and name not in known and name.startswith(PREFIX):
            lines.append(f"{name} is no setting. Did you mean {near[0]}?")
    return lines
