"""Who may write into a project that a server keeps."""

from __future__ import annotations

import pytest

from geo.errors import UsageError
from geo.review.writers import Editing, Writer, allow_editing, find_writer

_SIGNED = Editing(header="X-Forwarded-User")


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "atlas.example"])  # noqa: S104 - told apart, not bound
def test_a_server_for_others_does_not_start_without_a_sign_in(host: str) -> None:
    with pytest.raises(UsageError, match="for this machine alone"):
        allow_editing(host)
    assert allow_editing(host, header="X-User").header == "X-User"


def test_a_server_behind_a_name_for_others_does_not_start_either() -> None:
    with pytest.raises(UsageError, match="--sign-in-header"):
        allow_editing("localhost", ["atlas.example"])


def test_who_signed_in_is_whose_ledger_it_is() -> None:
    assert find_writer(_SIGNED, {"x-forwarded-user": " độc  giả "}) == Writer(
        may_write=True, name="độc giả"
    )
    assert find_writer(Editing(), {}, signed_in="reader@example.org").name == (
        "reader@example.org"
    )


@pytest.mark.parametrize(
    ("editing", "headers", "address"),
    [
        (None, {"x-forwarded-user": "An"}, ""),
        (_SIGNED, {}, "127.0.0.1"),
        (_SIGNED, {"x-forwarded-user": "  "}, "127.0.0.1"),
        (_SIGNED, {"x-forwarded-user": "x" * 200}, "127.0.0.1"),
        (Editing(), {"x-forwarded-user": "An"}, "192.0.2.7"),
    ],
)
def test_nobody_else_may_write(
    editing: Editing | None, headers: dict[str, str], address: str
) -> None:
    assert not find_writer(editing, headers, address=address).may_write


def test_a_reader_at_the_machine_gives_a_name_and_no_header_gives_it_for_them() -> None:
    writer = find_writer(Editing(), {"x-forwarded-user": "An"}, address="127.0.0.1")
    assert writer == Writer(may_write=True)
