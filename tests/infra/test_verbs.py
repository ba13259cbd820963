"""The verbs that look after a house, as a person types them: answers, exit statuses, sentences."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import text

from app import cli
from app.bootstrap import App
from app.infra.database import Location
from app.infra.unit_of_work import housekeeping
from tests.support.databases import SqliteTemplate
from tests.support.desk_process import a_booking, pending
from tests.support.houses import furnish, open_house
from tests.support.postgres import ROLES

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def words(location: Location, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The options that name a furnished house with one booking, on each engine."""
    passwords = tmp_path / "pgpass"
    passwords.write_text("".join(f"*:*:*:{role}:{word}\n" for role, word in ROLES.items()), encoding="utf-8")
    passwords.chmod(0o600)
    monkeypatch.setenv("PGPASSFILE", str(passwords))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    app = open_house(location)
    furnish(app)
    app.execute(a_booking(app, "Silva"))
    app.close()
    if location.path is not None:
        return ["--data", str(location.path.parent)]
    return [
        "--database",
        location.url.set(drivername="postgresql")._replace(password=None).render_as_string(),
    ]


def told(capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    """The answer as JSON."""
    answer: dict[str, object] = json.loads(capsys.readouterr().out)
    return answer


def test_check_of_a_sound_house(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 0; the answer names each check and what it took."""
    assert cli.main(["check", *words, "--json"]) == 0
    answer = told(capsys)
    assert answer["ok"] is True
    assert cli.main(["check", *words]) == 0
    count = re.search(r"Test house is sound: (\d+) checks found nothing\.", capsys.readouterr().out)
    assert count is not None
    assert int(count[1]) >= 26


def test_check_of_a_faulty_house(
    words: list[str], location: Location, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 1, with the finding; the words before the verb do as well."""
    app = open_house(location)
    forged = text("UPDATE journal SET actor_name = 'Nobody' WHERE revision = 2")
    housekeeping(app.database, app.actor.tenant_id, lambda session: session.connection().execute(forged))
    app.close()
    assert cli.main([*words, "check"]) == 1
    output = capsys.readouterr().out
    assert "journal.chain: Revision 2 of the journal (property.set_up) was altered." in output
    assert "is not sound" in output


def test_check_of_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A directory without a house is refused, and no house is made there."""
    assert cli.main(["check", "--data", str(tmp_path / "none")]) == 1
    assert "There is no house" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()


def test_backup_and_restore(
    sqlite_template: SqliteTemplate, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """There and back, with the replaced data named."""
    location = sqlite_template.copy_to(tmp_path / "house")
    open_house(location).close()
    place = ["--data", str(tmp_path / "house")]
    assert cli.main(["backup", str(tmp_path / "copy.db"), *place, "--json"]) == 0
    assert told(capsys)["backup"] == str(tmp_path / "copy.db")
    assert cli.main(["restore", str(tmp_path / "copy.db"), *place]) == 0
    assert "The data before are in" in capsys.readouterr().out
    assert cli.main(["restore", str(tmp_path / "gone.db"), *place]) == 1
    assert "There is no file" in capsys.readouterr().err


def test_users(words: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Listed; added with a typed password; refused with a short or a mistyped one."""
    assert cli.main(["users", *words, "--json"]) == 0
    assert told(capsys) == {"users": [{"login": "owner", "name": "Owner", "role": "Owner"}]}
    typed = iter(["long enough", "long enough", "short", "long enough", "otherwise"])
    monkeypatch.setattr("getpass.getpass", lambda _prompt: next(typed))
    assert cli.main(["users", "add", "--login", "ines", "--name", "Inês Duarte", *words]) == 0
    assert "Inês Duarte" in capsys.readouterr().out
    assert cli.main(["users", "add", "--login", "rui", *words]) == 1
    assert "at least 8" in capsys.readouterr().err
    assert cli.main(["users", "add", "--login", "rui", *words]) == 1
    assert "not the same" in capsys.readouterr().err


def test_a_worker_works_beside_a_window(words: list[str], location: Location) -> None:
    """It brings about what waits in the outbox, and ends in order on a signal."""
    app: App = open_house(location)
    with subprocess.Popen(
        [sys.executable, "-m", "ui", "worker", *words],
        cwd=ROOT, stderr=subprocess.PIPE, text=True, env=dict(os.environ),
    ) as worker:  # fmt: skip
        assert worker.stderr is not None
        assert "Working" in worker.stderr.readline()
        waiting = Event()
        while pending(app) and worker.poll() is None:
            waiting.wait(0.1)
        worker.send_signal(signal.SIGTERM)
        worker.wait(60)
    assert pending(app) == 0
    assert worker.returncode == 0
    app.close()


def test_bad_usage(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 2 for a verb that is not known and for options that cannot be; help for each verb."""
    assert cli.main(["fly"]) == 2
    assert "no verb fly" in capsys.readouterr().err
    for verb in ("check", "backup", "restore", "database", "worker", "users"):
        with pytest.raises(SystemExit) as ended:
            cli.main([verb, "--help"])
        assert ended.value.code == 0
        assert verb in capsys.readouterr().out
    assert cli.main(["database", "init", "--database", "postgresql://h/postgres"]) == 1
    assert "Name the database" in capsys.readouterr().err
