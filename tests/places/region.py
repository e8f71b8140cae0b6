"""A small gazetteer of the region, for tests: real names, no geometry."""

import datetime as dt

from geo.model import Document, Kind, Names, Place, Version
from geo.places.gazetteer import Gazetteer, build_gazetteer
from geo.text.passages import split_passages

DAY = dt.date(2026, 2, 6)
MERGER = dt.date(2025, 7, 1)
OPEN = (Version(),)
SINCE_MERGER = (Version(valid_to=dt.date(2025, 6, 30)), Version(valid_from=MERGER))
UNTIL_MERGER = (Version(valid_to=dt.date(2025, 6, 30)),)


def place(
    place_id: str,
    kind: Kind,
    *names: str,
    country: str = "",
    within: tuple[str, ...] = (),
    sides: tuple[tuple[str, ...], ...] = (),
    versions: tuple[Version, ...] = OPEN,
) -> Place:
    first, *others = names
    return Place(
        id=place_id,
        kind=kind,
        names=Names(en=first),
        variants=tuple(others),
        countries=tuple(country.split()),
        within=within,
        sides=sides,
        versions=versions,
    )


def _countries() -> list[Place]:
    named = {
        "cambodia KH": ("Cambodia", "Campuchia", "Kampuchea", "កម្ពុជា"),
        "vietnam VN": ("Viet Nam", "Việt Nam", "Vietnam", "វៀតណាម"),
        "laos LA": ("Laos", "Lào", "Lao PDR", "Lao People's Democratic Republic"),
        "thailand TH": ("Thailand", "Thái Lan"),
        "china CN": ("China", "Trung Quốc", "PRC"),
        "myanmar MM": ("Myanmar",),
        "austria AT": ("Austria",),
    }
    return [
        place(key.split()[0], Kind.COUNTRY, *names, country=key.split()[1])
        for key, names in named.items()
    ]


def _provinces() -> list[Place]:
    named: dict[tuple[str, tuple[Version, ...]], tuple[tuple[str, ...], ...]] = {
        ("KH", OPEN): (
            ("Kratie", "Kratié", "Kracheh"),
            ("Svay Rieng",),
            ("Prey Veng",),
            ("Kandal",),
            ("Kampong Cham", "Kompong Cham"),
            ("Stung Treng",),
            ("Preah Sihanouk", "Krong Preah Sihanouk"),
            ("Kep",),
            ("Pailin",),
            ("Banteay Meanchey",),
            ("Oddar Meanchey",),
            ("Preah Vihear",),
            ("Mondulkiri", "Mondul Kiri"),
            ("Ratanakiri",),
        ),
        ("VN", OPEN): (
            ("Lạng Sơn", "Lang Son"),
            ("Cao Bằng", "Cao Bang"),
            ("Quảng Ninh",),
            ("Nghệ An",),
            ("Hà Tĩnh",),
            ("Điện Biên",),
        ),
        ("VN", SINCE_MERGER): (
            ("Tây Ninh", "Tay Ninh", "តៃនិញ"),
            ("Đồng Nai", "Dong Nai", "ដុងណៃ"),
            ("An Giang",),
            ("Lâm Đồng", "Lam Dong"),
            ("Quảng Trị", "Quang Tri"),
            ("Lào Cai", "Lao Cai"),
            ("Gia Lai",),
        ),
        ("VN", UNTIL_MERGER): (
            ("Bình Phước", "Binh Phuoc"),
            ("Hòa Bình", "Hoa Binh"),
            ("Long An",),
            ("Kon Tum", "Kontum"),
            ("Hà Giang",),
            ("Quảng Bình",),
        ),
        ("LA", OPEN): (
            ("Savannakhet",),
            ("Champasak",),
            ("Khammouane",),
            ("Houaphanh",),
            ("Attapeu",),
        ),
        ("TH", OPEN): (("Sa Kaeo",), ("Trat",), ("Surin",), ("Si Sa Ket", "Sisaket")),
        ("CN", OPEN): (("Yunnan",), ("Guangxi",)),
    }
    return [
        place(_id(names[0]), Kind.PROVINCE, *names, country=country, versions=versions)
        for (country, versions), many in named.items()
        for names in many
    ]


def _id(name: str) -> str:
    from geo.text.folding import fold_toponym  # noqa: PLC0415

    return fold_toponym(name).replace(" ", "_")


def _cities() -> list[Place]:
    capital, city = Kind.MUNICIPALITY, Kind.CITY
    ho_chi_minh = (
        "Ho Chi Minh City",
        "HCM City",
        "Ho Chi Minh",
        "Hồ Chí Minh",
        "Thành phố Hồ Chí Minh",
        "TP.HCM",
        "Saigon",
    )
    return [
        place("hanoi", capital, "Hanoi", "Hà Nội", "Ha Noi", country="VN"),
        place("hcmc", capital, *ho_chi_minh, country="VN", versions=SINCE_MERGER),
        place("hue", capital, "Huế", "Hue", country="VN"),
        place("da_nang", capital, "Đà Nẵng", "Da Nang", "Danang", country="VN"),
        place("can_tho", capital, "Cần Thơ", "Can Tho", country="VN"),
        place("phnom_penh", capital, "Phnom Penh", "ភ្នំពេញ", country="KH"),
        place("vientiane", capital, "Vientiane", "Viêng Chăn", country="LA"),
        place("bangkok", capital, "Bangkok", country="TH"),
        place("beijing", capital, "Beijing", country="CN"),
        place("kunming", city, "Kunming", country="CN"),
        place("vienna", city, "Vienna", "Viên", country="AT"),
        place("kratie_town", city, "Kratie", country="KH", within=("kratie",)),
        place("bavet", city, "Bavet", country="KH", within=("svay_rieng",)),
        place(
            "moc_bai", city, "Mộc Bài", "Moc Bai", country="VN", within=("tay_ninh",)
        ),
        place("sihanoukville", city, "Sihanoukville", country="KH"),
        place("poipet", city, "Poipet", country="KH", within=("banteay_meanchey",)),
        place("vung_ang", city, "Vũng Áng", "Vung Ang", country="VN"),
        place(
            "dangkor", Kind.DISTRICT, "Dangkor", country="KH", within=("phnom_penh",)
        ),
    ]


def _gates() -> list[Place]:
    gate = Kind.BORDER_CHECKPOINT
    return [
        place(
            "chreythum_khanhbinh",
            gate,
            "Chrey Thum–Khánh Bình",
            country="KH VN",
            within=("kandal", "an_giang"),
            sides=(("Chrey Thum", "Chrey Thom"), ("Khánh Bình", "Khanh Binh")),
        ),
        place(
            "khanhbinh_waterway",
            gate,
            "Khánh Bình inland waterway border checkpoint (planned)",
            "inland waterway border checkpoint in Khánh Bình",
            country="VN",
        ),
        place(
            "bavet_mocbai",
            gate,
            "Bavet–Mộc Bài",
            country="KH VN",
            within=("svay_rieng", "tay_ninh"),
            sides=(("Bavet",), ("Mộc Bài", "Moc Bai")),
        ),
        place(
            "lalay",
            gate,
            "La Lay–Lalay",
            country="VN LA",
            sides=(("La Lay",), ("Lalay",)),
        ),
        place(
            "huunghi_youyiguan",
            gate,
            "Hữu Nghị–Youyiguan",
            country="VN CN",
            sides=(
                ("Hữu Nghị", "Huu Nghi"),
                ("Youyiguan", "You Yi Guan", "Youyi Guan"),
            ),
        ),
        place(
            "poipet_banklongluek",
            gate,
            "Poipet–Ban Khlong Luek",
            country="KH TH",
            sides=(("Poipet",), ("Ban Khlong Luek", "Ban Klong Luk")),
        ),
    ]


def _nature() -> list[Place]:
    return [
        place("mekong_river", Kind.RIVER, "Mekong River", "Mekong", "sông Mê Kông"),
        place("tonle_sap_river", Kind.RIVER, "Tonle Sap River", country="KH"),
        place("tonle_sap_lake", Kind.LAKE, "Tonle Sap", "Tonle Sap Lake", country="KH"),
        place("tien_river", Kind.RIVER, "Tiền River", "sông Tiền", country="VN"),
        place("mekong_basin", Kind.BASIN, "Mekong River Basin", "Mekong Basin"),
        place("mekong_delta", Kind.DELTA, "Mekong Delta", "Mekong River Delta"),
        place(
            "mekong_subregion",
            Kind.REGION,
            "Mekong Subregion",
            "Greater Mekong Subregion",
            "Mekong sub-region",
            "Mekong subregion",
        ),
        place("southeast_asia", Kind.REGION, "Southeast Asia", "South-East Asia"),
        place("east_sea", Kind.SEA, "East Sea (South China Sea)", "South China Sea"),
        place(
            "friendship_school",
            Kind.SCHOOL,
            "Việt Nam–Cambodia Friendship School",
            country="KH",
        ),
        place("independence_monument", Kind.MONUMENT, "Independence Monument"),
    ]


REGION: Gazetteer = build_gazetteer(
    [*_countries(), *_provinces(), *_cities(), *_gates(), *_nature()]
)


def document(text: str, *, on: dt.date = DAY, document_id: str = "text") -> Document:
    return Document(
        id=document_id,
        title="A text",
        short_title="Text",
        publisher="not stated",
        dated="not stated",
        geography_on=on,
        geography_reason="for the test",
        language="en",
        rights="none",
        sha256="",
        text=text,
        passages=split_passages(document_id, text),
    )
