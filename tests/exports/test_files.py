"""Whole or not at all: what a kill, a full disk or a folder in the way leaves."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from geo.errors import UsageError
from geo.exports.files import whole_file, whole_files

if TYPE_CHECKING:
    from pathlib import Path

OLD = b"what was there before"
HALF = """
import sys, time
from pathlib import Path
from geo.exports import files
{change}
with files.whole_file(Path(sys.argv[1])) as draft:
    draft.write_bytes(b"new" * 400_000)
    {then}
"""
WAIT = "print('half way', flush=True); time.sleep(60)"
SLOW_DISK = f"files.os.fsync = lambda _: ({WAIT.replace(';', ',')})"


def kept(folder: Path) -> Path:
    out = folder / "out"
    out.mkdir()
    path = out / "atlas.zip"
    path.write_bytes(OLD)
    return path


def scratch(folder: Path) -> dict[str, str]:
    """Let drafts lie where the test's other files do."""
    drafts = folder / "drafts"
    drafts.mkdir()
    return {**os.environ, "TMPDIR": str(drafts)}


def listed(path: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in path.parent.iterdir()}


@pytest.mark.parametrize(("change", "then"), [("", WAIT), (SLOW_DISK, "pass")])
def test_a_kill_while_drafting_or_copying_leaves_the_old_file_and_no_other(
    change: str, then: str, tmp_path: Path
) -> None:
    path = kept(tmp_path)
    script = HALF.format(change=change, then=then)
    with subprocess.Popen(
        [sys.executable, "-c", script, str(path)],
        stdout=subprocess.PIPE,
        env=scratch(tmp_path),
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"half way\n"
        process.kill()
    assert listed(path) == {"atlas.zip": OLD}


def has_begun(drafts: Path, name: str) -> bool:
    """Whether a file is there; folders come and go while one looks."""
    with suppress(FileNotFoundError):
        return bool(list(drafts.rglob(name)))
    return False


@pytest.mark.parametrize("reached", ["html", "svg", "gpkg"])
def test_an_export_killed_midway_leaves_the_old_file_and_no_other(
    reached: str, tmp_path: Path
) -> None:
    path = kept(tmp_path)
    command = [sys.executable, "-m", "geo", "export", "bundle", "-o", str(path)]
    with subprocess.Popen(command, env=scratch(tmp_path)) as process:
        while not has_begun(tmp_path / "drafts", f"*.{reached}"):
            assert process.poll() is None
            time.sleep(0.01)
        process.kill()
    assert process.returncode < 0
    assert listed(path) == {"atlas.zip": OLD}


@pytest.mark.parametrize(
    "slug", ["geojson", "gpkg", "geoparquet", "csv", "html", "png", "bundle"]
)
def test_a_full_disk_is_one_sentence_and_leaves_the_old_file(
    slug: str, tmp_path: Path
) -> None:
    path = kept(tmp_path)
    script = (
        "import resource, sys; from geo.cli import main; "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000)); "
        "sys.exit(main(['export', sys.argv[1], '-o', sys.argv[2]]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, slug, str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "nothing was changed" in done.stderr
    assert done.stderr.count("\n") == 1
    assert listed(path) == {"atlas.zip": OLD}


def test_an_error_in_the_block_leaves_the_old_file(tmp_path: Path) -> None:
    path = kept(tmp_path)
    with pytest.raises(ZeroDivisionError):
        write_half(path)
    assert listed(path) == {"atlas.zip": OLD}


def test_files_that_belong_together_come_together_or_not_at_all(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    other.mkdir()
    with pytest.raises(UsageError, match="nothing was changed"):
        write_two(one, other)
    assert not one.exists()
    write_two(one, tmp_path / "third")
    assert one.read_bytes() == b"1"
    assert one.stat().st_mode & 0o777 == 0o644
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["one", "other", "third"]


def write_half(path: Path) -> None:
    with whole_file(path) as draft:
        draft.write_bytes(b"half")
        _ = 1 / 0


def write_two(one: Path, other: Path) -> None:
    with whole_files(one, other) as (first, second):
        first.write_bytes(b"1")
        second.write_bytes(b"2")


def test_a_pipe_is_written_into_and_stays_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        command = [sys.executable, "-m", "geo", "export", "csv", "-o", str(pipe)]
        done = subprocess.run(command, capture_output=True, check=True, text=True)
        assert reader.stdout is not None
        got = reader.stdout.read()
    assert pipe.is_fifo()
    assert b"document,passage,start" in got.splitlines()[0]
    assert [path.name for path in tmp_path.iterdir()] == ["pipe"]
    assert done.stdout == ""
    assert "mentions" in done.stderr


def test_standard_output_can_be_exported_to(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "geo", "export", "geojson", "-o", "/dev/stdout"]
    done = subprocess.run(command, capture_output=True, check=True, cwd=tmp_path)
    assert json.loads(done.stdout)["type"] == "FeatureCollection"


def test_a_device_is_written_into(tmp_path: Path) -> None:
    link = tmp_path / "nowhere"
    link.symlink_to(os.devnull)
    with whole_file(link) as draft:
        draft.write_bytes(b"new")
    assert link.is_symlink()
    assert link.is_char_device()


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o444])
def test_a_file_keeps_its_mode(mode: int, tmp_path: Path) -> None:
    path = tmp_path / "kept"
    path.touch()
    path.chmod(mode)
    with whole_file(path) as draft:
        draft.write_bytes(b"new")
    assert path.stat().st_mode & 0o777 == mode
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("is_there", [True, False])
def test_what_a_link_leads_to_is_written_and_the_link_stays(
    tmp_path: Path, *, is_there: bool
) -> None:
    (tmp_path / "other").mkdir()
    target = tmp_path / "other" / "target"
    if is_there:
        target.write_bytes(OLD)
    link = tmp_path / "link"
    link.symlink_to(target)
    with whole_file(link) as draft:
        draft.write_bytes(b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_links_in_a_circle_are_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with (
        pytest.raises(UsageError, match="nothing was changed"),
        whole_file(tmp_path / "a") as draft,
    ):
        draft.write_bytes(b"new")
    assert (tmp_path / "a").is_symlink()
