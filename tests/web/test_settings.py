"""Settings, read from the environment and overridden by options."""

from pathlib import Path

import pytest

from quiz.web.operation.settings import Address, Settings, WrongSettings, read_settings


def setting(monkeypatch: pytest.MonkeyPatch, **environment: str) -> Settings:
    """The settings under an environment with these variables."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return read_settings()


def test_an_empty_environment_gives_the_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_settings() == Settings.model_construct()
    assert setting(monkeypatch, QUIZ_ADDRESS=" ", QUIZ_PROXIES="") == Settings.model_construct()


def test_every_setting_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = setting(
        monkeypatch,
        QUIZ_RULES=str(tmp_path),
        QUIZ_SEEDS=str(tmp_path),
        QUIZ_ADDRESS="https://Example.org:8443/quiz/",
        QUIZ_TRUSTED_HOSTS="one.example.org, .Two.example.org,",
        QUIZ_FRAME_HOSTS="Learn.example.edu,.example.org,localhost:8080",
        QUIZ_PROXIES="2",
        QUIZ_WATCH="on",
        QUIZ_LOG_FORMAT="json",
        QUIZ_ACCESS_LOG="Yes",
        QUIZ_METRICS="1",
    )
    address = Address("https", "example.org:8443", "/quiz")
    assert settings.model_dump() == {
        "rules": tmp_path,
        "seeds": tmp_path,
        "address": {"scheme": "https", "host": "example.org:8443", "prefix": "/quiz"},
        "trusted_hosts": ("one.example.org", ".two.example.org"),
        "frame_hosts": ("learn.example.edu", "example.org *.example.org", "localhost:8080"),
        "proxies": 2,
        "watch": True,
        "log_format": "json",
        "access_log": True,
        "metrics": True,
    }
    assert settings.address == address
    assert str(address) == "https://example.org:8443/quiz"


def test_an_option_overrides_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUIZ_PROXIES", "not a number")
    monkeypatch.setenv("QUIZ_LOG_FORMAT", "json")
    settings = read_settings(proxies="2", watch=True, log_format=None)
    assert (settings.proxies, settings.watch, settings.log_format) == (2, True, "json")
    with pytest.raises(WrongSettings, match=r"^--trusted-hosts: b/c is not a host name\."):
        read_settings(proxies="2", trusted_hosts="a, b/c")


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("QUIZ_RULES", "/nowhere", "/nowhere is not a folder. Write the path of one."),
        ("QUIZ_ADDRESS", "quiz.example.org", "is not a web address. Write it like https://quiz.example.org"),
        ("QUIZ_ADDRESS", "ftp://example.org", "is not a web address."),
        ("QUIZ_ADDRESS", "https://", "is not a web address."),
        ("QUIZ_ADDRESS", "https://[::1", "is not a web address."),
        ("QUIZ_ADDRESS", "https://me:secret@example.org", "is not a web address."),
        ("QUIZ_ADDRESS", "https://example.org/?a=b", "is not a web address."),
        ("QUIZ_TRUSTED_HOSTS", "a.example, b/c", "b/c is not a host name. Write names with commas"),
        ("QUIZ_TRUSTED_HOSTS", "https://a.example", "is not a host name."),
        ("QUIZ_TRUSTED_HOSTS", "*", "is not a host name."),
        ("QUIZ_FRAME_HOSTS", "https://a.example", "is not a host that can frame the quiz. Write names with commas"),
        ("QUIZ_FRAME_HOSTS", "a.example, *", "is not a host that can frame the quiz."),
        ("QUIZ_FRAME_HOSTS", "'self'", "is not a host that can frame the quiz."),
        ("QUIZ_FRAME_HOSTS", "a.example; script-src *", "is not a host that can frame the quiz."),
        ("QUIZ_FRAME_HOSTS", "[::1]", "is not a host that can frame the quiz."),
        ("QUIZ_FRAME_HOSTS", "a..example", "is not a host that can frame the quiz."),
        ("QUIZ_TRUSTED_HOSTS", "a..example", "is not a host name."),
        ("QUIZ_ADDRESS", f"https://{'x' * 64}.example", "is not a web address."),
        ("QUIZ_ADDRESS", "https://example.org/my quiz", "is not a web address."),
        ("QUIZ_ADDRESS", "https://example.org/mün", "is not a web address."),
        ("QUIZ_ADDRESS", "https://example.org/a%20b", "is not a web address."),
        ("QUIZ_ADDRESS", "https://example.org//quiz", "is not a web address."),
        ("QUIZ_ADDRESS", "https://example.org/a/../quiz", "is not a web address."),
        ("QUIZ_FRAME_HOSTS", "a.example:99999", "is not a host that can frame the quiz."),
        ("QUIZ_PROXIES", "yes", "yes is not a number of proxies. Write how many are in front, from 0 to 9."),
        ("QUIZ_PROXIES", "-1", "is not a number of proxies."),
        ("QUIZ_PROXIES", "²", "is not a number of proxies."),
        ("QUIZ_WATCH", "perhaps", "perhaps is neither on nor off. Write one of the two."),
        ("QUIZ_LOG_FORMAT", "xml", "xml is not a log format. Write text or json."),
    ],
)
def test_a_value_that_cannot_be_used_is_named_with_what_to_write(
    name: str, value: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(WrongSettings) as caught:
        setting(monkeypatch, **{name: value})
    (line,) = caught.value.lines
    assert line.startswith(f"{name}: {value.split(', ')[-1]} ")
    assert said in line


def test_all_that_is_wrong_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(WrongSettings) as caught:
        setting(monkeypatch, QUIZ_PROXIES="yes", QUIZ_ADDRESS="here")
    assert len(caught.value.lines) == 2


def test_a_misspelled_setting_is_no_silent_default(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(WrongSettings, match=r"QUIZ_ADRESS is not a setting\. Did you mean QUIZ_ADDRESS\?"):
        setting(monkeypatch, QUIZ_ADRESS="https://quiz.example.org")


def test_what_kubernetes_and_the_command_line_add_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    others = ("QUIZ_PORT", "QUIZ_SERVICE_HOST", "QUIZ_PORT_80_TCP", "QUIZ_SERVE_PORT", "QUIZ_SERVE_RULES")
    assert setting(monkeypatch, **dict.fromkeys(others, "tcp://10.0.0.1:80")) == Settings.model_construct()
