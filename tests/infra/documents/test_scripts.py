"""Names in any script: drawn with a font of the computer, said in words without one, never silent boxes."""

import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from app.infra.documents import facturx_of, lacking_scripts, letters, pdf_of, sheet, typefaces
from app.infra.documents.scripts import as_drawn, joined
from app.infra.documents.typefaces import FontFile, SystemFinder, Typefaces
from app.kernel.documents import DocumentContent
from tests.infra.documents.reading import texts
from tests.support import papers
from tests.support.tiny_font import write_font

pytestmark = pytest.mark.usefixtures("qapp")

NAMES = {"hebrew": "דוד כהן", "thai": "สมชาย", "chinese": "田辺 春樹", "arabic": "محمد"}


class Planted:
    """A computer with just these fonts."""

    def __init__(self, *files: Path) -> None:
        self.files = files
        self.asked: list[str] = []

    def fonts_with(self, script: str, letters: str) -> Sequence[FontFile]:
        """All of them, whatever is wanted."""
        self.asked.append(f"{script} {letters}")
        return [FontFile(file) for file in self.files]


def plant(monkeypatch: pytest.MonkeyPatch, *files: Path) -> Planted:
    """Give the computer these fonts and no others."""
    finder = Planted(*files)
    found = Typefaces(finder)
    for module in (letters, sheet):
        monkeypatch.setattr(module, "typefaces", lambda: found)
    return finder


def named(name: str, language: str = "en") -> DocumentContent:
    """An invoice to somebody."""
    content = papers.invoice()
    return replace(content, buyer=replace(content.buyer, name=name), language=language)


def test_greek_and_cyrillic_are_shipped(monkeypatch: pytest.MonkeyPatch) -> None:
    """The document's own typeface has them; no other font is looked for."""
    finder = plant(monkeypatch)
    text = texts(pdf_of(named("Ελένη Παπαδοπούλου, Юлия Ковалёва")))[0]
    assert "Ελένη Παπαδοπούλου, Юлия Ковалёва" in text
    assert finder.asked == []


@pytest.mark.parametrize("script", NAMES)
def test_without_a_font_words_say_it(script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the reader's language, once for the name; which script it was is told to the desk."""
    plant(monkeypatch)
    content = named(f"Sr. {NAMES[script]} & Co", "de")
    text = texts(pdf_of(content))[0]
    said = {
        "hebrew": "hebräischer",
        "thai": "thailändischer",
        "chinese": "chinesischer",
        "arabic": "arabischer",
    }
    assert f"Sr. (in {said[script]} Schrift) & Co" in text
    assert "\u25a1" not in text
    assert lacking_scripts(content) == (script,)


def test_a_font_is_embedded_as_a_subset(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The letters are in the file and are read as what they are; it still is an archive; nothing is told."""
    name = "田辺 春樹"
    font = write_font(tmp_path / "han.ttf", name + "一二三四五")
    plant(monkeypatch, tmp_path / "gone.ttf", font)
    content = named(name)
    pdf = facturx_of(content)
    assert name in texts(pdf)[0]
    assert lacking_scripts(content) == ()
    with pikepdf.open(BytesIO(pdf)) as opened:
        fonts = list(opened.pages[0].obj.Resources.Font.values())
        (own,) = [one for one in fonts if "Tiny" in str(one.BaseFont)]
        assert "/FontFile2" in own.FontDescriptor
        assert len(own.FontDescriptor.FontFile2.read_bytes()) < 4_000


@pytest.mark.parametrize("sort", ["no leave to embed", "no font", "other letters"])
def test_a_font_that_cannot_be_used(sort: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is passed by; words stand there, no boxes."""
    file = tmp_path / f"{sort.replace(' ', '-')}.ttf"
    if sort == "no font":
        file.write_bytes(b"OTTO of another sort")
    else:
        write_font(
            file, "田辺" if sort == "no leave to embed" else "三四", may_embed=sort != "no leave to embed"
        )
    plant(monkeypatch, file)
    assert "(in Chinese characters)" in texts(pdf_of(named("田辺")))[0]


def test_letters_that_would_be_drawn_wrongly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A font alone does not join the letters of Hindi: words, though the font is there."""
    name = "अमित"
    plant(monkeypatch, write_font(tmp_path / "hindi.ttf", name))
    content = named(name)
    assert "(in another script)" in texts(pdf_of(content))[0]
    assert lacking_scripts(content) == ("other",)


def test_signs_without_a_font_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cup of tea in a text is no name; nobody is told."""
    plant(monkeypatch)
    content = named("Tea \U0001f375 house\u200f")
    assert "Tea house" in texts(pdf_of(content))[0]
    assert lacking_scripts(content) == ()


def test_from_the_right() -> None:
    """Words from the right are turned, numbers and Latin words in them are not; brackets face their words."""
    assert as_drawn("דוד 12") == "12 " + "דוד"[::-1]
    assert as_drawn("Issued by דוד כהן, room 5") == "Issued by " + "דוד כהן"[::-1] + ", room 5"
    assert as_drawn("שלום (דוד) 12-34 Ltd") == "Ltd 12-34 (" + "דוד"[::-1] + ") " + "שלום"[::-1]
    assert as_drawn("Plain") == "Plain"


def test_arabic_letters_join() -> None:
    """First, amid, last and alone; lam and alef are one letter; marks change nothing; Latin stays."""
    assert joined("محمد") == "\ufee3\ufea4\ufee4\ufeaa"
    assert joined("لا") == "\ufefb"
    assert joined("بلا") == "\ufe91\ufefc"
    assert joined("دار") == "\ufea9\ufe8d\ufead"
    assert joined("Bar") == "Bar"
    assert as_drawn("محمد") == "\ufeaa\ufee4\ufea4\ufee3"


def test_the_fonts_of_this_computer() -> None:
    """Whatever is installed: what is found can be drawn, and what is not found is said."""
    here = Typefaces(SystemFinder())
    for script, name in NAMES.items():
        drawn = as_drawn(name).replace(" ", "")
        font = here.name_for(script, drawn)
        assert not font or all(ord(letter) in here.widths(font) for letter in drawn)
    assert typefaces.typefaces() is typefaces.typefaces()


def test_a_computer_without_fontconfig(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The known files of the system's folders are taken, in their order."""
    write_font(tmp_path / "msgothic.ttc", "一")
    write_font(tmp_path / "simsun.ttc", "一")
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setattr(typefaces, "FOLDERS", {sys.platform: (str(tmp_path),)})
    found = SystemFinder().fonts_with("chinese", "一")
    assert [file.path.name for file in found] == ["simsun.ttc", "msgothic.ttc"]
