import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from geo.text.composition import compose_text

NASTY = "aeđôệ가각កោះ្ដéÅΐ\u0301\u0323\u0302\u1100\u1161\u11a8\u3099か\u0958 -"


@given(st.text() | st.text(alphabet=NASTY))
@settings(deadline=None)
def test_a_composed_text_is_the_text_in_nfc(text: str) -> None:
    assert compose_text(text).text == unicodedata.normalize("NFC", text)


@given(st.text() | st.text(alphabet=NASTY))
@settings(deadline=None)
def test_spans_lead_back_to_what_was_composed(text: str) -> None:
    composed = compose_text(text)
    for i, character in enumerate(composed.text):
        start, end = composed.span(i, i + 1)
        cluster = text[start:end]
        assert character in unicodedata.normalize("NFC", cluster)
    assert composed.span(0, len(composed.text)) == (0, len(text))


def test_a_text_in_nfc_is_left_alone() -> None:
    composed = compose_text("Tây Ninh")
    assert composed.starts is None
    assert composed.span(0, 3) == (0, 3)
