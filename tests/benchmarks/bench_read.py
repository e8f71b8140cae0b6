"""How fast a folder of texts is read into a project, and how much memory it takes.

Run it with ``make benchmark``. The same command as a reader's, ``accord-atlas read``,
reads 20 and 200 copies of the shipped joint statement in processes of their own. Peak
memory of both is printed: reading goes one text at a time, so it must not grow.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = ROOT / "data" / "documents" / "joint-statement.txt"
COUNTS = (20, 200)


def read_copies(count: int, folder: Path) -> tuple[float, float, int]:
    """Read copies of the text; give seconds, peak memory in MB and bytes read."""
    texts = folder / f"texts-{count}"
    texts.mkdir()
    content = TEXT.read_text(encoding="utf-8")
    for number in range(count):
        copy = content.replace("2026", f"2026 ({number})", 1)
        (texts / f"{number}.txt").write_text(copy, encoding="utf-8")
    size = sum(path.stat().st_size for path in texts.iterdir())
    project = str(folder / f"project-{count}")
    command = ["-m", "geo", "read", str(texts), "-o", project, "--on", "2026-02-06"]
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = status
    if status:
        msg = f"Reading {count} texts ended with {status}."
        raise RuntimeError(msg)
    return seconds, used.ru_maxrss / 1024, size


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        few, many = (read_copies(count, Path(name)) for count in COUNTS)
    rate = (many[2] - few[2]) / (many[0] - few[0]) / 1e6
    print(f"reading a folder                   {rate:7.2f} MB/s, start-up left out")
    for count, (seconds, megabytes, _) in zip(COUNTS, (few, many), strict=True):
        print(f"{count:4} texts {seconds:26.1f} s   {megabytes:.0f} MB at most")


if __name__ == "__main__":
    main()
