"""Builds the faces of our paper. A developer runs it when a source changes; the result is committed.

    mkdir sources && cd sources
    npm pack @expo-google-fonts/noto-sans-sc@0.4.3 @expo-google-fonts/noto-sans@0.4.2
    python clinic/reports/fonts/build.py sources

Both packages hold Google Fonts' static TrueType files under the SIL Open Font License 1.1 (OFL.txt beside this file).

Two families come out:

- *Qiao Print*, weights 400 and 700: Noto Sans (Latin, Cyrillic, punctuation, figures) and the Chinese of Noto Sans SC
  that GB 2312 names, in one file. One file is laid out faster than a stack of two, and in Noto Sans the signs « № » and
  « · » have the width a Russian text needs, which in Noto Sans SC they have not.
- *Qiao Print Rare*, weight 400: every other character of Noto Sans SC. Only a rare character of somebody's name brings it
  onto paper; that it is not bold in a bold name is worth five megabytes less in every clone.
"""

import hashlib
import io
import sys
import tarfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
WEIGHTS = {400: "400Regular", 700: "700Bold"}
SOURCES = {
    "NotoSans": (
        "expo-google-fonts-noto-sans-0.4.2.tgz",
        "98cf14a19b8e67a0e76bfd4d5df98937b9734e6dde570bd750f2259042042548",
    ),
    "NotoSansSC": (
        "expo-google-fonts-noto-sans-sc-0.4.3.tgz",
        "0d69d0f4971d2ff574e3d93cbc218dc950bf3f3f8f8e2c008d97687ed53aee59",
    ),
}

COPYRIGHT = (
    "Copyright 2022 The Noto Project Authors (https://github.com/notofonts/latin-greek-cyrillic); "
    "Copyright 2014-2021 Adobe (http://www.adobe.com/), with Reserved Font Name 'Source'. Modified: subset and merged."
)

# Latin with the tone marks of pinyin; all Cyrillic, because Sakha, Buryat and Evenk names use more than Russian does;
# combining marks; general punctuation, superscripts, currency, letterlike signs, arrows, mathematics, boxes and ticks.
PAPER_RANGES = (
    (0x20, 0x7E), (0xA0, 0x17F), (0x18F, 0x18F), (0x1CD, 0x1DC), (0x1F8, 0x1F9), (0x218, 0x21B), (0x259, 0x259),
    (0x2C6, 0x2DD), (0x300, 0x304), (0x306, 0x30C), (0x391, 0x3C9), (0x400, 0x4FF), (0x1E3E, 0x1E3F),
    (0x2009, 0x200B), (0x2010, 0x2027), (0x202F, 0x203A), (0x2070, 0x2089), (0x20AC, 0x20AC), (0x20BD, 0x20BD),
    (0x2100, 0x2122), (0x2190, 0x2199), (0x2200, 0x2265), (0x25A0, 0x25CF), (0x2605, 0x2612), (0x2713, 0x2717),
)  # fmt: skip

SPACES = {0x20, 0xA0}  # a run of rare characters takes the space behind it along


def gb2312() -> set[int]:
    """Every character of GB 2312-80: 6,763 hanzi and 682 signs."""
    found = set()
    for row in range(0xA1, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes((row, cell)).decode("gb2312")))
            except UnicodeDecodeError:
                continue
    return found


def paper() -> set[int]:
    return gb2312().union(*(range(first, last + 1) for first, last in PAPER_RANGES))


def source(folder: Path, face: str, weight: int) -> TTFont:
    archive, digest = SOURCES[face]
    data = (folder / archive).read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if found != digest:
        raise SystemExit(f"{archive}: sha256 is {found}, expected {digest}")
    name = WEIGHTS[weight]
    with tarfile.open(fileobj=io.BytesIO(data)) as tar:
        member = tar.extractfile(f"package/{name}/{face}_{name}.ttf")
        if member is None:
            raise SystemExit(f"{archive}: no {name}")
        return TTFont(io.BytesIO(member.read()))


def subset(font: TTFont, characters: set[int], *, features: list[str]) -> TTFont:
    options = Options(layout_features=features, hinting=False, notdef_outline=True, glyph_names=False)
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "GDEF"] if not features else []
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    return font


def rename(font: TTFont, family: str, weight: int) -> None:
    style = "Bold" if weight == 700 else "Regular"
    names = {0: COPYRIGHT, 1: family, 2: style, 3: f"{family} {style}", 4: f"{family} {style}", 6: f"{family} {style}".replace(" ", "")}
    table = font["name"]
    for name_id, text in names.items():
        table.removeNames(nameID=name_id)
        table.setName(text, name_id, 3, 1, 0x409)


def save(font: TTFont, family: str, weight: int) -> None:
    rename(font, family, weight)
    font["head"].created = font["head"].modified = 0
    font.recalcTimestamp = False
    path = HERE / f"{family.replace(' ', '')}-{weight}.ttf"
    font.save(path)
    sys.stdout.write(f"{path.name}: {len(font.getBestCmap())} characters, {path.stat().st_size:,} bytes\n")


def stored(font: TTFont, folder: Path, name: str) -> str:
    path = folder / f"{name}.part.ttf"
    font.save(path)
    return str(path)


def build(folder: Path, weight: int) -> None:
    latin = subset(source(folder, "NotoSans", weight), paper(), features=["kern", "mark", "mkmk", "ccmp"])
    western = set(latin.getBestCmap())
    chinese = subset(source(folder, "NotoSansSC", weight), paper() - western, features=[])
    covered = western | set(chinese.getBestCmap())
    parts = [stored(latin, folder, f"latin-{weight}"), stored(chinese, folder, f"chinese-{weight}")]
    save(Merger().merge(parts), "Qiao Print", weight)
    if weight == 400:
        rare = source(folder, "NotoSansSC", weight)
        save(subset(rare, set(rare.getBestCmap()) - covered | SPACES, features=[]), "Qiao Print Rare", weight)


if __name__ == "__main__":
    for each in WEIGHTS:
        build(Path(sys.argv[1]), each)
