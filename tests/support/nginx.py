"""nginx with the configuration that the project ships."""

import json
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.support.servers import PATIENCE, wait_until

SHIPPED = Path(__file__).parents[2] / "deploy" / "nginx"


@dataclass(frozen=True)
class Front:
    """nginx: its port, and the files that it writes its logs to."""

    port: int
    folder: Path

    def log(self, entries: int = 1) -> list[dict[str, Any]]:
        """What the access log says, once it has so many entries: nginx writes them after it has answered."""
        wait_until(lambda: len(self._lines()) >= entries)
        return [json.loads(line) for line in self._lines()]

    def _lines(self) -> list[str]:
        return (self.folder / "out").read_text().splitlines()

    def errors(self) -> str:
        """What the error log says."""
        return (self.folder / "err").read_text()


@contextmanager
def nginx(folder: Path, ports: list[int]) -> Iterator[Front]:
    """The shipped configuration with its two files of places rewritten, and nothing else."""
    program = shutil.which("nginx", path=f"{os.environ.get('PATH')}:/usr/sbin")
    if program is None:
        word = "nginx is not installed (on Debian: apt-get install nginx-light)"
        if os.environ.get("CI") == "true":
            pytest.fail(word)
        pytest.skip(word)
    shutil.copytree(SHIPPED, folder)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    (folder / "listen.conf").write_text(f"listen 127.0.0.1:{port};\n")
    copies = (f"server 127.0.0.1:{each} max_fails=0;\n" for each in ports)
    (folder / "copies.conf").write_text("".join(copies))
    command = [program, "-p", f"{folder}/", "-c", "nginx.conf"]
    if os.geteuid() == 0:
        command += ["-g", "user root;"]  # its workers must reach the folder of the test
    front = Front(port, folder)
    with (
        (folder / "out").open("w") as out,
        (folder / "err").open("w") as err,
        subprocess.Popen(command, stdout=out, stderr=err) as process,
    ):
        try:
            wait_until(lambda: _listens(front, process))
            yield front
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


def _listens(front: Front, process: subprocess.Popen[bytes]) -> bool:
    try:
        socket.create_connection(("127.0.0.1", front.port), timeout=PATIENCE).close()
    except ConnectionRefusedError:
        assert process.poll() is None, front.errors()
        return False
    return True
