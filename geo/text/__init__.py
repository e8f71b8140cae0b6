"""Documents, their passages, and the toponyms mentioned in them."""
