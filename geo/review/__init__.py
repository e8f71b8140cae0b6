"""A reader's hand: decisions about a text, kept as lines, and the state they give."""
