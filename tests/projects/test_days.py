"""Days by file: asked for in a table, filled in, and given back."""

from __future__ import annotations

import csv
import datetime as dt
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.cli import main
from geo.errors import UsageError
from geo.projects.days import DayRow, read_days, write_days

_CITING = "Recalling the Treaty signed on 27 December 1985, they met in Tay Ninh."


def _texts(folder: Path) -> Path:
    (folder / "sub").mkdir(parents=True)
    (folder / "dated.txt").write_text("Done at Hue, 6 February 2026.", encoding="utf-8")
    (folder / "sub" / "citing.txt").write_text(_CITING, encoding="utf-8")
    (folder / "mute.txt").write_text("They met in Tay Ninh.", encoding="utf-8")
    return folder


def test_a_run_goes_on_and_the_days_it_lacks_are_filled_in_and_given_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    texts, project = _texts(tmp_path / "texts"), tmp_path / "project"
    table = tmp_path / "days.csv"
    command = ["read", str(texts), "-o", str(project), "--dates", str(table)]
    assert main(command) == 2
    said = capsys.readouterr()
    assert "1 read, 0 known already, 0 refused, 2 without a sure day" in said.out
    assert "sub/citing.txt: " in said.err
    assert "1985-12-27  “27 December 1985”, of another text" in said.err
    rows = read_days(table)
    assert rows == (
        DayRow("mute.txt", None, ""),
        DayRow("sub/citing.txt", None, "1985-12-27 (cited)"),
    )
    filled = [DayRow(row.file, dt.date(2025, 5, 12), row.may_be) for row in rows]
    write_days(table, [*filled, DayRow("gone.txt", dt.date(2025, 1, 1))])
    assert main(command) == 0
    said = capsys.readouterr()
    assert "2 read, 1 known already, 0 refused\n" in said.out
    assert "there is no file 'gone.txt' to read" in said.err
    record = (project / "documents" / "sub-citing.toml").read_text(encoding="utf-8")
    assert "geography_on = 2025-05-12" in record
    assert "the reader of this text chose" in record


def test_the_day_of_a_file_goes_before_the_day_of_all(tmp_path: Path) -> None:
    texts, project = _texts(tmp_path / "texts"), tmp_path / "project"
    table = tmp_path / "days.csv"
    table.write_text("file;date\nmute.txt;06.02.2024\n", encoding="utf-8")
    command = ["read", str(texts), "-o", str(project), "--dates", str(table)]
    assert main([*command, "--on", "2025-05-12"]) == 0
    days = {
        record.stem: record.read_text(encoding="utf-8").split("geography_on = ")[1][:10]
        for record in (project / "documents").glob("*.toml")
    }
    assert days == {
        "dated": "2025-05-12",
        "mute": "2024-02-06",
        "sub-citing": "2025-05-12",
    }


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no columns file and date"),
        (b"name,day\na.txt,2026-02-06\n", "no columns file and date"),
        (b"file,date\na.txt,soon\n", "line 2: 'soon' is no single day"),
        (b"file,date\na.txt,05/06/2026\n", "is no single day"),
        (b"file,date\na.txt,2026-02-30\n", "is no single day"),
        (b"file,date\na.txt,\na.txt,\n", "'a.txt' stands in it twice"),
        (b"file,date\n\xff\xfe,\n", "not UTF-8"),
    ],
)
def test_a_table_that_says_no_days_is_refused_in_one_sentence(
    tmp_path: Path, content: bytes, said: str
) -> None:
    table = tmp_path / "days.csv"
    table.write_bytes(content)
    with pytest.raises(UsageError, match=said) as refused:
        read_days(table)
    assert "\n" not in str(refused.value)


_NAMES = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30
).filter(lambda name: name == name.strip() and not name.startswith("./"))


@given(
    st.lists(
        st.builds(
            DayRow,
            _NAMES,
            st.none() | st.dates(dt.date(1800, 1, 1), dt.date(2099, 12, 31)),
        ),
        unique_by=lambda row: row.file,
        max_size=5,
    )
)
def test_a_table_is_read_as_it_was_written_and_a_spreadsheet_runs_nothing(
    rows: list[DayRow],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "days.csv"
        write_days(table, rows)
        assert read_days(table) == tuple(rows)
        written = table.read_text(encoding="utf-8-sig")
    for cells in csv.reader(io.StringIO(written)):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)
