"""The gold standard keeps its own promises: offsets, closed lists, order, nesting."""

import datetime as dt
import hashlib
import json
import re
import tomllib
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest

GOLD = Path(__file__).parent
DOCUMENTS = Path(__file__).parents[2] / "data" / "documents"
TEXTS = GOLD / "texts"
FILES = sorted(GOLD.glob("*.jsonl"))
OWN = sorted(TEXTS.glob("*.txt"))
WITH_TRAPS = ("vn-campuchia", "vn-china", "vn-laos")

Mention = dict[str, Any]

FIELDS = ["passage", "start", "end", "exact", "role", "kind", "place"]

ROLES = {"literal", "associative", "actor"}

KINDS = {
    "country",
    "province",
    "municipality",
    "city",
    "district",
    "border_checkpoint",
    "connecting_point",
    "school",
    "monument",
    "river",
    "lake",
    "basin",
    "delta",
    "sea",
    "boundary",
    "waters",
    "region",
}

PLACES = {
    "an_giang",
    "andaman_sea",
    "angkor",
    "annamite_range",
    "antwerp_be",
    "aranyaprathet",
    "attapeu",
    "attapeu_town",
    "australia",
    "ayeyawady_river",
    "bac_lieu",
    "bac_luan_river",
    "bac_ninh",
    "baise_cn",
    "baku",
    "bandan_chiengkhuong",
    "bandung_id",
    "bangioc_detian",
    "bangkok",
    "bankhaodin_phnomdey",
    "banlaem_daung",
    "banlung",
    "banphakkad_phsarprum",
    "banteay_meanchey",
    "banteaychakrey_dinhba",
    "basel_ch",
    "bassac_river",
    "battambang",
    "battambang_town",
    "bavet",
    "bavet_mocbai",
    "bay_of_bengal",
    "beihai_cn",
    "beijing",
    "ben_tre",
    "binh_dinh",
    "binh_phuoc",
    "binh_thuan",
    "binhhiep_preyvor",
    "bokeo",
    "bolaven_plateau",
    "bolikhamxay",
    "boten",
    "boten_mohan",
    "boy_phoukeua",
    "brisbane_au",
    "bueng_kan",
    "bueng_kan_town",
    "buprang_dakdam",
    "buri_ram",
    "busan_kr",
    "ca_mau",
    "ca_river",
    "cai_lay",
    "cambodia",
    "can_tho",
    "canberra",
    "cao_bang",
    "cautreo_namphao",
    "cebu_city_ph",
    "chalo_naphao",
    "champasak",
    "chamyeam_hatlek",
    "chanthaburi",
    "chanthaburi_town",
    "chao_phraya_river",
    "chau_doc",
    "chi_river",
    "chiang_khong",
    "chiang_mai_town",
    "chiang_rai",
    "chiang_rai_town",
    "chiang_saen",
    "chiangkhong_houayxay",
    "china",
    "choam_chongsangam",
    "chongchom_osmach",
    "chongmek_vangtao",
    "chongqing_cn",
    "chongzuo_cn",
    "chreythum_khanhbinh",
    "cu_chi",
    "cua_lo",
    "da_nang",
    "da_river",
    "dak_lak",
    "dak_nong",
    "daktaook_namgiang",
    "dangkor",
    "densavan_laobao",
    "dien_bien",
    "dien_bien_phu",
    "dong_dang",
    "dong_ha",
    "dong_nai",
    "dong_nai_river",
    "dong_thap",
    "dongxing",
    "dongxing_mongcai",
    "dung_quat",
    "east_sea",
    "expressway_connecting_point",
    "fangchenggang_cn",
    "friendship_monument_pp",
    "friendship_monuments_all",
    "friendship_school",
    "geneva_ch",
    "gia_lai",
    "gia_lam",
    "guangxi",
    "gulf_of_thailand",
    "gulf_of_tonkin",
    "ha_giang",
    "ha_long",
    "ha_tien",
    "ha_tinh",
    "hai_duong",
    "hai_phong",
    "hamburg_de",
    "hanoi",
    "hatien_prekchak",
    "hau_giang",
    "hau_river",
    "hcmc",
    "hekou",
    "hekou_laocai",
    "heuang_river",
    "historical_waters",
    "hoalu_trapeangsre",
    "hong_ngu",
    "hongvan_kutai",
    "houaphan",
    "houayxay",
    "hua_hin",
    "huaikon_muangngeun",
    "hue",
    "hung_yen",
    "huunghi_youyiguan",
    "independence_monument",
    "india",
    "jakarta",
    "japan",
    "jinghong_cn",
    "jinshuihe_maluthang",
    "kaamsamnor_vinhxuong",
    "kaenthao_thali",
    "kampong_cham",
    "kampong_cham_town",
    "kampong_chhnang",
    "kampong_thom",
    "kampot",
    "kandal",
    "kep",
    "khammouane",
    "khanhbinh_waterway",
    "khe_sanh",
    "khemarak_phoumin",
    "khlongluek_poipet",
    "khon_kaen_town",
    "khone_falls",
    "kien_giang",
    "koh_kong",
    "kohroka_thuongphuoc",
    "kon_tum",
    "kratie",
    "kratie_town",
    "kuala_lumpur",
    "kunming",
    "laem_chabang",
    "lai_chau",
    "lalay_lalay",
    "lam_dong",
    "lang_son",
    "lao_bao",
    "lao_cai",
    "lao_cai_town",
    "laos",
    "lethanh_oyadav",
    "lo_river",
    "loei",
    "loei_town",
    "long_an",
    "long_xuyen",
    "longbang_tralinh",
    "luang_prabang",
    "luang_prabang_town",
    "ma_river",
    "malaysia",
    "manila",
    "mawlamyine_mm",
    "mekong_basin",
    "mekong_delta",
    "mekong_river",
    "mekong_subregion",
    "mengzi_cn",
    "meunchey_tannam",
    "moc_bai",
    "moc_chau",
    "mondulkiri",
    "mong_cai",
    "montreal_ca",
    "moscow",
    "muang_phonsavan",
    "mukdahan",
    "mukdahan_savannakhet",
    "mukdahan_town",
    "mun_river",
    "my_tho",
    "myanmar",
    "nakhon_phanom",
    "nakhon_phanom_town",
    "nakhonphanom_thakhek",
    "nam_ngum_river",
    "nam_ou_river",
    "namcan_namkan",
    "nameo_namsoi",
    "namon_thanhthuy",
    "nan",
    "nanning",
    "nay_pyi_taw",
    "neak_loeung",
    "new_york_city_us",
    "nghe_an",
    "nice_fr",
    "ninh_binh",
    "nong_khai",
    "nong_khai_town",
    "nongian_stungbot",
    "nongkhai_thanaleng",
    "nongnokkhiene_trapeangkriel",
    "oddar_meanchey",
    "osaka_jp",
    "ottawa",
    "oudomxay",
    "pailin",
    "pakse",
    "pakxan",
    "paris",
    "phayao",
    "philippines",
    "phnom_penh",
    "phnomden_tinhbien",
    "phongsaly",
    "phu_quoc",
    "phu_tho",
    "pingxiang",
    "pleiku",
    "poipet",
    "prachin_buri",
    "preah_sihanouk",
    "preah_vihear",
    "prey_veng",
    "pursat",
    "puzhai_tanthanh",
    "quang_binh",
    "quang_nam",
    "quang_ngai",
    "quang_ninh",
    "quang_tri",
    "ratanakiri",
    "red_river",
    "red_river_delta",
    "rotterdam_nl",
    "russia",
    "sa_kaeo",
    "sa_pa",
    "salavan",
    "samraong",
    "savannakhet",
    "savannakhet_town",
    "sayaboury",
    "sekong",
    "sekong_river",
    "sendai_jp",
    "sesan_river",
    "shan_state",
    "shanghai_cn",
    "shuikou_talung",
    "si_sa_ket",
    "siem_reap",
    "siem_reap_town",
    "sihanouk_memorial",
    "sihanoukville",
    "singapore",
    "sisophon",
    "snuol",
    "soc_trang",
    "son_la",
    "sophun_taytrang",
    "south_korea",
    "southeast_asia",
    "srepok_river",
    "stung_treng",
    "stung_treng_town",
    "surin",
    "surin_town",
    "svay_rieng",
    "svay_rieng_town",
    "tak",
    "takeo",
    "tan_chau",
    "tay_ninh",
    "tay_ninh_town",
    "tbong_khmum",
    "thai_binh",
    "thai_lao_friendship_bridge_5",
    "thailand",
    "thakhek",
    "thanh_hoa",
    "thanh_my",
    "thanhthuy_tianbao",
    "tibetan_plateau",
    "tien_giang",
    "tien_river",
    "timor_leste",
    "tokyo",
    "tonle_sap_lake",
    "tonle_sap_river",
    "tra_vinh",
    "tra_vinh_town",
    "trang",
    "trang_bang",
    "trapeangphlong_xamat",
    "trat",
    "trat_town",
    "ubon_ratchathani",
    "udon_thani",
    "udon_thani_town",
    "united_states",
    "vang_vieng",
    "viengxay",
    "vienna",
    "vientiane",
    "vientiane_province",
    "viet_tri",
    "vietnam",
    "vinh",
    "vinh_long",
    "vinh_phuc",
    "vn_university_laos",
    "vung_ang",
    "xam_nua",
    "xe_bang_fai_river",
    "xian_cn",
    "xieng_khouang",
    "yen_bai",
    "yen_bai_town",
    "yokohama_jp",
    "yunnan",
}


def read_text(name: str) -> str:
    """Return the text as it stands, so that offsets are those of the file."""
    folder = TEXTS if (TEXTS / f"{name}.txt").is_file() else DOCUMENTS
    return (folder / f"{name}.txt").read_bytes().decode("utf-8")


def read_mentions(path: Path) -> list[Mention]:
    """Return the mentions of one gold file, in the order of its lines."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def split_passages(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield id, start and end of each paragraph, counted by hand's own rule.

    It is written out here, and not imported, so that the gold depends on nothing.
    """
    number, letter, start = "", "a", 0
    for count, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            if printed := re.match(r"(\d+)\. ", line):
                number, letter = printed[1], "a"
                passage = number
            elif number:
                letter = chr(ord(letter) + 1)
                passage = number + letter
            else:
                passage = f"l{count}"
            yield passage, start, start + len(line)
        start += len(line) + 1


@pytest.fixture(params=FILES, ids=[path.stem for path in FILES])
def gold(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_the_first_three_documents_have_their_gold() -> None:
    names = {path.stem for path in FILES}
    assert names >= {"joint-statement", "party-meeting", "minister-interview"}


def test_every_mention_quotes_the_words_at_its_offsets(gold: Path) -> None:
    text = read_text(gold.stem)
    for mention in read_mentions(gold):
        assert text[mention["start"] : mention["end"]] == mention["exact"], mention


def test_every_mention_lies_in_the_passage_that_it_names(gold: Path) -> None:
    passages = {
        passage: (start, end)
        for passage, start, end in split_passages(read_text(gold.stem))
    }
    for mention in read_mentions(gold):
        start, end = passages[mention["passage"]]
        assert start <= mention["start"] < mention["end"] <= end, mention


def test_every_mention_begins_and_ends_with_a_whole_word(gold: Path) -> None:
    text = read_text(gold.stem)
    for mention in read_mentions(gold):
        before = text[mention["start"] - 1 : mention["start"]]
        after = text[mention["end"] : mention["end"] + 1]
        assert not before.isalnum(), mention
        assert not after.isalnum(), mention


def test_no_mention_holds_an_article_or_a_possessive_ending(gold: Path) -> None:
    for mention in read_mentions(gold):
        assert mention["exact"] == mention["exact"].strip(), mention
        assert not re.match(r"the\s", mention["exact"], re.IGNORECASE), mention
        assert not re.search(r"['\u2019]s?$", mention["exact"]), mention


def test_every_line_holds_the_seven_fields_in_order_and_at_most_a_note(
    gold: Path,
) -> None:
    for mention in read_mentions(gold):
        assert list(mention) in (FIELDS, [*FIELDS, "note"]), mention


def test_roles_kinds_and_places_come_from_the_closed_lists(gold: Path) -> None:
    for mention in read_mentions(gold):
        assert mention["role"] in ROLES, mention
        assert mention["kind"] in KINDS, mention
        assert mention["place"] is None or mention["place"] in PLACES, mention


def test_a_place_has_the_same_kind_wherever_it_is_mentioned() -> None:
    kinds: dict[str, str] = {}
    for path in FILES:
        for mention in read_mentions(path):
            if mention["place"] is None:
                continue
            kind = kinds.setdefault(mention["place"], mention["kind"])
            assert kind == mention["kind"], mention


def test_every_place_of_the_closed_list_is_mentioned_somewhere() -> None:
    found = {mention["place"] for path in FILES for mention in read_mentions(path)}
    assert found - {None} == PLACES


def test_mentions_stand_in_text_order_with_the_outer_one_first(gold: Path) -> None:
    for one, next_one in pairwise(read_mentions(gold)):
        assert (one["start"], -one["end"]) < (next_one["start"], -next_one["end"])


def test_mentions_that_overlap_are_nested_one_inside_the_other(gold: Path) -> None:
    for outer, other in combinations(read_mentions(gold), 2):
        if other["start"] < outer["end"]:
            assert other["end"] <= outer["end"], (outer, other)


def read_counts(readme: str) -> dict[str, dict[str, int]]:
    """Return the README's table of counts: row name, then column name, to number."""
    header, *rows = re.findall(r"^\| ([\w-]+) \|(.+)\|$", readme, re.MULTILINE)
    columns = [cell.strip() for cell in header[1].split("|")]
    return {
        name: {
            column: int(cell)
            for column, cell in zip(columns, cells.split("|"), strict=True)
        }
        for name, cells in rows
    }


def count_mentions(mentions: list[Mention]) -> dict[str, int]:
    """Return how many mentions there are, and how many of each role and kind."""
    counts = {"mentions": len(mentions)}
    counts |= {role: sum(m["role"] == role for m in mentions) for role in ROLES}
    counts |= {kind: sum(m["kind"] == kind for m in mentions) for kind in KINDS}
    return counts | {"no_place": sum(m["place"] is None for m in mentions)}


def test_the_readme_states_the_counts_of_the_files() -> None:
    by_document = {path.stem: read_mentions(path) for path in FILES}
    everything = [mention for each in by_document.values() for mention in each]
    columns = {
        name: count_mentions(mentions)
        for name, mentions in {**by_document, "all": everything}.items()
    }
    expected = {
        row: {name: counts[row] for name, counts in columns.items()}
        for row in columns["all"]
    }
    readme = (GOLD / "README.md").read_text(encoding="utf-8")
    assert read_counts(readme) == expected


@pytest.fixture(params=OWN, ids=[path.stem for path in OWN])
def own(request: pytest.FixtureRequest) -> Path:
    """A text that was written for the evaluation."""
    path: Path = request.param
    return path


def read_record(text: Path) -> dict[str, Any]:
    return tomllib.loads(text.with_suffix(".toml").read_text(encoding="utf-8"))


def test_every_text_of_our_own_has_its_gold_and_its_record(own: Path) -> None:
    assert own.stem in {path.stem for path in FILES}
    record = read_record(own)
    assert record["id"] == own.stem
    assert record["sha256"] == hashlib.sha256(own.read_bytes()).hexdigest()
    assert isinstance(record["geography_on"], dt.date)


@pytest.fixture(params=WITH_TRAPS)
def trapped(request: pytest.FixtureRequest) -> Path:
    """A long text whose record lists the traps that it sets."""
    name: str = request.param
    return TEXTS / f"{name}.txt"


def test_a_text_with_traps_has_a_thousand_words(trapped: Path) -> None:
    assert len(trapped.read_text(encoding="utf-8").split()) >= 1000


def test_a_text_with_traps_has_forty_mentions_besides_countries(trapped: Path) -> None:
    mentions = read_mentions(GOLD / f"{trapped.stem}.jsonl")
    assert sum(mention["kind"] != "country" for mention in mentions) >= 40


def test_a_text_with_traps_sets_ten_that_stand_in_it(trapped: Path) -> None:
    text = trapped.read_bytes().decode("utf-8")
    traps = read_record(trapped)["traps"]
    assert len({trap["words"] for trap in traps}) == len(traps) >= 10
    for trap in traps:
        assert trap["words"] in text, trap
        assert trap["why"], trap
