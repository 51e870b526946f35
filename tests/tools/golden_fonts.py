"""Makes the faces of the golden books `tests/golden/language-*` and `ruby`: each is a subset of a face of Noto with the glyphs that
its book shows, and the rules of the script that lead to them.

Usage: python3 golden_fonts.py FOLDER_OF_FACES [BOOK...]

It needs fontTools and uharfbuzz. Without names, it makes the faces of all books.
"""

import io
import re
import sys
from pathlib import Path

import uharfbuzz
from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[2]
FACES = Path(sys.argv[1])
# The fonts of the collection, in its order.
REGIONS = ["jp", "kr", "sc", "tc", "hk"]
# Features for vertical lines and for other widths.
UNUSED = set("vert vrt2 vhal vpal vkrn vchw valt halt palt chws jalt".split())
# What typography makes of the characters of a manuscript, joiners, whose glyphs end replacement texts in the PDF, and the sign
# that lengthens joins.
MADE = "“”‘’«»‹›–—…\u00a0\u2009\u202f\u200c\u200dـ"


def opened(name):
    region = re.fullmatch(r"NotoSerifCJK([a-z]{2})-Regular\.otf", name)
    if region:
        return TTFont(next(FACES.rglob("NotoSerifCJK-Regular.ttc")), fontNumber=REGIONS.index(region[1]))
    return TTFont(next(FACES.rglob(name)))


def text(book):
    """Returns what a book shows: its names, the heading of its contents, and its chapters."""
    yaml = (book / "book.yaml").read_text()
    language = re.search(r"^language: (.*)", yaml, re.M)[1]
    words = (ROOT / f"src/words/languages/{language}.txt").read_text()
    chapters = [chapter.read_text() for chapter in sorted(book.glob("*.md"))]
    return "\n".join([yaml, re.search(r"^contents: (.*)", words, re.M)[1], *chapters]), language


def shaped(data, words, language):
    """Returns the results of shaping words, and the numbers of all glyphs on the way to them."""
    font = uharfbuzz.Font(uharfbuzz.Face(data))
    results, glyphs = [], set()

    def collect(buffer, message="end lookup"):
        # Before the lookups the buffer has characters.
        if "lookup" in message:
            glyphs.update(info.codepoint for info in buffer.glyph_infos)
        return True

    for word in words:
        buffer = uharfbuzz.Buffer()
        buffer.add_str(word)
        buffer.guess_segment_properties()
        buffer.language = language
        buffer.set_message_func(lambda message: collect(buffer, message))
        uharfbuzz.shape(font, buffer)
        collect(buffer)
        places = [(p.x_advance, p.y_advance, p.x_offset, p.y_offset) for p in buffer.glyph_positions]
        results.append(places)
    return results, glyphs


def saved(font):
    data = io.BytesIO()
    font.save(data)
    return data.getvalue()


def made(name, book):
    shown, language = text(book)
    font = opened(name)
    known = font.getBestCmap()
    characters = set(shown + MADE)
    # Letters of Latin are in the family of the text.
    characters = {c for c in characters if ord(c) in known and not (c.isascii() and c.isalpha())}
    pieces = re.findall(r"\S+", "".join(c if c in characters else " " for c in shown))
    # A mark after its letter may have another form at the end of a line, or in emphasis.
    pieces = sorted({*pieces, *characters, *(part for piece in pieces for part in re.findall(r"\w+", piece))})
    whole = saved(font)
    expected, glyphs = shaped(whole, pieces, language)
    codes = [ord(c) for c in characters]

    def fits(glyphs):
        return shaped(reduced(whole, codes, glyphs), pieces, language)[0] == expected

    # A rule that applies others may pass through glyphs that are in none of its results.
    if not fits(glyphs):
        glyphs |= needed(sorted(closure(whole, codes) - glyphs), lambda more: fits(glyphs | more))
    return reduced(whole, codes, glyphs)


def subsetter(codes, glyphs, closure):
    options = subset.Options()
    options.layout_features = sorted(set(options.layout_features) - UNUSED)
    options.layout_closure = closure
    options.hinting = False
    options.notdef_outline = True
    options.drop_tables += ["vhea", "vmtx", "VORG"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes, gids=glyphs)
    return subsetter


def reduced(data, codes, glyphs):
    font = TTFont(io.BytesIO(data))
    subsetter(codes, glyphs, closure=False).subset(font)
    return saved(font)


def closure(data, codes):
    """Returns the glyphs that any rule can make of characters."""
    font = TTFont(io.BytesIO(data))
    whole = subsetter(codes, [], closure=True)
    numbers = {name: number for number, name in enumerate(font.getGlyphOrder())}
    whole.subset(font)
    return {numbers[name] for name in whole.glyphs_retained}


def needed(candidates, fits):
    """Returns a small part of the candidates that fits."""
    kept, size = list(candidates), max(1, len(candidates) // 2)
    while True:
        at = 0
        while at < len(kept):
            less = kept[:at] + kept[at + size :]
            if fits(set(less)):
                kept = less
            else:
                at += size
        if size == 1:
            return set(kept)
        size //= 2


ALL = [*sorted((ROOT / "tests/golden").glob("language-*")), ROOT / "tests/golden/ruby"]
BOOKS = sys.argv[2:] or [book.name for book in ALL]
for book in [ROOT / "tests/golden" / name for name in BOOKS]:
    for name in re.findall(r"fonts/([^],\s]+)", (book / "book.yaml").read_text()):
        out = book / "fonts" / name
        out.parent.mkdir(exist_ok=True)
        out.write_bytes(made(name, book))
        print(out.relative_to(ROOT), out.stat().st_size)
