"""What a run of the page that was ended early leaves without a value is mended."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

KEYS = ("agreement_types", "lang", "status", "documents", "q", "tabs", "document")


def page() -> None:
    """Show the page after a run that left some keys without their values."""
    import streamlit as st  # noqa: PLC0415 - AppTest takes this function's source alone

    from geo.dashboard.page import show_page  # noqa: PLC0415
    from geo.shipped import data_folder  # noqa: PLC0415

    for key in st.query_params.get_all("absent"):
        st.session_state.pop(key, None)
    for key in st.query_params.get_all("none"):
        st.session_state[key] = None
    show_page(data_folder())


def shown(query: dict[str, list[str]], *, is_first: bool) -> AppTest:
    test = AppTest.from_function(page, default_timeout=120)
    test.query_params["lang"] = "vi"
    test.query_params["types"] = "mekong,maritime"
    if not is_first:
        test.run()
    for key, values in query.items():
        test.query_params[key] = values
    return test.run()


@pytest.mark.parametrize("key", [*KEYS, "went", "address"])
@pytest.mark.parametrize("left", ["absent", "none"])
def test_a_value_that_is_missing_is_what_was_seen_last(left: str, key: str) -> None:
    test = shown({left: [key]}, is_first=False)
    assert [error.value for error in test.error] == []
    assert test.session_state["agreement_types"] == ["mekong", "maritime"]
    assert test.session_state["lang"] == "vi"
    assert test.session_state["q"] == ""
    assert test.session_state["tabs"] == "Thỏa thuận"


@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize("left", ["absent", "none"])
def test_all_values_may_be_missing_at_once(left: str, *, is_first: bool) -> None:
    test = shown({left: [*KEYS]}, is_first=is_first)
    assert [error.value for error in test.error] == []
    assert test.session_state["lang"] == "vi"
