"""Intake: from a file of any supported format to the text that offsets refer to."""
