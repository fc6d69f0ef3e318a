"""`quiz serve`, where it says no before it serves."""

import pytest
from click.testing import CliRunner

from quiz.cli import cli


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1"])
def test_a_preview_is_shown_to_others_only_where_that_is_asked_for(host: str) -> None:
    done = CliRunner().invoke(cli, ["serve", "--preview", "--host", host])
    assert done.exit_code == 2
    assert "add --for-others" in done.output
