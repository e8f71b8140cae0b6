"""The words of diplomatic Vietnamese that tell what a toponym does."""

from __future__ import annotations

from geo.text.vocabulary import word_set

TYPES = word_set("""
    tỉnh tp huyện xã phường quận nước sông cảng bến thác hồ đảo cầu đập ga đền chùa
""")
PHRASES = {
    ("thị", "xã"),
    ("thị", "trấn"),
    ("sân", "bay"),
    ("cửa", "khẩu"),
    ("quốc", "tế"),
    ("thành", "phố"),
    ("thủ", "đô"),
    ("vương", "quốc"),
    ("lưu", "vực"),
    ("đất", "nước"),
}
QUANTIFIERS = word_set("các hai ba bốn năm những mỗi")
ENDS_PHRASE = word_set("""
    bởi cho có của cùng giữa gồm hoặc khi là mà như nhằm ra rằng sang theo thăm thì
    trong trên tại tới từ vào và về với ở đã đến để được do gần giáp lên nối qua quanh
    sau sẽ trước xuống dọc
""")
LOCATIVE = word_set("""
    dọc giáp gần khắp lên ngoài nối ở qua quanh ra sang tại thuộc tới từ vào về xuống
    đến
""")
ACTING = (
    ("chính", "phủ"),
    ("nhà", "nước"),
    ("nhân", "dân"),
    ("lãnh", "đạo"),
    ("phía",),
    ("hai", "nước"),
)
AUTHORITIES = (("chính", "quyền"), ("cơ", "quan"))
BORDERS = (("biên", "giới"), ("lãnh", "thổ"), ("giáp", "biên"), ("đường", "biên"))
BODIES = word_set("""
    ban bí bộ chủ công hiệp hội nghị phó quốc thủ tuyên tòa tổng ubnd ủy viện đài đại
    đảng đoàn
""")
ROADS = (
    ("cao", "tốc"),
    ("đường", "sắt"),
    ("hành", "lang"),
    ("quốc", "lộ"),
    ("tuyến", "đường"),
    ("con", "đường"),
    ("tuyến",),
    ("đoạn",),
)
TELLING_HEADS = (
    ("bộ", "trưởng"),
    ("thủ", "tướng"),
    ("chủ", "tịch"),
    ("ngoại", "trưởng"),
    ("chuyên", "gia"),
    ("cán", "bộ"),
    ("quan", "chức"),
    ("đại", "biểu"),
    ("đại", "diện"),
    ("đại", "sứ"),
    ("bác", "sĩ"),
    ("sinh", "viên"),
    ("doanh", "nghiệp"),
    ("đoàn",),
    ("báo",),
    ("người",),
    ("gạo",),
    ("cà", "phê"),
    ("hồ", "tiêu"),
    ("hạt", "tiêu"),
    ("thanh", "long"),
    ("trái", "cây"),
    ("sầu", "riêng"),
    ("nông", "sản"),
    ("xoài",),
    ("chè",),
)
"""Persons, delegations and goods that the name tells from others."""
PAPERS = (
    ("thỏa", "thuận"),
    ("thoả", "thuận"),
    ("văn", "bản"),
    ("biên", "bản"),
    ("bản", "ghi", "nhớ"),
    ("kế", "hoạch"),
    ("hiệp", "định"),
    ("kết", "nghĩa"),
)
TITLES = (
    ("Tuyên", "bố"),
    ("Hiệp", "định"),
    ("Hiệp", "ước"),
    ("Công", "ước"),
    ("Nghị", "định"),
    ("Thỏa", "thuận"),
    ("Bản", "ghi"),
    ("Sáng", "kiến"),
)
DEEDS = word_set("""
    cam cảm chia cho chúc cử gửi hoan hy khẳng ký mong mời nhất nhấn phản thống tiếp
    trao tuyên ủng đánh đề đồng
""")
"""First syllables of what only a government does: cam kết, đề nghị, gửi."""
ENDS_CLAUSE = word_set("đã sẽ rằng về cho là được khi nhắc bàn nêu")
WILL = word_set("sẽ đã đang cũng cùng tiếp tục")
