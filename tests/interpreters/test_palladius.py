"""Chinese names in Russian letters: the whole table of syllables, and names as papers write them."""

import re

import pytest
from pypinyin import Style, lazy_pinyin
from pypinyin.constants import PINYIN_DICT

from interpreters.palladius import palladius, pinyin_of, syllables_of
from interpreters.palladius_table import COMPOUND_SURNAMES, SURNAMES, SYLLABLES

NAMES = """
王丽|Wang Li|Ван Ли
陈国华|Chen Guohua|Чэнь Гохуа
李娜|Li Na|Ли На
张海波|Zhang Haibo|Чжан Хайбо
刘芳|Liu Fang|Лю Фан
孙佳琪|Sun Jiaqi|Сунь Цзяци
何静|He Jing|Хэ Цзин
高翔|Gao Xiang|Гао Сян
赵敏|Zhao Min|Чжао Минь
周恩来|Zhou Enlai|Чжоу Эньлай
毛泽东|Mao Zedong|Мао Цзэдун
邓小平|Deng Xiaoping|Дэн Сяопин
习近平|Xi Jinping|Си Цзиньпин
胡锦涛|Hu Jintao|Ху Цзиньтао
江泽民|Jiang Zemin|Цзян Цзэминь
鲁迅|Lu Xun|Лу Сюнь
郭沫若|Guo Moruo|Го Можо
老舍|Lao She|Лао Шэ
巴金|Ba Jin|Ба Цзинь
林语堂|Lin Yutang|Линь Юйтан
吕布|Lü Bu|Люй Бу
吕洞宾|Lü Dongbin|Люй Дунбинь
欧阳修|Ouyang Xiu|Оуян Сю
欧阳娜娜|Ouyang Nana|Оуян Нана
司马迁|Sima Qian|Сыма Цянь
司马相如|Sima Xiangru|Сыма Сянжу
诸葛亮|Zhuge Liang|Чжугэ Лян
上官婉儿|Shangguan Wan'er|Шангуань Ваньэр
令狐冲|Linghu Chong|Линху Чун
尉迟恭|Yuchi Gong|Юйчи Гун
万俟卨|Moqi Xie|Моци Се
长孙无忌|Zhangsun Wuji|Чжансунь Уцзи
皇甫嵩|Huangfu Song|Хуанфу Сун
单雄信|Shan Xiongxin|Шань Сюнсинь
解晓东|Xie Xiaodong|Се Сяодун
仇英|Qiu Ying|Цю Ин
曾国藩|Zeng Guofan|Цзэн Гофань
查良镛|Zha Liangyong|Чжа Лянъюн
任伯年|Ren Bonian|Жэнь Бонянь
区伟|Ou Wei|Оу Вэй
朴树|Piao Shu|Пяо Шу
盖叫天|Ge Jiaotian|Гэ Цзяотянь
翟志刚|Zhai Zhigang|Чжай Чжиган
乐毅|Yue Yi|Юэ И
种师道|Chong Shidao|Чун Шидао
华佗|Hua Tuo|Хуа То
张仲景|Zhang Zhongjing|Чжан Чжунцзин
孙思邈|Sun Simiao|Сунь Сымяо
李时珍|Li Shizhen|Ли Шичжэнь
扁鹊|Bian Que|Бянь Цюэ
王辉|Wang Hui|Ван Хуэй
惠英红|Hui Yinghong|Хуэй Инхун
陈会|Chen Hui|Чэнь Хуэй
许晴|Xu Qing|Сюй Цин
徐志摩|Xu Zhimo|Сюй Чжимо
宋庆龄|Song Qingling|Сун Цинлин
蒋介石|Jiang Jieshi|Цзян Цзеши
杨利伟|Yang Liwei|Ян Ливэй
余永安|Yu Yong'an|Юй Юнъань
马英九|Ma Yingjiu|Ма Инцзю
梁明月|Liang Mingyue|Лян Минъюэ
冯骥才|Feng Jicai|Фэн Цзицай
韩寒|Han Han|Хань Хань
韦小宝|Wei Xiaobao|Вэй Сяобао
温家宝|Wen Jiabao|Вэнь Цзябао
吴又可|Wu Youke|У Юкэ
钱学森|Qian Xuesen|Цянь Сюэсэнь
苏轼|Su Shi|Су Ши
崔健|Cui Jian|Цуй Цзянь
邹韬奋|Zou Taofen|Цзоу Таофэнь
""".strip().splitlines()


@pytest.mark.parametrize("line", NAMES, ids=[line.split("|")[1] for line in NAMES])
def test_characters_and_pinyin_give_the_name_as_russian_papers_write_it(line):
    characters, pinyin, russian = line.split("|")
    assert (palladius(characters), pinyin_of(characters), palladius(pinyin)) == (russian, pinyin, russian)


def pinyin_of_the_dictionary() -> set[str]:
    """Every toneless syllable that pypinyin can give for any character."""
    tones = str.maketrans("āáǎàēéěèōóǒòīíǐìūúǔùǖǘǚǜńňǹ", "aaaaeeeeooooiiiiuuuuüüüünnn")
    return {reading.translate(tones) for readings in PINYIN_DICT.values() for reading in readings.split(",")}


# Readings of single dialect or exclamation characters, in nobody's name.
STRANGE = {"m", "n", "ng", "hm", "hng", "yai", "kiu", "biang", "fiao", "len", "wong", "bong", "din"}


def test_no_syllable_a_character_can_have_is_missing():
    found = {syllable for syllable in pinyin_of_the_dictionary() if re.fullmatch(r"[a-zü]+", syllable)}
    assert found - set(SYLLABLES) - STRANGE == set()


def test_the_table_has_the_four_hundred_syllables_of_the_language():
    assert 395 <= len(SYLLABLES) <= 415


@pytest.mark.parametrize("pinyin", SYLLABLES)
def test_an_open_n_is_soft_and_a_back_one_hard(pinyin):
    russian = SYLLABLES[pinyin]
    assert re.fullmatch("[а-яё]+", russian)
    assert russian.endswith("нь") == pinyin.endswith("n")
    assert russian.endswith("н") == pinyin.endswith("ng")


def test_an_independent_table_says_the_same():
    """pypinyin builds Cyrillic from initials and finals; it has its own way with yo and some uo."""
    characters = {lazy_pinyin(chr(code), v_to_u=True)[0]: chr(code) for code in range(0x4E00, 0x9FA5)}
    common = {pinyin: sign for pinyin, sign in characters.items() if pinyin in SYLLABLES}
    theirs = {pinyin: re.sub(r"\d", "", lazy_pinyin(sign, style=Style.CYRILLIC)[0]) for pinyin, sign in common.items()}
    assert len(theirs) > 380
    assert {pinyin: cyrillic for pinyin, cyrillic in theirs.items() if cyrillic.replace("уо", "о") != SYLLABLES[pinyin]} == {
        "yo": "ё",
    }


@pytest.mark.parametrize(
    "pair", [("zh", "чж"), ("ch", "ч"), ("sh", "ш"), ("z", "цз"), ("c", "ц"), ("j", "цз"), ("q", "ц"), ("x", "с"), ("r", "ж")]
)
def test_every_initial_is_written_in_one_way(pair):
    latin, cyrillic = pair
    theirs = [russian for pinyin, russian in SYLLABLES.items() if re.match("[zcs]h|.", pinyin)[0] == latin]
    assert theirs
    assert all(russian.startswith(cyrillic) for russian in theirs)


@pytest.mark.parametrize(("typed", "russian"), [
    ("WANG LI", "Ван Ли"), ("wáng lì", "Ван Ли"), ("Wáng, Lì", "Ван Ли"), ("Chen Guo Hua", "Чэнь Гохуа"), ("Chen Guo-hua", "Чэнь Гохуа"),
    ("LYU BU", "Люй Бу"), ("Lv Bu", "Люй Бу"), ("Lü Bu", "Люй Бу"), ("Lu: Bu", "Люй Бу"), ("Nyu Li", "Нюй Ли"), ("Li Xi'an", "Ли Сиань"),
    ("Xian", "Сянь"), ("Li Chang'an", "Ли Чанъань"), ("Li Yan'an", "Ли Яньань"), ("Li Fangan", "Ли Фаньгань"), ("Ou yang Xiu", "Оуян Сю"),
    ("  王  丽 ", "Ван Ли"),
    ("欧阳", "Оуян"), ("王", "Ван"),
])  # fmt: skip
def test_a_name_is_read_however_it_was_typed(typed, russian):
    assert palladius(typed) == russian


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "   ",
        "Smith",
        "Elena",
        "Marina Li",
        "Wangli",
        "Ван Ли",
        "王Li",
        "阿不都·热合曼",
        "Wang Li Na Mei",
        "1",
        "王" * 90,
        "\0",
        "'",
        "--",
        "🙂",
    ],
)
def test_what_is_no_chinese_name_gets_no_proposal(typed):
    assert palladius(typed) == ""


@pytest.mark.parametrize(("word", "syllables"), [
    ("guohua", ["guo", "hua"]), ("xiaoer", ["xiao", "er"]), ("jiangan", ["jian", "gan"]), ("tiananmen", ["tian", "an", "men"]), ("zzz", []),
])  # fmt: skip
def test_a_word_is_cut_where_the_spelling_rules_cut_it(word, syllables):
    assert syllables_of(word) == syllables


def test_the_tables_of_surnames_hold_only_syllables_of_the_language():
    assert set(SURNAMES.values()) <= set(SYLLABLES)
    assert all(syllables_of(pinyin) for pinyin in COMPOUND_SURNAMES.values())
