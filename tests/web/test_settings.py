"""Settings, read from the environment."""

from pathlib import Path

import pytest

from quiz.web.operation.settings import Address, Settings, WrongSettings


def test_an_empty_environment_gives_the_defaults() -> None:
    assert Settings.from_environment({}) == Settings()
    assert Settings.from_environment({"QUIZ_ADDRESS": " ", "QUIZ_PROXIES": ""}) == Settings()


def test_every_setting_is_read(tmp_path: Path) -> None:
    settings = Settings.from_environment(
        {
            "QUIZ_RULES": str(tmp_path),
            "QUIZ_SEEDS": str(tmp_path),
            "QUIZ_ADDRESS": "https://Example.org:8443/quiz/",
            "QUIZ_TRUSTED_HOSTS": "one.example.org, .Two.example.org,",
            "QUIZ_PROXIES": "2",
            "QUIZ_WATCH": "on",
            "QUIZ_LOG_FORMAT": "json",
            "QUIZ_ACCESS_LOG": "Yes",
            "QUIZ_METRICS": "1",
        }
    )
    address = Address("https", "example.org:8443", "/quiz")
    hosts = ("one.example.org", ".two.example.org")
    assert settings == Settings(tmp_path, tmp_path, address, hosts, 2, True, "json", True, True)
    assert str(address) == "https://example.org:8443/quiz"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("QUIZ_RULES", "/nowhere", "/nowhere is no folder. Write the path of one."),
        ("QUIZ_ADDRESS", "quiz.example.org", "is no web address. Write it like https://quiz.example.org"),
        ("QUIZ_ADDRESS", "ftp://example.org", "is no web address."),
        ("QUIZ_ADDRESS", "https://", "is no web address."),
        ("QUIZ_ADDRESS", "https://[::1", "is no web address."),
        ("QUIZ_ADDRESS", "https://me:secret@example.org", "is no web address."),
        ("QUIZ_ADDRESS", "https://example.org/?a=b", "is no web address."),
        ("QUIZ_TRUSTED_HOSTS", "a.example, b/c", "b/c is no name of a host. Write names with commas"),
        ("QUIZ_TRUSTED_HOSTS", "https://a.example", "is no name of a host."),
        ("QUIZ_TRUSTED_HOSTS", "*", "is no name of a host."),
        ("QUIZ_PROXIES", "yes", "yes is no number of proxies. Write how many stand in front, from 0 to 9."),
        ("QUIZ_PROXIES", "-1", "is no number of proxies."),
        ("QUIZ_PROXIES", "²", "is no number of proxies."),
        ("QUIZ_WATCH", "perhaps", "perhaps is neither on nor off. Write one of the two."),
        ("QUIZ_LOG_FORMAT", "xml", "xml is no form of the log. Write text or json."),
    ],
)
def test_a_value_that_cannot_be_used_is_named_with_what_to_write(name: str, value: str, said: str) -> None:
    with pytest.raises(WrongSettings) as caught:
        Settings.from_environment({name: value})
    (line,) = caught.value.lines
    assert line.startswith(f"{name}: {value.split(', ')[-1]} ")
    assert said in line


def test_all_that_is_wrong_is_said_at_once() -> None:
    with pytest.raises(WrongSettings) as caught:
        Settings.from_environment({"QUIZ_PROXIES": "yes", "QUIZ_ADDRESS": "here"})
    assert len(caught.value.lines) == 2


def test_a_misspelt_setting_is_no_silent_default() -> None:
    with pytest.raises(WrongSettings, match=r"QUIZ_ADRESS is no setting\. Did you mean QUIZ_ADDRESS\?"):
        Settings.from_environment({"QUIZ_ADRESS": "https://quiz.example.org"})


def test_what_kubernetes_and_the_command_line_add_is_left_alone() -> None:
    others = ("QUIZ_PORT", "QUIZ_SERVICE_HOST", "QUIZ_PORT_80_TCP", "QUIZ_SERVE_PORT", "QUIZ_SERVE_RULES")
    assert Settings.from_environment(dict.fromkeys(others, "tcp://10.0.0.1:80")) == Settings()
