"""Where the shipped data lie: in the source tree, or inside the installed package."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def data_folder() -> Path:
    """Give the folder with documents, gazetteer, agreements and basemap."""
    installed = _PACKAGE / "_shipped" / "data"
    return installed if installed.is_dir() else _PACKAGE.parent / "data"


def app_script() -> Path:
    """Give the script that Streamlit runs."""
    installed = _PACKAGE / "_shipped" / "app.py"
    return installed if installed.is_file() else _PACKAGE.parent / "app.py"
