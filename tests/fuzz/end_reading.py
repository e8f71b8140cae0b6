"""Reading ended at random: killed, or by a full disk; nothing may be lost by it.

Run by hand, as root where the disk is to be filled::

    python tests/fuzz/end_reading.py [--kills 100] [--fills 20] [--seed 1]

A project of verified texts is read again after its sources changed, and the process is
killed at a random moment of that, or its disk, a small one in memory, has room for a
random part of it. After each end every text has to open, as it was or as it is to be,
with what was verified in it; no text is there twice, and no quotation is lost.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from geo.errors import GeoError, ProjectError
from geo.places.gazetteer import Gazetteer, read_gazetteer
from geo.places.geoparsing import Geoparser
from geo.projects.finding import find_files
from geo.projects.folders import read_files
from geo.projects.storing import read_machine, read_project, write_text
from geo.shipped import data_folder

TEXTS = 8
WORDS = """Press release on the border trade meeting
Tây Ninh, 12 May 2025
1. The two sides agreed to upgrade the Bavet–Mộc Bài border gate within {number} years.
2. They witnessed the signing of an agreement between the People's Committee of Tây \
Ninh Province and the authorities of Svay Rieng and Prey Veng provinces.
3. A visit to Phnom Penh followed.
"""
CHECKED = "Checked by a reader"


def change_sources(folder: Path, times: int) -> None:
    for number in range(TEXTS):
        text = WORDS.format(number=number + 2) + "4. They met in Hanoi.\n" * times
        (folder / f"text-{number}.txt").write_text(text, encoding="utf-8")


def read(folder: Path, project: Path, geoparser: Geoparser) -> None:
    files = find_files(folder, project)
    for _ in read_files(files, project, geoparser, None):
        pass


def verify(project: Path, gazetteer: Gazetteer) -> None:
    """Verify an agreement of each text, as a reader does by hand."""
    for text in read_project(project, gazetteer):
        first, *others = text.agreements
        checked = replace(first, title=CHECKED, proposed_because="")
        write_text(
            project,
            replace(text, agreements=(checked, *others)),
            machine=read_machine(project, text.document.id, gazetteer),
        )


def look(project: Path, gazetteer: Gazetteer, before: int, after: int) -> str:
    """Say how a project stands; what is wrong raises."""
    texts = read_project(project, gazetteer)
    assert [text.document.id for text in texts] == [f"text-{n}" for n in range(TEXTS)]
    new = 0
    for text in texts:
        times = text.document.text.count("Hanoi")
        assert times in {before, after}, f"{text.document.id} is neither: {times}"
        new += times == after
        titles = [agreement.title for agreement in text.agreements]
        assert titles.count(CHECKED) == 1, f"{text.document.id}: {titles}"
        assert len(titles) == 3, f"{text.document.id}: {titles}"
    return "some" if 0 < new < TEXTS else "all" if new else "none"


def read_in_child(folder: Path, project: Path, geoparser: Geoparser) -> int:
    child = os.fork()
    if child:
        return child
    status = 0
    try:
        read(folder, project, geoparser)
    except ProjectError:
        status = 2
    except BaseException:  # noqa: BLE001 - told by the status
        status = 3
    os._exit(status)


def kill_at_random(root: Path, geoparser: Geoparser, count: int) -> Counter[str]:
    found = Counter[str]()
    folder, project = root / "texts", root / "project"
    folder.mkdir()
    change_sources(folder, 0)
    read(folder, project, geoparser)
    verify(project, geoparser.gazetteer)
    change_sources(folder, 1)
    began = time.monotonic()
    read(folder, project, geoparser)
    whole = time.monotonic() - began
    times = 1
    for _ in range(count):
        change_sources(folder, times + 1)
        child = read_in_child(folder, project, geoparser)
        time.sleep(random.uniform(0, 0.9 * whole))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        stands = look(project, geoparser.gazetteer, times, times + 1)
        found["killed" if os.WIFSIGNALED(status) else "ended before"] += 1
        found[f"new: {stands}"] += 1
        read(folder, project, geoparser)
        assert look(project, geoparser.gazetteer, times + 1, times + 1) == "all"
        assert not list(project.rglob("*draft"))
        assert not (project / ".coming").exists()
        times += 1
    return found


def fill_at_random(root: Path, geoparser: Geoparser, count: int) -> Counter[str]:
    found = Counter[str]()
    folder, whole = root / "texts", root / "whole"
    folder.mkdir()
    change_sources(folder, 0)
    read(folder, whole, geoparser)
    verify(whole, geoparser.gazetteer)
    change_sources(folder, 1)
    for number in range(count):
        disk = root / f"disk-{number}"
        disk.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)]
        subprocess.run(mount, check=True)
        try:
            shutil.copytree(whole, disk / "project")
            # Sources lie where they lay, seen from the project.
            shutil.copytree(folder, disk / "texts")
            room = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
            left = random.randrange(0, min(room, 250_000))
            (disk / "filling").write_bytes(b"0" * (room - left))
            child = read_in_child(disk / "texts", disk / "project", geoparser)
            _, status = os.waitpid(child, 0)
            ended = os.waitstatus_to_exitcode(status)
            found[{0: "had room", 2: "one sentence"}.get(ended, "traceback")] += 1
            stands = look(disk / "project", geoparser.gazetteer, 0, 1)
            found[f"new: {stands}"] += 1
            (disk / "filling").unlink()
            read(disk / "texts", disk / "project", geoparser)
            assert look(disk / "project", geoparser.gazetteer, 1, 1) == "all"
            assert not list((disk / "project").rglob("*draft"))
        finally:
            subprocess.run(["umount", str(disk)], check=True)
    return found


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--fills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    random.seed(options.seed)
    geoparser = Geoparser(read_gazetteer(data_folder() / "gazetteer"))
    with tempfile.TemporaryDirectory() as name:
        for what, count, end in (
            ("kills", options.kills, kill_at_random),
            ("full disks", options.fills, fill_at_random),
        ):
            root = Path(name) / what
            root.mkdir()
            try:
                found = end(root, geoparser, count)
            except (AssertionError, GeoError) as error:
                print(f"{what}: LOST: {error}")
                return 1
            print(f"{count} {what}, nothing lost: {dict(sorted(found.items()))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
