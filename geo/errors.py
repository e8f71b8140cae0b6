"""What is raised on purpose: one root, so that a caller can catch all of it."""

_LONGEST = 800


class GeoError(Exception):
    """Something that the reader of the message can mend."""

    def __str__(self) -> str:
        """Give the sentence on one line, without the middle of a long quotation."""
        said = " ".join(super().__str__().splitlines())
        if len(said) <= _LONGEST:
            return said
        return f"{said[: _LONGEST // 2]} … {said[-_LONGEST // 2 :]}"


class DocumentError(GeoError, ValueError):
    """A document or its record is missing, altered or malformed."""


class IntakeError(DocumentError):
    """A file that was handed in holds no text that can be read."""


class GazetteerError(GeoError, ValueError):
    """A place, a version or a geometry is missing, altered or malformed."""


class RegisterError(GeoError, ValueError):
    """An agreement is malformed, or a quotation is not in its passage."""


class LanguageError(GeoError, ValueError):
    """An entry of a language is malformed, or stands twice."""


class ProjectError(GeoError, ValueError):
    """A project of brought texts is missing a part, altered or malformed."""


class UsageError(GeoError, ValueError):
    """A command was asked for something that it cannot do."""


class OnlineError(GeoError, OSError):
    """An online geocoder gave no answer, or its answers could not be kept."""
