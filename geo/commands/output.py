"""What a command prints: results on standard output, all else on standard error."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from typing import Any


def to_json(record: dict[str, Any]) -> str:
    """Write an object on one line, in letters that standard output can hold."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    is_unicode = encoding.lower().replace("-", "").replace("_", "").startswith("utf")
    return json.dumps(record, ensure_ascii=not is_unicode)


def complain(sentence: str) -> None:
    """Write one line to standard error, where there is one."""
    if sys.stderr is not None:
        with suppress(OSError):
            print(" ".join(sentence.split("\n")), file=sys.stderr, flush=True)
