"""What leaves the atlas: one format a module."""
