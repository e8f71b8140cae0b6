"""The words of diplomatic English that tell what a toponym does, folded."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """Give the words of a text.

    >>> sorted(word_set("gate gates"))
    ['gate', 'gates']
    """
    return frozenset(text.split())


CAPITAL = "[{}]".format(
    "".join(
        character
        for code in (*range(0x41, 0x250), *range(0x1E00, 0x1F00))
        if (character := chr(code)).isupper()
    )
)
"""A pattern of the Latin capitals, the Vietnamese ones among them."""

DASHES = frozenset("-–—‐‑/")

TYPE_WORDS = word_set("""
    cities city district districts municipalities municipality province provinces
    town towns
""")
"""Kinds of settled places, beside their names."""

TRANSPARENT = TYPE_WORDS | word_set("""
    all border bordering both brotherly central close country eastern far fellow
    five four fraternal friendly great his its its main mainland member modern
    namely neighbor neighboring neighbors neighbour neighbouring neighbours new
    north-eastern northeastern northern northwestern our present-day south-eastern
    southeastern southern southwestern the their then three traditional two western
    whole “ " ‘
""")
"""Words between a preposition and a name that change nothing."""

INSTRUMENTS = word_set("""
    accord accords agreement agreements arrangement arrangements charter code
    communique compact consensus convention conventions declaration declarations
    framework initiative letter memoranda memorandum minutes mou notes pact plan
    plans program programme protocol protocols resolution roadmap statement
    statements statute strategy treaties treaty vision
""")
"""What has a title that may hold a toponym."""

TITLED = INSTRUMENTS | word_set("""
    association commission commissions committee committees conference council forum
    meeting summit
""")
"""What has a long name that may hold a toponym."""

HEADING_INSTRUMENTS = word_set("communique declaration release statement")
"""What may be the heading of the document itself."""

TITLE_WORDS = word_set("""
    a against among an and at between by concerning for from in its of on parties
    regarding the their to with & – - — “ ” " ‘ ’ 's ’s ( )
""")
"""The small words inside a title."""

NAME_WORDS = word_set("""
    academy airport association bank border business center centre chamber
    commission committee comprehensive cooperation council declaration development
    economic embassy forum foundation free friendship fund hospital institute
    inter-governmental intergovernmental joint museum national network news party
    people port post river school strategic times trade union university
""")
"""What continues a name even where every word has a capital."""

ACTING_HEADS = word_set("""
    citizen citizens counterparts countries country economies economy government
    governments interests leader leaders leadership nation nationals nations people
    peoples public side sides society state states youth youths
""")
"""X of Cambodia: the nation, its people or its leadership."""

BODIES = word_set("""
    administration agencies agency ambassador ambassadors army assembly association
    associations authorities authority bank chairman chairmen commission committee
    committees congress congresses constitution consulate council court courts
    department departments embassy forces front governor governors head heads
    institute king legislature mayor mayors minister ministers ministries ministry
    parliament parliaments parties party police president presidents queen regime
    secretaries secretary senate throne union university
""")
"""X of Cambodia: an office or a body that the name tells from another."""

PERSONS = word_set("""
    delegate doctor engineer envoy expert farmer journalist nurse officer official
    reporter representative resident scholar spokesman spokesperson spokeswoman
    student teacher trader
""")
"""An X of Cambodia: one person, whom the name tells from others."""

WORKS = word_set("""
    barrage dam dams hydropower mine plant plants reservoir substation weir
""")
"""What bears the name of a place: the Xayaburi dam."""

LEADERS = word_set("ministers officials heads delegations representatives delegates")
"""In small letters, those who speak for nations."""

LANDS = word_set("""
    airport airports airspace area areas border borders boundaries boundary capital
    center centre checkpoint checkpoints cities city coast coasts commune communes
    crossing crossings district districts downstream east frontier gate gates
    highlands hospital hospitals interior island islands land localities locality
    mainland mainstream markets mouth north northeast northwest outskirts part parts
    port ports province provinces reaches region regions sea seas section sections
    soil south southeast southwest stretch territories territory tour town towns
    tributaries upstream vicinity village villages waters west zone zones
""")
"""X of Cambodia: a part of the land."""

RELATIONS = word_set("""
    accord affairs agreement agreements alliance authorities bond bonds co-operation
    collaboration commerce community connectivity consultation consultations
    contacts cooperation coordination delegation delegations dialogue differences
    dispute disputes economies economy exchange exchanges friendship government
    governments integration investment issue issues leader leaders linkage linkages
    matters meeting memorandum negotiations neighborliness neighbourliness officials
    parties partnership partnerships party people peoples relation relations
    relationship relationships side sides solidarity statement struggle summit talks
    tie ties trade treaties treaty troops trust turnover understanding unity
""")
"""What binds two nations, or what a nation has."""

BORDERS = word_set("""
    area areas border borders boundaries boundary bridge bridges checkpoint checkpoints
    corridor corridors crossing crossings distance expressway expressways flight flights
    frontier frontiers gate gates highway highways junction junctions lies line lines
    located lying power railway railways river rivers road roads route routes section
    sections situated territories territory waterway waterways
""")
"""What lies between two lands."""

ROADS = word_set("""
    bridge bridges canal corridor corridors expressway expressways highway highways
    line motorway rail railway railways road roads route routes
""")

FRAMEWORKS = word_set("""
    cooperation forum forums framework frameworks initiative initiatives mechanism
    mechanisms process program programme programmes programs summit
""")

LOCATIVE = word_set("""
    across along around at downstream in inside into near off onto outside through
    throughout upstream via within
""")

MOTION = word_set("""
    access arrival arrive arrived back bound came come comes coming connecting
    connects delegation delegations departure deport deported dispatch dispatched
    dispatching export exported exports expressway extradited flew flies flight
    flights flown fly go goes going highway import imports journey leading leads
    line lines link linking links migrate mission missions move moved pipeline
    proceed proceeded railway repatriated repatriation return returned returning
    returns road roads route routes sales send sending sends sent ship shipments
    shipped tour tours transferred transit transmission transport transported travel
    traveled traveling travelled travelling travels trip trips visit visited
    visiting visits went
""")
"""What is followed by "to" and where it goes."""

GIVING = word_set("""
    aid appreciation assistance attach attached attaches attention beneficial
    benefit benefits commitment condolences congratulations contribution convey
    conveyed donated donation expressed extend extended gave give given giving grant
    granted grants grateful gratitude greetings handed help importance letter loan
    loans loyal message owe pledged priority proposed provide provided provides
    provision regards relief respect solidarity support supports sympathy thank
    thanks wishes
""")
"""What is followed by "to" or "for" and who gets it."""

SENDERS = word_set("""
    aid envoy envoys assistance counterpart counterparts delegation delegations experts
    guests help leader leaders message ministers official officials proposal
    representative representatives request requests soldiers suggestions support
""")
"""What is followed by "from" and who sends it."""

LEAVING = word_set("bound depart departed departs headed leave leaving left set")
"""What is followed by "for" and where it goes."""

REACHING = word_set("""
    border bordered bordering borders by-pass bypass touch touches touched connect
    connecting cross crossed crossing enter entered entering enters joining leave leaves
    leaving link linked linking links reach reached reaching tour toured touring transit
    transiting visit visited visiting visits
""")
"""Verbs whose object is a location."""

ADDRESSING = word_set("""
    accused asked assist assured blamed condemned congratulated criticised criticized
    informed invited praised requested support supported thanked thanks told urged urges
    warned
""")
"""Verbs whose object is a government."""

POSSESSED_BODIES = word_set("""
    ambassador army delegate delegates envoy representative representatives central
    committee crown department embassy forces foreign king minister ministries ministry
    national navy parliament party people president prime queen royal secretariat
    secretary senate supreme
""")
"""Capitalised after 's, an office or a body."""

DAYS_AND_MONTHS = word_set("""
    april august december february friday january july june march may monday november
    october saturday september sunday thursday tuesday wednesday
""")

NOT_NAMES = DAYS_AND_MONTHS | word_set("dr h.e her his i mr mrs ms")
"""Capitalised words that do not continue a name."""

TITLES_OF_PERSONS = word_set("""
    chairman crown general king minister premier president prime queen samdech
""")

OFFICES = (TITLES_OF_PERSONS - {"general"}) | {"ambassador", "pm"}
"""What stands after a country that it tells from another's."""

BEFORE_OFFICES = word_set("defence defense deputy first foreign permanent vice")

DEEDS = word_set("""
    accept accepted accuse accused accuses affirm affirmed affirms agree agreed agreeing
    agrees announce announced announces appreciate appreciated appreciates attach
    attached attaches backed call called calls commended commit commits committed
    concluded concur concurred condemn condemned congratulated consider considered
    consulted cooperate cooperated decide decided decides declare declared declares
    denied discussed emphasise emphasised emphasize emphasized encouraged endorsed
    establish established exchange exchanged exchanges express expressed expresses
    hailed highlighted hope hoped hopes inked intend intends invite invited issue issued
    issues launched maintain maintained negotiated note noted notes offer offered offers
    oppose opposed pay pays plan planned plans pledge pledged pledges praised promise
    promised propose proposed proposes protested raised ratified reaffirm reaffirmed
    reaffirms recognise recognised recognize recognized reiterate reiterated reject
    rejected request requested requests resolve resolved reviewed said say says seek
    seeks share shared shares sign signed signs sought stress stressed stresses support
    supported supports thank thanked thanks underlined underscore underscored
    underscores undertake undertook urge urged urges vow vowed want wanted wants warned
    welcome welcomed welcomes work works
""")
"""Verbs that only a government can be the subject of."""

AUXILIARIES = word_set("""
    again all already also are both can could did do each fully further had has have
    is jointly may must shall should strongly then therefore was were will would
""")

FUNCTION_WORDS = word_set("""
    a across after also although among an and are as at because before between but
    by during for from had has have her his if in including into is it its not of on
    or over shall since so than that the their then there these this through to
    under until was were when where which while who whose will with within would
""")
"""What ends a noun phrase."""

GATES = word_set("checkpoint checkpoints crossing crossings gate gates post posts")
"""The words for a border checkpoint."""

GATE_QUALIFIERS = word_set("""
    auxiliary bilateral border international land local main national pair pairs
    point points road secondary sub
""")
"""What stands before or after them."""

NATURE = word_set("basin delta lake region river sea sub-region subregion waters")
"""Type words of what nature made."""

NAME_TYPES = TYPE_WORDS | NATURE | word_set("capital monument monuments school sub")
"""Type words at the end of a name, which may stand in small letters there."""

DESCRIPTIONS = NAME_TYPES | GATES | GATE_QUALIFIERS | {"inland", "waterway"}
"""What may stand in small letters after a name and does not belong to it then."""

ABBREVIATIONS = word_set("""
    art col dr etc gen h.e h.m h.r.h lt maj mr mrs ms no p pgs prof q sen st tp ts
    u.n u.s v vs
""")
"""What a full stop follows within a sentence."""

SURNAMES = word_set("""
    bui dang dao dinh doan duong hoang huynh kieu lam le luong ly mai nghiem
    ngo nguyen pham phan phung quach thach tong tran trieu trinh truong vo vu
""")
"""Vietnamese surnames, folded, that are no words of English."""

ACCENTED_SURNAMES = word_set("Cao Đoàn Đỗ Hà Hồ Lý Mã Sơn Tạ Tô")
"""Vietnamese surnames that count only with their diacritics."""

DEMONYMS = word_set("cambodian chinese khmer lao thai vietnamese")
"""Who and whose, in the Mekong countries."""

NO_NAMES = (
    NOT_NAMES
    | DEMONYMS
    | word_set("""
    a after all an and as asean asian at autonomous bilateral border both but by
    cambodian capital chinese coastal competent designated during each east economic
    every for former from green high-level however if in inland international its
    joint khmer lao main many new north northern of on other our provincial several
    since smart south southern special state that the their these this those to twin
    two under upper vietnamese west when while with
""")
)
"""Capitalised words that begin no unknown name."""

SYLLABLES = word_set("Anh Bỉ Đức Mỹ Nga Pháp Úc Ý Áo Ấn")
"""Countries of one syllable in Vietnamese, which begin words and names as well."""

COMPOUNDS = frozenset(
    f"{first} {second}"
    for first, seconds in {
        "Anh": "chị cả dũng em hùng minh ninh ta ấy",
        "Mỹ": "cảm miều nghệ nhân phẩm quan thuật tục viện",
        "Đức": "cha dục hạnh mẹ phật thánh tin tính độ",
        "Pháp": "chế danh lý lệnh luật nhân quy quyền y",
        "Ý": "chí chính định kiến muốn nghĩa nguyện thức tưởng đồ",
        "Áo": "choàng dài khoác quần ấm",
        "Úc": "",
        "Nga": "",
    }.items()
    for second in seconds.split()
)
"""Words of two syllables whose first is a country's name, at the head of a sentence."""
