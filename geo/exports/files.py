"""Writing a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from geo.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give a path to write to; it takes the name of ``path`` only when all went well.

    Raises
    ------
    UsageError
        The folder is not there, or the disk does not take the file. An existing
        file of that name stays as it was.
    """
    try:
        handle, name = tempfile.mkstemp(
            dir=path.parent, prefix=f".{path.name}.", suffix=path.suffix
        )
        os.close(handle)
    except OSError as error:
        msg = f"{path}: cannot be written ({error.strerror})."
        raise UsageError(msg) from error
    draft = Path(name)
    try:
        yield draft
        draft.chmod(0o644)
        draft.replace(path)
    except OSError as error:
        msg = f"{path}: cannot be written ({error.strerror}); nothing was changed."
        raise UsageError(msg) from error
    finally:
        draft.unlink(missing_ok=True)
