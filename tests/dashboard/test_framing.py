"""Which pages may show the map within theirs."""

from __future__ import annotations

import urllib.request
from typing import TYPE_CHECKING

import pytest

from geo.cli import main
from geo.dashboard.framing import read_origin
from geo.errors import UsageError
from tests.browser.running import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

NEWS = "https://news.example"


@pytest.fixture(scope="module", params=[(), ("--allow-framing", f"{NEWS}/")])
def served(request: pytest.FixtureRequest) -> Iterator[tuple[str, str]]:
    """Give an address, and who may frame what is there."""
    with serving(*request.param) as address:
        yield address, f"'self' {NEWS}" if request.param else "'self'"


@pytest.mark.parametrize("path", ["/", "/?view=embed", "/any/path"])
def test_a_page_tells_browsers_who_may_frame_it(
    served: tuple[str, str], path: str
) -> None:
    address, framed_by = served
    with urllib.request.urlopen(f"{address}{path}", timeout=60) as answer:  # noqa: S310 - loopback
        policies = answer.headers.get_all("Content-Security-Policy")
    assert policies == [f"frame-ancestors {framed_by}"]


def test_what_is_no_page_says_nothing_of_frames(served: tuple[str, str]) -> None:
    address, _ = served
    with urllib.request.urlopen(f"{address}/_stcore/health", timeout=60) as answer:  # noqa: S310 - loopback
        assert "Content-Security-Policy" not in answer.headers


@pytest.mark.parametrize(
    ("written", "origin"),
    [
        ("https://News.example", NEWS),
        ("https://news.example:8443/", f"{NEWS}:8443"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("https://báo.example", "https://xn--bo-mia.example"),
        ("*", "*"),
    ],
)
def test_an_origin_is_read_as_a_header_holds_it(written: str, origin: str) -> None:
    assert read_origin(written) == origin


@pytest.mark.parametrize(
    "written",
    [
        *("news.example", "ftp://news.example", "https://", "", "https://a.example/b"),
        *("https://a.example;script-src *", "https://a.example https://b.example"),
        *(
            "https://*.example",
            "https://a.example:port",
            "'none'",
            "https://u@a.example",
        ),
    ],
)
def test_what_is_no_origin_is_one_sentence_that_says_how_it_is_written(
    written: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(UsageError, match="is no origin; write it as the address"):
        read_origin(written)
    assert main(["serve", "--allow-framing", written]) == 2
    assert capsys.readouterr().err.count("\n") == 1
