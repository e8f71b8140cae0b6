"""``python -m geo``: the command line."""

from __future__ import annotations

import sys

from geo.errors import GeoError


def main() -> int:
    """Run the command line; a language that cannot be read is said in one sentence."""
    try:
        from geo.cli import main as run  # noqa: PLC0415 - it reads the languages
    except GeoError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return run()


if __name__ == "__main__":
    sys.exit(main())
