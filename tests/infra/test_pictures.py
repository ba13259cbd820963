"""Zones out of pictures: with a tesseract, with one that fails, without any; what is no picture."""

import os
import stat
import sys
from datetime import date
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from app.features.front_desk import NotMrz, mrz
from app.infra import pictures
from app.infra.pictures import NoReader, PictureUnreadable, read_zone
from tests.support.zones import Facts, card, passport

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
TODAY = date(2026, 11, 21)
# What a tesseract is asked and does, as far as pytesseract uses it: it writes OUT.txt.
PLANTED = """#!{python}
import sys
from pathlib import Path
if "--version" in sys.argv:
    print("tesseract 5.3.0")
    sys.exit(0)
if {fails}:
    sys.exit(1)
Path(sys.argv[2] + ".txt").write_text({text!r}, encoding="utf-8")
"""


def drawn(path: Path, text: str) -> Path:
    """A picture of a zone in letters of one width, as OCR-B has them."""
    face = ImageFont.truetype(str(FONTS / "Inter-Medium.ttf"), 30)
    picture = Image.new("L", (1_400, 400), 255)
    pen = ImageDraw.Draw(picture)
    pen.text((60, 40), "REPUBLIC OF UTOPIA   PASSPORT", font=face, fill=0)
    for line, row in enumerate(text.split("\n")):
        for place, sign in enumerate(row):
            x, y = 40 + place * 29, 210 + line * 60
            pen.text((x, y), sign, font=face, fill=0)
            if sign == "I":  # as OCR-B draws it, so that it is no L
                pen.line([(x - 2, y + 8), (x + 12, y + 8)], fill=0, width=3)
                pen.line([(x - 2, y + 28), (x + 12, y + 28)], fill=0, width=3)
    picture.save(path)
    return path


def plant(folder: Path, text: str, *, fails: bool = False) -> None:
    """A tesseract of our own, first on the way."""
    folder.mkdir(exist_ok=True)
    program = folder / "tesseract"
    program.write_text(PLANTED.format(python=sys.executable, text=text, fails=fails), encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


def test_a_picture_is_read_by_the_computers_own_tesseract(tmp_path: Path) -> None:
    """A passport scanned askew and pale, an identity card; one upside down is refused in words."""
    assert pictures.can_read(), "tesseract-ocr is missing; the set-up of the tests installs it"
    with Image.open(drawn(tmp_path / "passport.png", passport(Facts()))) as opened:
        opened.rotate(0.6, fillcolor=255).point(lambda ink: 60 + ink * 3 // 5).save(tmp_path / "grey.jpg")
        opened.rotate(180).save(tmp_path / "upside.png")
    askew = mrz.read(read_zone(tmp_path / "grey.jpg"), TODAY, from_picture=True)
    assert (askew.surname, askew.number, askew.birth, askew.wrong) == (
        "OKONKWO", "A09417726", date(1988, 3, 14), (),
    )  # fmt: skip
    person = Facts(surname="SOARES", given="ANA", nationality="PRT", number="123456789")
    read = mrz.read(read_zone(drawn(tmp_path / "card.png", card(person))), TODAY, from_picture=True)
    assert (read.kind, read.surname, read.number, read.wrong) == ("id_card", "SOARES", "123456789", ())
    with pytest.raises((PictureUnreadable, NotMrz)):
        mrz.read(read_zone(tmp_path / "upside.png"), TODAY, from_picture=True)
    assert list(tmp_path.glob("*.txt")) == []


def test_without_a_reader_a_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No tesseract: typing and scanners that type stay."""
    picture = drawn(tmp_path / "passport.png", passport(Facts()))
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    with pytest.raises(NoReader) as caught:
        read_zone(picture)
    assert "tesseract-ocr" in caught.value.sentence


def test_what_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No picture, too large, nothing in it, a reader that fails: each a sentence."""
    plant(tmp_path / "bin", "nothing here\n")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    letter = tmp_path / "letter.png"
    letter.write_text("Dear guest", encoding="utf-8")
    picture = drawn(tmp_path / "blank.png", "")
    for path in (letter, tmp_path / "gone.png", picture):
        with pytest.raises(PictureUnreadable):
            read_zone(path)
    plant(tmp_path / "bin", "", fails=True)
    with pytest.raises(PictureUnreadable) as caught:
        read_zone(picture)
    assert "Type the fields" in caught.value.sentence
    monkeypatch.setattr(pictures, "MOST_BYTES", 10)
    with pytest.raises(PictureUnreadable) as caught:
        read_zone(picture)
    assert "too large" in caught.value.sentence
