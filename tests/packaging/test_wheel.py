"""The wheel carries all it needs: installed elsewhere, it runs in an empty folder."""

import subprocess
import sys
import venv
from pathlib import Path
from urllib.request import ProxyHandler, build_opener

from tests.support.servers import PATIENCE

PROJECT = Path(__file__).parents[2]


def test_the_wheel_serves_the_quiz_from_an_empty_folder(tmp_path: Path) -> None:
    wheels, empty = tmp_path / "wheels", tmp_path / "empty"
    empty.mkdir()
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", wheels, PROJECT], check=True
    )
    (wheel,) = wheels.glob("*.whl")
    venv.create(tmp_path / "venv", with_pip=True)
    scripts = tmp_path / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    subprocess.run([scripts / "python", "-m", "pip", "install", "--quiet", wheel], check=True)

    subprocess.run([scripts / "quiz", "check"], cwd=empty, check=True)
    command = [scripts / "quiz", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=empty, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            address = process.stdout.readline().split()[4]
            with build_opener(ProxyHandler({})).open(f"{address}integrated-ir/ask", timeout=PATIENCE) as page:
                assert b"</fieldset>" in page.read()
        finally:
            process.terminate()
