"""The invented house: who works where. Names, rooms and hours are made up; departments and services are reference data."""

from dataclasses import dataclass
from datetime import date, time
from typing import NamedTuple

from django.contrib.auth.models import Group

from clinic.accounts.models import User
from clinic.departments.models import ConsultingHours, Department, Practitioner, Room, Service
from interpreters.models import Interpreter, Shift, Skill

OPENED = date(2024, 1, 1)
MORNING, EVENING = time(8), time(17)
LUNCH = (time(12), time(13))


@dataclass(frozen=True)
class Person:
    """One member of staff: Chinese name, Russian by the Palladius system, pinyin."""

    username: str
    zh: str
    ru: str
    en: str
    role: str
    position: tuple[str, str, str]


HOUSE = (
    Person("liufang", "刘芳", "Лю Фан", "Liu Fang", "reception", ("挂号处 1 号窗", "регистратура, окно 1", "Reception, window 1")),
    Person("chenhong", "陈红", "Чэнь Хун", "Chen Hong", "reception", ("挂号处 2 号窗", "регистратура, окно 2", "Reception, window 2")),
    Person(
        "hejing",
        "何静",
        "Хэ Цзин",
        "He Jing",
        "pharmacist",
        ("中药房 主管药师", "аптека, старший фармацевт", "Pharmacy, senior pharmacist"),
    ),
    Person("zhaoyuan", "赵建国", "Чжао Цзяньго", "Zhao Jianguo", "director", ("院长", "главный врач", "Director")),
    Person("admin", "系统管理员", "администратор", "Administrator", "admin", ("信息科", "отдел информатики", "IT department")),
)


class Speaker(NamedTuple):
    """An interpreter: `called` is what patients call her."""

    username: str
    zh: str
    ru: str
    en: str
    called: str
    sex: str
    floor: int
    coordinates: bool


class Healer(NamedTuple):
    """A practitioner; `title` in Chinese, Russian, English."""

    username: str
    zh: str
    ru: str
    en: str
    sex: str
    title: tuple[str, str, str]
    department: str
    room: str
    services: tuple[str, ...]


INTERPRETERS = (
    ("wangli", "王丽", "Ван Ли", "Wang Li", "Лена", "F", 3, False),
    ("lixuemei", "李雪梅", "Ли Сюэмэй", "Li Xuemei", "Соня", "F", 3, False),
    ("zhaoxiaoyan", "赵晓燕", "Чжао Сяоянь", "Zhao Xiaoyan", "Катя", "F", 3, False),
    ("sunjiaqi", "孙佳琪", "Сунь Цзяци", "Sun Jiaqi", "Надя", "F", 2, True),
    ("zhoumin", "周敏", "Чжоу Минь", "Zhou Min", "Мила", "F", 4, False),
    ("chenguohua", "陈国华", "Чэнь Гохуа", "Chen Guohua", "Олег", "M", 3, False),
    ("liutingting", "刘婷婷", "Лю Тинтин", "Liu Tingting", "Таня", "F", 2, False),
)

# room, floor, department, directions zh, ru, en
ROOMS = (
    ("105", 1, "D_CHECK", "一楼大厅右侧", "1 этаж, из холла направо", "ground floor, right of the hall"),
    ("106", 1, "D_CHECK", "一楼大厅右侧走到底", "1 этаж, из холла направо до конца", "ground floor, right of the hall, at the end"),
    ("201", 2, "D_INT", "下电梯左转第一个门", "из лифта налево, первая дверь", "left from the lift, first door"),
    ("202", 2, "D_INT", "下电梯左转第二个门", "из лифта налево, вторая дверь", "left from the lift, second door"),
    ("203", 2, "D_INT", "下电梯左转第三个门", "из лифта налево, третья дверь", "left from the lift, third door"),
    ("302", 3, "D_ACU", "下电梯右转第一个门", "из лифта направо, первая дверь", "right from the lift, first door"),
    ("304", 3, "D_ACU", "下电梯右转第二个门", "из лифта направо, вторая дверь", "right from the lift, second door"),
    ("308", 3, "D_ORTHO", "下电梯右转走到底", "из лифта направо, до конца коридора", "right from the lift, end of the corridor"),
    ("311", 3, "D_ACU", "下电梯左转第三个门", "из лифта налево, третья дверь", "left from the lift, third door"),
    ("402", 4, "D_REHAB", "下电梯正对面", "напротив лифта", "opposite the lift"),
    ("405", 4, "D_REHAB", "下电梯左转第二个门", "из лифта налево, вторая дверь", "left from the lift, second door"),
)

CHIEF = ("主任医师", "врач высшей категории", "chief physician")
DOCTOR = ("主治医师", "врач", "physician")
MASSEUR = ("推拿师", "массажист", "tuina therapist")
PRACTITIONERS = (
    ("zhanghaibo", "张海波", "Чжан Хайбо", "Zhang Haibo", "M", CHIEF, "D_INT", "203", ("S_CONS", "S_PULSE")),
    ("mawenjing", "马文静", "Ма Вэньцзин", "Ma Wenjing", "F", DOCTOR, "D_INT", "201", ("S_CONS", "S_PULSE")),
    ("liminyuan", "李明远", "Ли Минъюань", "Li Mingyuan", "M", DOCTOR, "D_INT", "202", ("S_CONS", "S_PULSE")),
    ("gaoxiang", "高翔", "Гао Сян", "Gao Xiang", "M", MASSEUR, "D_ACU", "302", ("S_TUINA", "S_GUASHA", "S_CUP")),
    ("xuqiang", "徐强", "Сюй Цян", "Xu Qiang", "M", MASSEUR, "D_ACU", "304", ("S_TUINA", "S_CUP", "S_GUASHA")),
    ("dingwei", "丁伟", "Дин Вэй", "Ding Wei", "M", ("正骨师", "костоправ", "bone-setter"), "D_ORTHO", "308", ("S_BONE", "S_PLASTER")),
    ("hanxue", "韩雪", "Хань Сюэ", "Han Xue", "F", DOCTOR, "D_ACU", "311", ("S_ACU", "S_EACU", "S_MOXA", "S_EAR")),
    (
        "zoukai",
        "邹凯",
        "Цзоу Кай",
        "Zou Kai",
        "M",
        ("康复师", "реабилитолог", "rehabilitation therapist"),
        "D_REHAB",
        "402",
        ("S_TRACT", "S_REHABEX"),
    ),
    ("tanhong", "谭红", "Тань Хун", "Tan Hong", "F", ("护师", "медсестра", "nurse"), "D_REHAB", "405", ("S_WASH", "S_COMP")),
    ("songyulan", "宋玉兰", "Сун Юйлань", "Song Yulan", "F", DOCTOR, "D_CHECK", "105", ("S_CHECK",)),
    ("fangmin", "方敏", "Фан Минь", "Fang Min", "F", DOCTOR, "D_CHECK", "106", ("S_CHECK",)),
)


def hire(*, therapists: int = 0, interpreters: int = 0) -> None:
    """Everybody above, and for a large demo so many numbered therapists and interpreters more. Twice changes nothing."""
    for person in HOUSE:
        _account(person, roles=(person.role,), position=person.position)
    _rooms()
    for healer in PRACTITIONERS:
        _practitioner(Healer(*healer))
    for speaker in INTERPRETERS:
        _interpreter(Speaker(*speaker))
    _more_therapists(therapists)
    _more_interpreters(interpreters)


def _account(who: Person | Speaker | Healer, *, roles: tuple[str, ...], position: tuple[str, str, str]) -> User:
    """An account without a password: the sign-in page of the demo has buttons, and outside demo mode nobody gets in."""
    values = {**_names(who), "is_staff": "admin" in roles}
    values |= dict(zip(("position_zh_hans", "position_ru", "position_en"), position, strict=True))
    user, created = User.objects.get_or_create(username=who.username, defaults=values)
    if created:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        user.groups.set(Group.objects.filter(name__in=roles))
    return user


def _rooms() -> None:
    departments = {department.code: department for department in Department.objects.all()}
    for code, floor, department, zh, ru, en in ROOMS:
        values = {"floor": floor, "department": departments[department], "directions_zh_hans": zh, "directions_ru": ru, "directions_en": en}
        Room.objects.get_or_create(code=code, defaults=values)


def _names(who: Person | Speaker | Healer) -> dict[str, object]:
    return {"name_zh_hans": who.zh, "name_ru": who.ru, "name_en": who.en}


def _practitioner(who: Healer) -> None:
    user = _account(who, roles=("practitioner",), position=who.title)
    values = {**_names(who), "sex": who.sex, "room": Room.objects.get(code=who.room)}
    values |= dict(zip(("title_zh_hans", "title_ru", "title_en"), who.title, strict=True))
    values["department"] = Department.objects.get(code=who.department)
    practitioner, created = Practitioner.objects.get_or_create(user=user, defaults=values)
    if created:
        practitioner.services.set(Service.objects.filter(code__in=who.services))
        _hours(practitioner)


def _hours(practitioner: Practitioner) -> None:
    """All seven days, so that the demo is a working day whenever somebody looks."""
    ConsultingHours.objects.bulk_create(
        ConsultingHours(practitioner=practitioner, weekday=weekday, starts=starts, ends=ends, valid_from=OPENED)
        for weekday in range(7)
        for starts, ends in ((MORNING, LUNCH[0]), (LUNCH[1], EVENING))
    )


def _interpreter(who: Speaker) -> None:
    roles = ("interpreter", "coordinator") if who.coordinates else ("interpreter",)
    position = (
        ("翻译", "переводчик", "Interpreter")
        if not who.coordinates
        else ("翻译 · 今日协调", "переводчик, координатор", "Interpreter, coordinator")
    )
    user = _account(who, roles=roles, position=position)
    values = {**_names(who), "russian_name": who.called, "sex": who.sex, "home_floor": who.floor}
    interpreter, created = Interpreter.objects.get_or_create(user=user, defaults=values)
    if created:
        _on_duty(interpreter)


def _on_duty(interpreter: Interpreter) -> None:
    Skill.objects.create(interpreter=interpreter, code="*", level=2)
    Shift.objects.bulk_create(
        Shift(
            interpreter=interpreter,
            weekday=weekday,
            starts=MORNING,
            ends=EVENING,
            break_starts=LUNCH[0],
            break_ends=LUNCH[1],
            valid_from=OPENED,
        )
        for weekday in range(7)
    )


def _more_therapists(wanted: int) -> None:
    for number in range(Practitioner.objects.filter(user__isnull=True).count(), wanted):
        name = {"name_zh_hans": f"推拿师 {number + 1}", "name_ru": f"массажист {number + 1}", "name_en": f"Therapist {number + 1}"}
        therapist = Practitioner.objects.create(
            **name, sex="M", department=Department.objects.get(code="D_ACU"), room=Room.objects.get(code=("302", "304", "311")[number % 3])
        )
        therapist.services.set(Service.objects.filter(code__in=("S_CONS", "S_TUINA", "S_BONE", "S_ACU")))
        _hours(therapist)


def _more_interpreters(wanted: int) -> None:
    for number in range(Interpreter.objects.filter(user__isnull=True).count(), wanted):
        name = {"name_zh_hans": f"翻译 {number + 1}", "name_ru": f"переводчик {number + 1}", "name_en": f"Interpreter {number + 1}"}
        _on_duty(Interpreter.objects.create(**name, sex="F", russian_name=f"№ {number + 1}", home_floor=3))
