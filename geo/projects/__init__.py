"""Texts that a reader brings: from a file to a cited map, kept as plain files."""
