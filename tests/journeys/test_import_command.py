"""`keyrack import` and `keyrack report` as a script sees them: answers, exit status, sentences."""

import json
from pathlib import Path

import pytest

from app import cli
from tests.support.real_data import slice_of


def test_import_answers_and_is_a_no_op_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Status 0 and figures in JSON; the second run knows every row; a dry run founds no hotel."""
    file, data = slice_of(tmp_path / "bookings.csv", 50), tmp_path / "house"
    words = ["import", "reservations", str(file), "--data", str(data), "--json"]
    assert cli.main([*words, "--dry-run"]) == 0
    assert json.loads(capsys.readouterr().out)["dry_run"]
    assert cli.main([*words, "--report", str(tmp_path / "report.csv")]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["imported"] + told["repaired"] == told["rows"] == 100
    assert Path(told["report"]) == tmp_path / "report.csv"
    assert cli.main(words) == 0
    assert json.loads(capsys.readouterr().out)["known"] == 100


@pytest.mark.parametrize(
    ("content", "word"),
    [("", "empty"), ("Dear hotel\nplease book\n", "columns"), ("a,b,c\n1,2,3\n", "Arrival")],
)
def test_refusals_say_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str, word: str
) -> None:
    """Status 1 with a sentence."""
    file = tmp_path / "file.csv"
    file.write_text(content, encoding="utf-8")
    assert cli.main(["import", "reservations", str(file), "--data", str(tmp_path / "house")]) == 1
    assert word in capsys.readouterr().err


def test_a_file_of_which_no_row_fits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Status 1 when every row was rejected."""
    file = tmp_path / "file.csv"
    file.write_text("Hotel,Arrival,Departure,Room type,Rate\nNowhere,2026-01-01,2026-01-02,STD,9\n")
    assert cli.main(["import", "reservations", str(file), "--data", str(tmp_path / "house")]) == 1
    assert "Nowhere" in capsys.readouterr().out


def test_bad_usage(tmp_path: Path) -> None:
    """Status 2."""
    for words in (["import"], ["import", "guests", "x"], ["report", "occupancy", "--from", "yesterday"]):
        with pytest.raises(SystemExit) as ended:
            cli.main([*words, "--data", str(tmp_path)])
        assert ended.value.code == 2


def test_reports_as_text_and_csv(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A report of a hotel that is not there is refused; of one that is there it can be read in two forms."""
    file, data = slice_of(tmp_path / "bookings.csv", 50), tmp_path / "house"
    assert cli.main(["report", "occupancy", "--data", str(data), "--property", "H1", *DATES]) == 1
    assert "no house" in capsys.readouterr().err
    assert cli.main(["import", "reservations", str(file), "--data", str(data)]) == 0
    words = ["report", "occupancy", "--data", str(data), "--group", "month", *DATES]
    capsys.readouterr()
    assert cli.main([*words, "--property", "H9"]) == 1
    assert "Resort Hotel" in capsys.readouterr().err
    assert cli.main([*words, "--property", "resort hotel"]) == 0
    text = capsys.readouterr().out
    assert cli.main([*words, "--property", "H1", "--csv"]) == 0
    table = capsys.readouterr().out.splitlines()
    assert text.splitlines()[2].split()[0] == table[1].split(",")[0] == "2015-07"


DATES = ("--from", "2015-07-01", "--to", "2015-09-30")
