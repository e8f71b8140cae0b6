"""What a server writes for its readers goes when the server goes."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

APP = Path(__file__).parents[2] / "app.py"
SERVE = """
from geo.dashboard.resources import load_resources
from geo.shipped import data_folder
served = load_resources(data_folder()).served
print(served, any(served.iterdir()))
"""


def test_the_files_of_the_map_go_with_the_server(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", SERVE],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    folder, is_written = ended.stdout.split()[-2:]
    assert folder.startswith(str(tmp_path))
    assert is_written == "True"
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_is_told_to_end_leaves_no_file_behind(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    served = f"""{SERVE}
from geo.dashboard.serve import serve
from pathlib import Path
serve(Path({str(APP)!r}), data_folder(), host="127.0.0.1", port={port}, base_path="",
      browser=False)
"""
    with subprocess.Popen(
        [sys.executable, "-c", served],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    ) as server:
        assert server.stdout is not None
        while not (line := server.stdout.readline()).startswith("Accord Atlas:"):
            assert line, "the server ended"
        assert list(tmp_path.iterdir())
        while server.poll() is None and not _answers(port):
            pass
        server.send_signal(signal.SIGTERM)
        assert server.wait() == 128 + signal.SIGTERM
    assert list(tmp_path.iterdir()) == []


def _answers(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0
