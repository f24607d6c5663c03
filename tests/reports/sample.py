"""Words of a slip and a plan as an ordinary Tuesday prints them. The people are invented."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from clinic.reports import dates
from clinic.reports.content import (
    Bilingual,
    CourseWords,
    FormulaWords,
    Head,
    HerbWords,
    OverrideWords,
    PersonName,
    PlanWords,
    SessionWords,
    SlipWords,
)

HEIHE = ZoneInfo("Asia/Shanghai")
TUESDAY = datetime(2026, 11, 24, 10, 24, tzinfo=HEIHE)
KONSTANTIN = PersonName(zh="康斯坦丁·叶尔绍夫", ru_surname="Ершов", ru_given="Константин Павлович")
NATALIA = PersonName(zh="纳塔利娅·索洛维约娃", ru_surname="Соловьёва", ru_given="Наталья Игоревна")
HEAD = Head(
    hospital=Bilingual("黑河市中医医院", "Больница китайской медицины г.\u00a0Хэйхэ"),
    units=(Bilingual("国际门诊", "Международная поликлиника"), Bilingual("骨伤科", "отделение травматологии и ортопедии")),
    number="P-2026-003187",
    version=1,
    printed_at=dates.moment(TUESDAY),
    printed_by=Bilingual("张海波", "Чжан Хайбо"),
    verify_url="https://qiao.example.cn/verify/m3Zt0qK8bX2pVw5nYc7RhA",
)
HERBS = (
    ("葛根", "Пуэрария дольчатая, корень", "Puerariae Lobatae Radix", "20"),
    ("桂枝", "Коричник китайский, ветки", "Cinnamomi Ramulus", "9"),
    ("白芍", "Пион молочноцветковый, корень", "Paeoniae Radix Alba", "15"),
    ("川芎", "Лигустикум Чуаньсюн, корневище", "Chuanxiong Rhizoma", "9"),
    ("当归", "Дудник китайский, корень", "Angelicae Sinensis Radix", "12"),
    ("姜黄", "Куркума длинная, корневище", "Curcumae Longae Rhizoma", "9"),
    ("羌活", "Нотоптеригиум надрезанный, корневище и корень", "Notopterygii Rhizoma et Radix", "9"),
    ("威灵仙", "Ломонос китайский, корень и корневище", "Clematidis Radix et Rhizoma", "12"),
    ("鸡血藤", "Спатолобус прямостоячий, стебель", "Spatholobi Caulis", "30"),
    ("制附子", "Аконит Кармихеля обработанный, боковой корень", "Aconiti Lateralis Radix Praeparata", "6"),
    ("大枣", "Унаби (ююба), плоды", "Jujubae Fructus", "10"),
    ("炙甘草", "Солодка, корень обжаренный с мёдом", "Glycyrrhizae Radix et Rhizoma Praeparata cum Melle", "6"),
)
FIRST = Bilingual("先煎 60 分钟", "первым, 60 минут")
FORMULA = FormulaWords(
    name=Bilingual("桂枝加葛根汤", "Гуй чжи цзя гэ гэнь тан (отвар с коричником и пуэрарией)"),
    herbs=tuple(
        HerbWords(name=Bilingual(zh, ru), latin=latin, grams=grams, preparation=FIRST if zh == "制附子" else None)
        for zh, ru, latin, grams in HERBS
    ),
    days=7,
    grams_a_day="147",
    usage=Bilingual("每日一剂，水煎两次，早晚饭后温服。", "Заваривать дважды, пить тёплым утром и вечером после еды."),
    signed_by=Bilingual("张海波", "Чжан Хайбо"),
    signed_on=dates.day(date(2026, 11, 24)),
    overridden=(
        OverrideWords(
            finding=Bilingual("有毒药材", "ядовитое сырьё"),
            herbs=(Bilingual("制附子", "Аконит Кармихеля обработанный, боковой корень"),),
            reason="阳虚寒凝，必须用附子；已向患者说明煎法",
        ),
    ),
)


def _session(number: int) -> SessionWords:
    start = datetime(2026, 11, 24, 9, 10, tzinfo=HEIHE) + timedelta(days=number - 1)
    return SessionWords(
        number=number,
        day=dates.short_day(dates.heihe_day(start)),
        clock=dates.clock(start),
        place=Bilingual("302 室", "каб. 302"),
        practitioner=Bilingual("高翔", "Гао Сян"),
        interpreter=Bilingual("赵晓燕", "Чжао Сяоянь"),
    )


COURSE = CourseWords(
    service=Bilingual("推拿", "массаж туйна"),
    amount=Bilingual("10 次，每次 30 分钟", "10 сеансов по 30 минут"),
    note=None,
    sessions=tuple(_session(number) for number in range(1, 11)),
)
PLAN = PlanWords(
    head=HEAD,
    patient=KONSTANTIN,
    record_number="H26-01264",
    sex=Bilingual("男", "муж."),
    birth=dates.birth_date(date(1970, 5, 19)),
    last_day=dates.day(date(2026, 12, 9)),
    stay_basis=Bilingual("免签入境", "безвизовый въезд"),
    complaint=Bilingual("颈痛放射至右臂两周", "боль в шее, отдаёт в правую руку, две недели"),
    diagnosis=Bilingual("项痹病（颈椎病）", "другие спондилёзы (шейный отдел)"),
    icd10="M47.8",
    pattern=Bilingual("气滞血瘀证", "застой ци и крови"),
    goal=Bilingual(
        "疼痛（NRS）由 7 分降至 3 分以下；颈部旋转 ≥ 60°",
        "снизить боль (ЧРШ) с 7 до 3 баллов и ниже; поворот шеи не менее 60°",
    ),
    allergies=(),
    medicines=(Bilingual("阿托伐他汀 20 mg", "аторвастатин 20 мг"),),
    courses=(COURSE,),
    formulas=(),
    instructions=(
        Bilingual("治疗前 1 小时内不要吃得过饱。", "За час до сеанса не наедайтесь."),
        Bilingual("治疗后不要受凉，四小时内不要洗澡。", "После процедуры не переохлаждайтесь, четыре часа не принимайте душ."),
        Bilingual(
            "出现手麻、头晕、视物模糊，立即告诉翻译。",
            "Онемела рука, кружится голова, двоится в глазах — сразу скажите переводчику.",
        ),
    ),
    practitioner=Bilingual("张海波", "Чжан Хайбо"),
    title=Bilingual("主任医师", "главный врач"),
)
PLAN_WITH_FORMULA = replace(PLAN, formulas=(FORMULA,))
SLIP = SlipWords(
    head=replace(
        HEAD,
        units=(Bilingual("国际门诊", "Международная поликлиника"),),
        number="S-2026-009120",
        printed_by=Bilingual("刘芳", "Лю Фан"),
    ),
    ticket="A-1047",
    day=dates.day(date(2026, 11, 24)),
    patient=NATALIA,
    clock=dates.clock(datetime(2026, 11, 24, 10, 50, tzinfo=HEIHE)),
    place=Bilingual("二楼 202 室", "2 этаж, каб. 202"),
    service=Bilingual("中医四诊会诊", "консультация врача китайской медицины"),
    role=Bilingual("医师", "врач"),
    practitioner=Bilingual("李明远", "Ли Минъюань"),
    interpreter=Bilingual("陈国华", "Чэнь Гохуа (Олег)"),
    way=Bilingual("下电梯左转，第三个门", "из лифта налево, третья дверь"),
    last_day=dates.day(date(2026, 12, 24)),
    advice=(Bilingual("请带护照和此票", "Возьмите с собой паспорт и этот талон"),),
    phone="+86 456 000-00-00",
)
