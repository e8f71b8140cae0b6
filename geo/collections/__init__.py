"""The store of a collection: derived from its plain files, asked by everybody."""
