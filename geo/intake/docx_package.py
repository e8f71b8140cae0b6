"""Parts of a Word document, found by the relations that name them."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from geo.errors import IntakeError
from geo.intake.archives import broken
from geo.intake.docx_styles import local, value

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geo.intake.archives import Archive


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part says of another."""

    id: str
    kind: str
    """The last word of its type: ``numbering``, ``footnotes``."""
    part: str
    """As the archive names it."""


@dataclass(frozen=True, slots=True)
class Package:
    """A Word document: its main part, and how it names the others."""

    name: str
    archive: Archive
    part: str
    root: etree._Element
    relations: tuple[Relation, ...]
    outer: tuple[Relation, ...]
    """The relations of the package itself."""

    def read(self, kind: str) -> etree._Element | None:
        """Parse the first part of a kind that the main part names."""
        found = next((r.part for r in self.relations if r.kind == kind), "")
        content = self.archive.read(found)
        return parse(self.name, content) if content else None

    def has_words(self, kind: str) -> bool:
        """Whether a part of a kind holds any words."""
        return any(
            bool(part.text and part.text.strip())
            for r in self.relations
            if r.kind == kind and r.part in self.archive
            for part in parse(self.name, self.archive.read(r.part)).iter("{*}t")
        )


def open_package(name: str, archive: Archive) -> Package:
    """Find the part that holds the text by the relation that names it.

    Raises
    ------
    IntakeError
        There is none, or it is damaged.
    """
    outer = tuple(_relations(name, archive, ""))
    main = next((r.part for r in outer if r.kind == "officeDocument"), "")
    if main in archive and main.endswith(".xml"):
        root = parse(name, archive.read(main))
        if local(str(root.tag)) == "document":
            relations = tuple(_relations(name, archive, main))
            return Package(name, archive, main, root, relations, outer)
    msg = (
        f"{name}: a zip file, but not a Word document; expected a .docx as a word "
        "processor saves it; unpack it and hand in the text in it."
    )
    raise IntakeError(msg)


def parse(name: str, content: bytes) -> etree._Element:
    """Parse XML that defines no entities; Word never does.

    Raises
    ------
    IntakeError
        It is no XML, or defines entities.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise IntakeError(broken(name)) from error
    doctype: str = root.getroottree().docinfo.doctype  # type: ignore[union-attr]
    if doctype:
        msg = (
            f"{name}: defines entities of its own, which a Word document never does; "
            "open it in a word processor and save it again."
        )
        raise IntakeError(msg)
    return root


def _relations(name: str, archive: Archive, part: str) -> Iterator[Relation]:
    folder, _, file = part.rpartition("/")
    content = archive.read(posixpath.join(folder, "_rels", f"{file}.rels"))
    for e in parse(name, content) if content else ():
        if value(e, "TargetMode") != "External":
            target = value(e, "Target")
            # A target that begins with a stroke begins at the root of the package.
            path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            kind = value(e, "Type").rpartition("/")[2]
            yield Relation(value(e, "Id"), kind, path)
