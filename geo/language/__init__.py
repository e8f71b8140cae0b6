"""Language as data: words, type words, cues and topics of each language."""
