"""Cues and topics found in one pass, the same whoever asks and however often."""

from concurrent.futures import ThreadPoolExecutor

from hypothesis import given, settings
from hypothesis import strategies as st

from geo.language.matching import cue_matchers, topic_matchers

WORDS = """
both sides agreed to signed a plan hai bên nhất trí ký sẽ mở the road will be built
trade İ ſ KÝ Agreed . ; , cửa khẩu Mekong basin welcomed signing of
"""


@settings(deadline=None)
@given(
    st.lists(st.sampled_from(WORDS.split())).map(" ".join),
    st.integers(0, 20),
    st.integers(0, 200),
)
def test_the_letters_looked_for_first_hide_nothing_that_a_pattern_finds(
    text: str, start: int, length: int
) -> None:
    for matcher in (*cue_matchers(), *topic_matchers()):
        found = [(a, b) for a, b, _ in matcher.find(text, start, start + length)]
        alone = matcher.pattern.finditer(text, start, start + length)
        assert found == [match.span() for match in alone]


def test_several_readers_that_are_the_first_at_once_find_the_same() -> None:
    text = "Both sides agreed to open a road; hai bên nhất trí ký một kế hoạch."

    def read(_: int) -> list[tuple[int, int, str]]:
        cue_matchers.cache_clear()
        return [
            (a, b, rule.id)
            for matcher in cue_matchers()
            for a, b, rule in matcher.find(text, 0, len(text))
        ]

    with ThreadPoolExecutor(8) as pool:
        first, *others = pool.map(read, range(24))
    assert first
    assert all(other == first for other in others)
