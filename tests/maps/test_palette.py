"""The colours of the types part for colour-blind readers, in grey, and on the map.

Dichromacy is simulated with the matrices of Machado, Oliveira and Fernandes, "A
physiologically-based model for simulation of color vision deficiency", IEEE TVCG 15
(2009), severity 1.0, in linear RGB. Distances are Euclidean in OKLab (Ottosson 2020),
times 100: 2 is about what a practised eye tells apart side by side, and 10 is plain
at the size of a mark.
"""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from geo.maps.palette import COLOURS, DARK_COLOURS, NAMED_COLOUR, NAMED_DARK

PLAIN = 10.0
"""Least distance between two types, in each kind of vision."""
IN_GREY = 3.0
"""Least difference in lightness: enough to tell two neighbours apart, not to name one.

So the type is also said in words wherever a mark is: in its tip, window and row.
"""
AGAINST_THE_LAND = 3.0
"""WCAG 2.2, 1.4.11: what a mark needs against its ground."""
VISIONS = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
TO_CONES = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
TO_OKLAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)

Triple = tuple[float, float, float]


def times(matrix: tuple[Triple, ...], vector: Triple) -> Triple:
    x, y, z = (sum(m * v for m, v in zip(row, vector, strict=True)) for row in matrix)
    return x, y, z


def linear(colour: str) -> Triple:
    def channel(at: int) -> float:
        value = int(colour[at : at + 2], 16) / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    return channel(1), channel(3), channel(5)


def oklab(light: Triple) -> Triple:
    r, g, b = (min(max(value, 0.0), 1.0) for value in light)
    x, y, z = (cone ** (1 / 3) for cone in times(TO_CONES, (r, g, b)))
    lightness, a, b = times(TO_OKLAB, (x, y, z))
    return lightness * 100, a * 100, b * 100


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


PALETTES = {"light": COLOURS, "dark": DARK_COLOURS}


@pytest.mark.parametrize("palette", PALETTES)
@pytest.mark.parametrize("vision", VISIONS)
def test_any_two_types_part_in_every_kind_of_vision(vision: str, palette: str) -> None:
    seen = {
        kind: oklab(times(VISIONS[vision], linear(colour)))
        for kind, colour in PALETTES[palette].items()
    }
    for one, other in combinations(seen, 2):
        distance = sum(
            (a - b) ** 2 for a, b in zip(seen[one], seen[other], strict=True)
        )
        assert distance**0.5 >= PLAIN, (one, other, distance**0.5)


@pytest.mark.parametrize("palette", PALETTES)
def test_any_two_types_differ_in_lightness_so_that_they_part_in_grey(
    palette: str,
) -> None:
    colours = PALETTES[palette].items()
    greys = sorted((oklab(linear(colour))[0], kind) for kind, colour in colours)
    for (darker, one), (lighter, other) in pairwise(greys):
        assert lighter - darker >= IN_GREY, (one, other)


@pytest.mark.parametrize(
    ("ground", "palette"),
    [
        ("#f8f6f0", "light"),
        ("#ffffff", "light"),
        ("#2b3237", "dark"),
        ("#22282c", "dark"),
        ("#0f1d26", "dark"),
        ("#191e22", "dark"),
    ],
)
def test_every_type_stands_out_from_the_land_and_from_the_page(
    ground: str, palette: str
) -> None:
    named = NAMED_COLOUR if palette == "light" else NAMED_DARK
    for kind, colour in [*PALETTES[palette].items(), ("named", named)]:
        darker, lighter = sorted((luminance(ground), luminance(colour)))
        contrast = (lighter + 0.05) / (darker + 0.05)
        assert contrast >= AGAINST_THE_LAND, (kind, contrast)
