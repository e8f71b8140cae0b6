"""The words that make a commitment, and what it is about: English and Vietnamese.

Every table is made of regular expressions for whole words, read without regard to
capitals. They say what such texts say everywhere; none fits one sentence alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from geo.model import AgreementType, Form, Status


def compile_words(*alternatives: str) -> re.Pattern[str]:
    """Compile alternatives that begin and end at the edges of words.

    >>> bool(compile_words("sign(?:ed)?").search("It was Signed."))
    True
    >>> bool(compile_words("sign").search("signal"))
    False
    """
    joined = "|".join(alternative.replace(" ", r"\s+") for alternative in alternatives)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)


_ADVERB = (
    r"(?:(?:also|further|fully|firmly|jointly|unanimously|mutually|strongly|again|"
    r"in principle|have|has|had|both|all|then|therefore|continuously|closely|"
    r"cũng|đã|sẽ|tiếp tục|đều|cùng|khẳng định|hoàn toàn)\s+)*"
)
_NOT_A_DATE = r"(?!\s+(?:in|on|by|at|under|between|earlier|last|năm|ngày|vào)\b)"
_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|"
    "december"
)
_COUNT = r"(?:one|two|three|four|five|six|another|\d+)"
_PAPERS = (
    r"(?:(?:[\w-]+\s+){0,5}?(?:documents?|agreements?|memorand(?:um|a)|protocols?|"
    r"plans?|treat(?:y|ies)|conventions?|statements?|declarations?|instruments?|"
    r"arrangements?|mous?|minutes|terms of reference|contracts?|pacts?|accords?|"
    r"deals?))"
)
_WORKS = (
    r"(?:(?:[\w–-]+\s+){0,6}?(?:gates?|checkpoints?|crossings?|bridges?|roads?|"
    r"highways?|expressways?|railways?|routes?|ports?|schools?|hospitals?|markets?|"
    r"consulates?|embass(?:y|ies)|offices?|cent(?:re|er)s?|stations?|lines?|zones?))"
)
_IMPORTANCE = (
    r"(?:the\s+)?(?:[\w-]+\s+){0,2}(?:importance|need|necessity|significance|"
    r"commitments?|determination|readiness|willingness)"
)


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that make a promise, or that tell that what follows is none."""

    words: re.Pattern[str]
    status: Status | None
    """``None`` for thanks, praise and the like, which promise nothing."""
    needs_sides: bool = False
    """Whether it counts only after words for the sides, as "they" in "they will"."""
    takes_any: bool = False
    """Whether it counts after any subject, which then belongs to what is promised:
    "a bridge will be built"."""


def _cue(
    status: Status | None, *alternatives: str, sides: bool = False, takes: bool = False
) -> Cue:
    return Cue(compile_words(*alternatives), status, sides, takes)


_PARTICIPLE = (
    r"(?!held|led|attended|headed|followed by|remembered|expected|pleased|based|"
    r"increased|received|related|faced|limited|affected|celebrated|chaired|hosted|released|"
    r"used|called|named|needed|required|considered|able|able to)"
    r"(?:[a-z-]+ed|built|made|put|set|given|taken|kept|begun|drawn|sent|run|cut|paid|"
    r"found|brought|done|read|sold|bought|laid|lent|taught|written|dug|chosen|free|open|ready)"
)
_PROGRAMME = (
    r"(?! (?:be|have|visit (?:the|him|her)?|arrive|leave|depart|attend|take place|"
    r"pay (?:an?|the|his|her|their|tribute)|come|go on to|meet|start on|end|return|"
    r"travel|stay|speak|become|continue to be|remain|contribute|mark|mean|depend|"
    r"bring about|need|benefit|result|happen|not (?:be|have|become)|never|always|"
    r"take (?:effect|part|time|[\w ]{1,12}(?:hours?|days?|weeks?|months?|years?))|"
    r"also be|only be|enable|lead to|create|help (?:to )?(?:the|both|us|them|to)|"
    r"promote|strengthen|further|soon be|see|enjoy|get|grow|rise|fall|feel|know|"
    r"reach|affect|last|allow|give the|turn|bring|play|serve as|certainly|surely)\b)"
)


CUES = (
    # What promises nothing: thanks, praise, belief, what is over.
    _cue(
        None,
        r"express(?:ed|es|ing)?(?: (?:[\w’']+)){0,3} (?:gratitude|appreciation|"
        "thanks|satisfaction|wish(?:es)?|condolences?|pleasure|sympathy|regret|"
        "regards?|belief|confidence|hope|delight|joy|congratulations)",
        "thank(?:ed|s|ing)?|congratulat(?:ed|es|ing|ions)",
        "(?:highly |deeply |much |greatly )?appreciat(?:ed|es|ing)",
        "commend(?:ed|s|ing)|prais(?:ed|es|ing)|acknowledg(?:ed|es|ing)",
        "not(?:ed|es|ing) with (?:pleasure|satisfaction|appreciation)",
        "(?:is|are|was|were) (?:confident|convinced|pleased|delighted|proud)",
        "believ(?:ed|es|ing)|recall(?:ed|s|ing)|hop(?:ed|es|ing)|expect(?:ed|s|ing)",
        "paid (?:tribute|homage|a|an|courtesy)|laid (?:a )?wreaths?",
        r"agreed with(?!(?: [^\s.;]+){1,25}? to\b)",
        "has been|have been|had been",
        "(?:bày tỏ |gửi )?(?:lời )?(?:lòng )?(?:chân thành )?(?:cảm ơn|cám ơn|biết ơn)",
        "chúc mừng|đánh giá cao|ghi nhận|chia buồn|chào mừng|nhắc đến|nhắc lại|dẫn lại",
        r"look(?:s|ed|ing)? forwards? to the (?:[\w-]+ ){0,2}(?:summits?|visits?|"
        "meeting)",
        "bày tỏ (?:vui mừng|hài lòng|tin tưởng|phấn khởi)|tin tưởng|vui mừng",
    ),
    # Done: signed, opened, handed over.
    _cue(
        Status.DONE,
        r"(?:witness(?:ed|es|ing)|attend(?:ed|s|ing)|presid(?:ed|es|ing) over) the "
        r"(?:(?:[\w-]+) ){0,2}(?:signing|opening|presentation|"
        "exchange|handover|hand-over|inauguration|announcement|"
        "launch(?:ing)?)(?: ceremony)?",
        r"welcom(?:ed|es|ing|e) the (?:(?:[\w-]+) ){0,2}(?:signing|inauguration|"
        "opening(?: hours)?|launch(?:ing)?|entry into force|conclusion|completion|"
        "adoption)",
        rf"{_ADVERB}(?<!be\s)(?:sign|ink)(?:ed|s)(?= {_PAPERS})",
        rf"{_PAPERS} (?:(?:was|were|is|are) )?(?:officially |also )?(?:signed|"
        rf"exchanged|adopted|presented|handed over){_NOT_A_DATE}",
        r"(?:was|were) (?:officially |formally |also )?(?:presented|concluded|renewed|"
        rf"agreed)(?=\s*(?::|,\s*{_COUNT} between))",
        r"(?:twinning|twinned|sister)[\w -]{0,25} between [^.;]{5,80}? "
        "(?:was|were|has been|have been) (?:established|set up|agreed|concluded)",
        r"welcom(?:ed|es|ing|e) the (?:[\w-]+ ){0,2}?(?:twinning|sister|partnership)"
        "(?:[ -](?:city|province|relations|ties|links))*(?= between)",
        "(?:was|were) (?:officially |formally |also )?(?:signed|inaugurated|"
        "opened|launched|handed over|exchanged|adopted|put into (?:operation|"
        rf"use))(?! in (?:[12]\d{{3}}|(?:{_MONTHS})\b))",
        "(?:officially |formally |jointly )?inaugurat(?:ed|es|ing)",
        rf"(?:officially |formally |jointly )?opened(?= {_WORKS})",
        "handed over",
        rf"(?:presented|exchanged|adopted|concluded)(?= {_PAPERS})",
        r"presented(?= (?:[\w’'-]+ ){1,5}with\b)|donated",
        rf"issued(?= an? {_PAPERS})",
        rf"renewed(?= (?:{_PAPERS}|(?:[\w–-]+ ){{0,4}}strategy))",
        "hoan nghênh việc (?:ký|mở|khánh thành|kéo dài|đưa|thành lập|hoàn thành|"
        "khai trương|nâng cấp|thông xe)",
        "thông qua(?= (?:một |các )?(?:bản )?(?:tuyên bố|thông cáo|kế hoạch|nghị quyết|"
        "chương trình|văn kiện))",
        "(?:chứng kiến |dự )?lễ (?:ký kết|ký|trao đổi|trao|khánh thành|bàn "
        "giao|khai trương)",
        "chứng kiến (?:việc )?(?:ký|ký kết|trao|trao đổi)",
        r"(?:đã )?ký kết|(?:đã )?ký(?= (?:\d+|một|hai|ba|các|nhiều|hiệp định|"
        "nghị định|bản ghi nhớ|biên bản|thỏa thuận|tuyên bố|kế hoạch|văn kiện))",
        "(?:chính thức |đã )*khánh thành|(?:chính thức |đã )*khai trương",
        "(?:đã )?bàn giao",
        "(?:đã )?được (?:ký kết|ký|trao đổi|trao|thông qua|khánh thành|khai trương|"
        "bàn giao|đưa vào (?:khai thác|sử dụng)|mở tại|chọn làm)",
        r"(?:đã )?trao (?:các |nhiều |\d+ )?(?:văn kiện|thỏa thuận|bản ghi nhớ|"
        "hiệp định)",
    ),
    # Negotiated: named as a thing that is still worked out.
    _cue(
        Status.NEGOTIATING,
        r"to find (?:[\w-]+ ){0,2}solutions?",
        "(?:continu|conduct|launch|resum|h(?:e|o)ld|enter|pursu|"
        r"accelerat)\w*(?: [\w-]+){0,4} negotiations?",
        "negotiat(?:ed|es)",
        "(?:đang |tiếp tục |tiến hành )?(?:đàm phán|thương lượng)",
    ),
    # Discussed, studied.
    _cue(
        Status.DISCUSSING,
        r"(?:continued|held|had) (?:(?:[\w-]+) ){0,2}discussions? (?:on|about)",
        sides=True,
    ),
    _cue(
        Status.DISCUSSING,
        rf"{_ADVERB}discuss(?:ed|es)?(?: and exchanged views)?",
        rf"{_ADVERB}(?:studied|study|explored?|considered)",
        "(?:thảo luận|bàn|trao đổi (?:ý kiến )?)(?: về)|nghiên cứu|xem xét",
        sides=True,
    ),
    # Agreed, pledged, resolved.
    _cue(
        Status.AGREED,
        rf"{_ADVERB}(?<!be\s)agree(?:d|s)?"
        "(?: (?:also|further|in principle|unanimously))?"
        r"(?= (?:(?:to|on|upon|that|for)\b|with(?! (?:[\w’']+ ){0,3}"
        r"(?:assessments?|views?|opinions?|remarks|statements?))"
        r"(?: [^\s.;]+){1,25}? to\b))",
        r"agreeing(?= (?:to|on|upon|that)\b)",
        rf"{_ADVERB}pledg(?:ed|es|e|ing)",
        rf"{_ADVERB}(?:(?:is|are|were|was) (?:fully |firmly |strongly )?)?committed"
        r"(?= to\b)",
        r"committing(?= (?:itself |themselves )?to\b)",
        rf"{_ADVERB}resolved(?= (?:not )?to\b)",
        rf"{_ADVERB}(?:undertook|undertakes?|decided|(?<!we\s)promised|consented)"
        r"(?= (?:not )?to\b)",
        rf"{_ADVERB}vowed",
        "(?:re)?affirm(?:ed|s)?(?: that)? (?:they|it|both sides|the two sides)"
        " (?:would|will)",
        "(?:agreement|consensus) was reached(?= on)",
        r"reached (?:(?:[\w-]+) ){0,4}(?:consensus(?:es)?|agreements?|"
        "understandings?)",
        "(?:đã |cùng |hoàn toàn |cũng )*(?:nhất trí|cam kết|đồng ý)"
        r"(?! (?:hợp tác|này|giữa|cấp cao|đã|song phương)\b)",
        r"(?:(?<=bên\s)|(?<=nước\s)|đã |cùng )thỏa thuận",
        "khẳng định (?:sẽ|cam kết|quyết tâm)",
    ),
    _cue(
        Status.AGREED,
        r"(?:will|shall)(?! (?:be|have|visit|arrive|leave|depart|attend|pay an?|"
        r"mark (?:the|their|its|an?)|"
        r"take place)\b)|would make efforts?",
        "(?:đã )?thống nhất|quyết định|quyết tâm",
        r"(?:(?<=bên\s)|(?<=nước\s)|(?<=phía\s))(?:cùng )?(?:phối hợp|thực hiện)",
        "chia sẻ(?= (?:số liệu|thông tin))",
        r"sẽ(?! (?:thăm|đến|rời|dự|tới|diễn ra|tổ chức|là|họp)\b)",
        sides=True,
    ),
    # What is to be done, whoever does it.
    _cue(
        Status.AGREED,
        rf"(?:will|shall)(?: (?:then|also|now|soon|all|each|not))? be"
        rf"(?: (?:also|jointly|fully|then|gradually|first))? {_PARTICIPLE}",
        rf"(?:is|are) (?:also |not )?to be {_PARTICIPLE}",
        "(?:is|are) (?:also |not )?to (?:stay|remain|open|begin|start|join|receive)",
        r"(?:is|are) due(?= (?:in|by|on|to)\b)",
        r"(?:(?<=said\sthat\s)|(?<=and\sthat\s))[\w ]{2,30} would(?= (?:give|send|"
        r"share|open|build|provide|train|support|help|lend|pay)\b)",
        rf"(?:will|shall){_PROGRAMME}(?! \w+ly be\b)",
        r"sẽ(?! (?:thăm|đến|rời|dự|tới|diễn ra|tổ chức|là|họp|trở thành|góp phần|"
        r"mang lại|kết thúc|tiếp tục là|giúp (?:hai|cho|quan)|tạo|có (?:ý nghĩa|lợi)|"
        r"tăng|giảm|đạt|đẹp|lên đường|về nước|không|luôn|ngày càng|thúc đẩy|còn)\b)",
        r"do (?:hai|ba|các) (?:bên|nước) (?:cùng )?(?:xác định|quyết định|thực hiện)",
        takes=True,
    ),
    _cue(
        Status.AIM,
        r"cần được|(?:được )?đề nghị",
        r"asked(?= (?:that|for)\b)|(?<!when\s)asked(?= (?:[\w’-]+ ){1,6}?to\b)",
        takes=True,
    ),
    # What stays as it is.
    _cue(
        Status.IN_FORCE,
        r"(?:has|have) (?:[\w-]+ ){0,3}?(?:agreements?|memoranda|twinning \w+|"
        r"sister \w+)(?= with)",
        r"remains? (?:open to|valid|in force|free of|closed to|open for)",
        "(?:vẫn )?(?:có giá trị|có hiệu lực|còn hiệu lực) (?:đến|cho đến)",
        takes=True,
    ),
    # Aims, principles, requests.
    _cue(
        Status.AIM,
        "(?:re)?affirm(?:ed|s)? that(?=[^.;]{3,200}? (?:is|are|rests?|should|must) )",
        r"(?:repeated|stated|declared) that(?=[^.;]{3,200}? (?:should|must) )",
        r"(?:underlin|stress|emphasi[sz])(?:ed|es|ing)(?= (?:the )?(?:[\w-]+ ){0,2}?"
        r"(?:role|part|peace|safety|freedom|respect|principles?)\b)",
        r"offered(?= (?:to|its|their|help|support|assistance)\b)",
        r"sp(?:oke|eaks?) for peace",
        rf"(?:(?:also|further|strongly) )?(?:re)?affirm(?:ed|s|ing)?"
        rf"(?= (?:their|its|to|respect|the\b|{_IMPORTANCE}|[\w’']+ principled))",
        r"reiterat(?:ed|es|ing|e)",
        rf"(?:emphasi[sz]|underscor|underlin|stress|highlight)(?:ed|es|ing|e|s)?"
        rf"(?= {_IMPORTANCE}\b)",
        r"(?:attach(?:ed|es|ing)) (?:[\w-]+ ){0,3}importance to",
        rf"{_ADVERB}(?:encourag|urg)(?:ed|es|ing|e)(?= (?!by\b))",
        "call(?:ed|s)? (?:for|on|upon)",
        "(?:aim(?:ed|s|ing)?|striv(?:e|es|ing)|strove|endeavou?r(?:ed|s|ing)?|"
        r"seeks?|sought)(?= (?:to|for|towards?)\b)",
        r"striving(?: [\w]+)? to|determined to|look(?:s|ed|ing)? forwards? to",
        r"propos(?:ed|es|ing|e)(?= (?:to|that|many|several|the|an?|clear|new)\b)",
        r"request(?:ed|s|ing)(?= (?:that|[\w ]+ to)\b)",
        r"affirmed (?:their|the) (?:(?:[\w-]+) ){0,2}(?:commitments?|"
        "determination|importance|support|readiness|role)",
        "khuyến khích|nhấn mạnh (?:tầm quan trọng|sự cần thiết|việc|cần|vai trò)",
        "tái khẳng định|khẳng định (?:lập trường|tầm quan trọng|chủ trương|ủng hộ|"
        "vai trò)",
        "(?:hướng tới|phấn đấu|mong muốn|kêu gọi|nỗ lực|đề nghị)",
        sides=True,
    ),
)
"""In the order in which they are looked for: of two that begin together, the longer."""

SIDES = compile_words(
    "(?:the )?contracting parties|(?:each|either|neither) (?:party|side|country|state)",
    "(?:the )?(?:two|both|three|all) (?:sides|countries|parties|nations|"
    "leaders|states|governments|ministers|prime ministers|foreign "
    "ministers|ministries|provinces|heads|delegations|peoples|neighbou?rs)",
    "both|they|the sides|the parties",
    "(?:the )?(?:senior |high-ranking )?leaders(?: (?:of|from) (?:the "
    r")?(?:two|both|three) (?:[\w]+)(?: and (?:countries|states))?)?",
    r"(?:the )?[\w]+ side",
    "(?:hai|ba|các) (?:bên|nước|phía|đảng|nhà lãnh đạo|chính phủ|thủ tướng|"
    "bộ trưởng|tỉnh|quốc gia|dân tộc|địa phương|vị lãnh đạo)",
    "lãnh đạo (?:hai|ba) (?:bên|nước|đảng)|phía|hội nghị",
    "(?:the )(?:meeting|conference|summit|forum|ministers)",
)
"""Who can promise together."""

VERBS = (
    "tăng cường|thúc đẩy|nâng cao|phối hợp|đẩy mạnh|đẩy nhanh|tiếp tục|mở rộng|"
    "tạo điều kiện|xây dựng|triển khai|thực hiện|nghiên cứu|duy trì|hoàn thành"
)
"""Vietnamese verbs that begin another promise after an "and"."""

ONE_SIDE = re.compile(
    r"(?<!\w)(?:the\s+)?(?P<en>(?!(?:two|both|either|each|other|one|all)\b)\w+)\s+side"
    r"(?!\w)"
    r"|(?<!\w)phía\s+(?P<vi>(?:[^\W\d_]+\s+){0,2}?[^\W\d_]+)"
    r"(?=\s+(?:đã|sẽ|cũng|cam|nhất|đồng|khẳng|bày|mong|đề|ủng|hứa)(?!\w))",
    re.IGNORECASE,
)
"""The Vietnamese side, phía Việt Nam: a promise of one side alone."""

DISCUSS_NEXT = compile_words(
    "discuss(?:ing|ions?)?|study(?:ing)?|explor(?:e|ing)|consider(?:ing)?",
    "examin(?:e|ing)|look into|possibility|feasibility|nghiên cứu|thảo luận",
    "trao đổi|xem xét",
)
NEGOTIATE_NEXT = compile_words(
    "negotiat(?:e|ing|ions?)|(?:early )?conclusion|conclud(?:e|ing)",
    "finali[sz](?:e|ing)|mutually acceptable solutions|đàm phán|thương lượng",
    "hoàn tất",
)
"""What agreed words turn into when these follow soon: agreed to discuss."""

IMPLEMENTING = compile_words(
    "(?:fully |effectively |jointly )?implement(?:ing|ation of|ed|s)?",
    "adher(?:e|ing) to|adherence to|in accordance with",
    r"(?<!with\s)respect(?:ing)?|pursuant to|enshrined in",
    "compl(?:y|ying|iance) with|in line with|in conformity with",
    "consistent with|abid(?:e|ing) by|based on|on the basis of|existing|under",
    "observ(?:e|ing|ance of)|replac(?:e|ing)|integrating|building upon",
    "within the framework of|honou?r(?:ing)?|uphold(?:ing)?",
    "thực hiện|triển khai|tuân thủ|tôn trọng|theo|trên cơ sở",
    "phù hợp với|trong khuôn khổ",
)
"""An instrument that is there: it is to be observed."""

MAKING = compile_words(
    "signing(?: of)?|sign|(?:early )?conclusion of|conclud(?:e|ing)",
    "negotiat(?:e|ing)|negotiations? (?:of|on|for)|finali[sz](?:e|ing)",
    "adopt(?:ing)?|draft(?:ing)?|complet(?:e|ing) and sign|ký|ký kết|đàm phán",
    "sớm ký",
)
"""An instrument that is to come."""

CONCLUDING = compile_words(
    r"(?:early )?conclu\w+(?: of)?|negotiat\w+(?: of| on| for)?|finali[sz]\w+",
    "đàm phán",
)
"""Of these, what says that it is still worked out."""

FOLLOWING = compile_words(
    r"following(?: [\w-]+){0,3}|as follows|include|includes|including|như sau",
    "sau đây|sau|gồm|bao gồm",
)
"""Words before a list."""

PRINCIPLES = compile_words("principles?|guidelines?|nguyên tắc|phương châm")
"""A list of these is one agreement, not one for each line."""

FORMS: tuple[tuple[re.Pattern[str], Form], ...] = (
    (compile_words("protocols?|nghị định thư"), Form.PROTOCOL),
    (
        compile_words("memorand(?:um|a)|mous?|(?:biên )?bản ghi nhớ"),
        Form.MEMORANDUM,
    ),
    (
        compile_words(
            "conventions?|charters?|treat(?:y|ies)|công ước|hiến chương|hiệp ước",
        ),
        Form.CONVENTION,
    ),
    (
        compile_words(
            "declarations?|(?:joint )?statements?|communiqu[eé]s?|tuyên bố(?: chung)?",
        ),
        Form.DECLARATION,
    ),
    (
        compile_words(
            "(?:master )?plans?|visions?|strateg(?:y|ies)|program(?:me)?s?|kế hoạch",
            "chương trình",
        ),
        Form.PLAN,
    ),
    (
        compile_words(
            "agreements?|arrangements?|accords?|statutes?|codes?|amendments?",
            "documents?|hiệp định|thỏa thuận|văn kiện|văn bản",
        ),
        Form.AGREEMENT,
    ),
)
"""The first whose noun stands in the title of an instrument."""


def _topic(weight: int, *alternatives: str) -> tuple[int, re.Pattern[str]]:
    return weight, compile_words(*alternatives)


TOPICS: dict[AgreementType, tuple[tuple[int, re.Pattern[str]], ...]] = {
    AgreementType.BORDER_CHECKPOINT: (
        _topic(
            5,
            r"(?:[\w-]+ )?(?:border )?(?:gates?|checkpoints?|check-points?)",
            "border crossings?(?: points?)?|points? of entry|entry points?",
            "cửa khẩu(?: quốc tế| quốc gia| chính| phụ| biên giới)?|lối mở",
            "one-stop (?:inspection|service|shop)|border pass(?:es)?|same-day crossing",
            "crossings?|giấy thông hành|trạm kiểm (?:dịch|tra|soát)|pair of gates",
        ),
        _topic(
            3,
            "customs|inspection|opening hours|heavy lorries|quarantine|scanners?",
            "immigration|visa(?:s|-free)?|hải quan|xuất nhập cảnh|kiểm dịch|thị thực",
        ),
    ),
    AgreementType.TRANSPORT: (
        _topic(
            4,
            "expressways?|highways?|railways?|bridges?|airports?|flights?|seaports?",
            "aviation|transit(?: of goods)?",
            "(?:waterway |road |rail |cross-border |air )?transport(?:ation)?(?! "
            "infrastructure)",
            "đường cao tốc|cao tốc|đường sắt|cầu|giao thông|vận tải|quá cảnh",
            "hàng không|cảng(?: biển)?|đường bộ|đường bay",
        ),
        _topic(
            4,
            "berths?|ports?|dry ports?|coach(?:es)?|coach lines?|airlines?|airways",
            "trains?|bus(?:es)?|(?:bus |railway )?stations?|carriers?|vessels?|ships?",
            "shipping|pilots?|rail|timetables?|metro|tunnels?|motorways?",
            "fuel stations?|tàu(?: hỏa)?|nhà ga|sân bay|bến xe|xe khách|đường ray",
        ),
        _topic(
            2,
            "roads?|routes?|waterways?|connecting points?|transport infrastructure",
            "đường thủy|lorr(?:y|ies)|trucks?|boats?|ferr(?:y|ies)|drivers?|vehicles?",
            "điểm đấu nối|đấu nối|xe tải|tuyến đường|lanes?|tracks?",
        ),
    ),
    AgreementType.PROVINCIAL_COOPERATION: (
        _topic(
            5,
            "(?:border )?provincial authorities|border (?:provinces|localities)",
            "people['’]s committees? of|twinning|twinned|sister (?:cities|provinces)",
            "connectivity between localities|ủy ban nhân dân|ubnd|kết nghĩa",
            "chính quyền các tỉnh|các tỉnh biên giới|các địa phương biên giới",
        ),
        _topic(
            2,
            "(?:the|both|two|their|our|local) provinces|localities|local authorities",
            "các tỉnh|các địa phương|chính quyền địa phương",
        ),
    ),
    AgreementType.MEKONG: (
        _topic(
            5,
            r"(?<!over\sthe\s)(?<!across\sthe\s)mekong(?: river)?(?: commission|"
            " (?:river )?basin|-lancang|–lancang)?(?! (?:sub-?region))",
            "water resources?|riparian|hydropower|river basin|dams?",
            "(?:sông )?mê (?:công|kông)|nguồn nước|tài nguyên nước|lưu vực|thủy điện",
            "gauges?|water levels?|river levels?|spillways?|"
            "reservoirs?|hydrolog(?:y|ists?)",
            "rivers?|lakes?|floods?|outflow|irrigation|downstream|mực nước|thủy văn",
            "ngập|lũ|lụt|hạn hán|đập|quan trắc",
        ),
        _topic(
            3,
            "mekong sub-?region(?:al)?|droughts?|fish(?:ing)?(?: passes| lots)?",
            "sediment|salinity|wetlands?|early warning|sông|dolphins?",
        ),
    ),
    AgreementType.LAND_BOUNDARY: (
        _topic(
            6,
            "(?:undemarcated )?land (?:boundary|border)(?! checkpoints?)|demarcation",
            "boundary demarcation|border (?:treaties|statute)|border markers?",
            "land exchange|delimitation of the land|undemarcated|phân giới|cắm mốc",
            "(?:biên giới|biên giới trên) (?:đất liền|bộ)|đường biên(?: giới)?",
            "markers?|line of peace",
            "mốc giới|mốc quốc giới",
        ),
        _topic(
            2,
            "boundar(?:y|ies)",
            r"borders?(?! (?:trade|gates?|provinc\w+|econom\w+|localit\w+|"
            "check-?points?|crossings?))",
            "biên giới",
        ),
    ),
    AgreementType.MARITIME: (
        _topic(
            7,
            r"maritime(?:-related)?(?: \w+)?|(?:south china|east) sea|law of the sea",
            "historical waters|continental shelf|freedom of navigation|unclos",
            "overlapping (?:claims|waters)|code of conduct|conduct of parties",
            r"gulf of \w+|biển đông|luật biển|vùng nước lịch sử|thềm lục địa|trên biển",
            "hàng hải|vùng biển|coast guards?|sea of peace|cảnh sát biển|tàu cá",
            "fisher(?:y|ies)(?= (?:offices?|agreement))|joint patrols at sea",
        ),
    ),
    AgreementType.TRADE: (
        _topic(
            3,
            r"(?:bilateral |two-way |cross-border |border )?trade(?: \w+)?",
            r"(?:border |bilateral |regional )?economic (?:\w+)|economic|economies",
            "investment|business(?:es)?(?: environment)?|supply chains?|goods",
            r"exports?|imports?|tariffs?|customs|(?:us\$|usd ?)\d[\d.,]*|billion usd",
            "industr(?:y|ies)|thương mại|đầu tư|kinh tế|kim ngạch|doanh nghiệp",
            "chuỗi cung ứng|hàng hóa|thuế|hải quan|tỷ usd",
            "timber|quotas?|consignments?|market(?:s|place)?|payments?|loans?|prices?",
            "coal|potash|rice|electricity|(?:wind |solar )?power(?! of)|banks?",
            "cleared on|chợ(?: biên giới)?|chỉ dẫn địa lý|thanh toán",
            "xuất khẩu|nhập khẩu|gạo|điện(?: lực)?|vay vốn|currenc(?:y|ies)|wages?",
        ),
        _topic(
            1,
            "agriculture|logistics|energy|finance|banking|nông nghiệp|năng lượng",
        ),
    ),
    AgreementType.SECURITY: (
        _topic(
            5,
            "defen[cs]e(?:-security| and security)?|armed forces",
            "(?:transnational )?crimes?|cyber-?crimes?|cyber ?security|subversion",
            "hostile (?:actors|forces)|public security|military|drug trafficking",
            "trafficking|terrorism|online (?:fraud|scams?)|armed conflict",
            "ceasefire|nav(?:y|ies)|deminers?|demining|mine action|landmines?|drugs?",
            "search for the fallen|remains of (?:soldiers|the fallen)|smuggling",
            "rà phá bom mìn|bom mìn|hài cốt|buôn lậu",
            "quốc phòng|tội phạm|quân đội|ma túy|công an|khủng bố|thế lực thù địch",
            "lừa đảo",
        ),
        _topic(2, "security|police|an ninh"),
    ),
    AgreementType.SOCIETY: (
        _topic(
            4,
            "education(?:al)?(?: and training| cooperation)?|scholarships?",
            "universit(?:y|ies)|schools?|students?|medical|hospitals?",
            "(?:public )?health(?:care)?|consular|cultur(?:e|al)|monuments?",
            "religio(?:n|us)|cults|sports?|people-to-people(?: exchanges?)?|tourism",
            "arts|heritage|citizens|residing|labou?r|workers|traditional friendship",
            "human resources?|giáo dục|đào tạo|học bổng|trường học|sinh viên|y tế",
            "bệnh viện|lãnh sự|văn hóa|du lịch|tôn giáo|thể thao|giao lưu nhân dân",
            "lao động|nguồn nhân lực|công dân",
            "teachers?|nurses?|doctors?|patients?|clinics?|libraries|reading rooms?",
            "museums?|concerts?|cemeter(?:y|ies)|festivals?|languages?|books?|tours?",
            "visitors?|travellers?|tourists?|tour(?:ism|ist)s?|theatre|films?|exhibitions?",
            "đại học|học viện|bác sĩ|giáo viên|lớp (?:tiếng|học)|biểu diễn",
            "tiếng (?:khmer|việt|lào|thái|anh|trung)|âm nhạc|nghệ thuật|di sản",
            "bảo tàng|lễ hội|du khách|phim|đờn ca",
        ),
        _topic(
            1,
            "youth|training|science and technology|peoples?|thanh niên|thế hệ trẻ",
        ),
    ),
    AgreementType.POLITICAL: (
        _topic(
            4,
            r"political (?:\w+)|asean(?: \w+)?|united nations charter|charter",
            "good neighbou?rl(?:iness|y)|mutual trust",
            "strategic (?:linkage|trust|partnership|exchanges)|high-level",
            "party committees?|central committee|external relations",
            "foreign (?:policy|affairs|ministr(?:y|ies))|parliament(?:s|ary)?",
            "national assembl(?:y|ies)|joint statement|peaceful (?:means|dialogue)",
            "regional (?:and international )?(?:forums?|cooperation|issues)",
            "international forums?|diplomatic|differences|agreements reached",
            "bilateral (?:relations|relationship|agreements)|principles",
            "friendship and cooperation|comprehensive (?:partnership|cooperation)",
            "(?:three|two) parties|mutual (?:understanding|support)|chính trị",
            "đối ngoại|ngoại giao|tin cậy(?: chính trị)?|quốc hội|tuyên bố chung",
            "diễn đàn|quan hệ (?:hai nước|song phương)",
            r"đối tác (?:chiến lược|toàn diện)\w*|cấp cao",
        ),
        _topic(
            1,
            "cooperation|coordinat(?:e|ion|ing)|relations(?:hip)?|friendship|hợp tác",
            "quan hệ",
        ),
    ),
}
"""Words for what an agreement is about, with what each of them weighs."""
