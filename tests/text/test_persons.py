import pytest

from geo.text.persons import is_person


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("President Ho Chi Minh", "Ho Chi Minh"),
        ("His Majesty Preah Sihanouk", "Preah Sihanouk"),
        ("Samdech Preah Sihanouk", "Preah Sihanouk"),
        ("Deputy Prime Minister Nguyen Hoa Binh", "Hoa Binh"),
        ("Nguyễn Thị Hà Giang", "Hà Giang"),
        ("Đỗ Bình Dương", "Bình Dương"),
        ("Mr. Quang Tri", "Quang Tri"),
        ("Governor Kep Chuktema", "Kep"),
        ("ông Thái Bình", "Thái Bình"),
    ],
)
def test_a_name_after_a_title_or_a_surname_is_a_person(text: str, name: str) -> None:
    assert is_person(text, text.index(name))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("in Hoa Binh", "Hoa Binh"),
        ("President of Laos", "Laos"),
        ("the President, Tay Ninh", "Tay Ninh"),
        ("To Hanoi", "Hanoi"),
        ("Do Hanoi and Hue agree?", "Hanoi"),
        ("the Consulate General Sihanoukville", "Sihanoukville"),
        ("Prime Minister\nHanoi", "Hanoi"),
        ("Hanoi", "Hanoi"),
    ],
)
def test_other_words_make_no_person(text: str, name: str) -> None:
    assert not is_person(text, text.index(name))
