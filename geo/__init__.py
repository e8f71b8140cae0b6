"""Accord Atlas: from diplomatic text to a cited map."""
