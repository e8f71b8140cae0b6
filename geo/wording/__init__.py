"""The words of the page in the reader's language: catalogues, plurals, dates, numbers.

Not to be mixed up with ``geo.language``, which knows the languages of the texts.
"""
