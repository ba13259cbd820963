"""Things that are done in one place only: reading the clock, committing, selecting."""

import ast
import re

import pytest

from tests.architecture.source import CODE, Rule, Source, called, source, sources

CLOCK = "app/infra/clock.py"
UNIT_OF_WORK = "app/infra/unit_of_work"
CLOCKS = re.compile(
    r"(^|\.)(datetime|date|dt)\.(now|utcnow|today)$|(^|\.)time\.(time|time_ns|localtime|gmtime)$"
    r"|(^|\.)(QDate|QTime|QDateTime)\.current"
)
SELECTING = re.compile(
    r"app/features/([^/]+/)+(repository|queries|integrity)(\.py|/)|app/infra/|migrations/|app/workbench/demo/repository"
)
SQL = re.compile(r"\s*(select|insert into|update|delete from)\s", re.IGNORECASE)
RUNNING_SQL = ("text", "exec_driver_sql", "execute")


def clock_readers(module: Source) -> list[str]:
    """Reads of the machine's clock outside the one clock."""
    if module.path == CLOCK:
        return []
    calls = [node for node in ast.walk(module.tree) if CLOCKS.search(called(node))]
    return [module.at(node, called(node)) for node in calls]


def committers(module: Source) -> list[str]:
    """Commits outside the unit of work."""
    if module.path.startswith(UNIT_OF_WORK):
        return []
    calls = [node for node in ast.walk(module.tree) if called(node).endswith(".commit")]
    return [module.at(node, called(node)) for node in calls]


def selectors(module: Source) -> list[str]:
    """SELECT, or SQL as text, outside repository.py, queries.py, integrity.py and infra."""
    if SELECTING.match(module.path):
        return []
    return [
        module.at(node, called(node))
        for node in ast.walk(module.tree)
        if called(node) in ("select", "sa.select", "sqlalchemy.select") or _runs_sql(node)
    ]


def _runs_sql(node: ast.AST) -> bool:
    if called(node).split(".")[-1] not in RUNNING_SQL or not isinstance(node, ast.Call) or not node.args:
        return False
    first = node.args[0]
    if isinstance(first, ast.JoinedStr) and first.values:
        first = first.values[0]
    return isinstance(first, ast.Constant) and isinstance(first.value, str) and bool(SQL.match(first.value))


def test_one_clock() -> None:
    """Only app/infra/clock.py reads the machine's clock; everyone else is told the time."""
    assert [finding for module in sources(*CODE) for finding in clock_readers(module)] == []


def test_one_door_for_writes() -> None:
    """Only the unit of work commits."""
    assert [finding for module in sources(*CODE) for finding in committers(module)] == []


def test_selects_stand_in_repositories_and_queries() -> None:
    """What is read from the database is read in repository.py, queries.py or infra."""
    assert [finding for module in sources(*CODE) for finding in selectors(module)] == []


@pytest.mark.parametrize(
    ("rule", "sin", "right"),
    [
        (clock_readers, "now = datetime.now(UTC)", "now = clock.now()"),
        (clock_readers, "day = date.today()", "day = uow.business_date(hotel)"),
        (clock_readers, "then = datetime.datetime.utcnow()", "then = datetime(2026, 1, 1)"),
        (clock_readers, "seconds = time.time()", "seconds = time.perf_counter()"),
        (clock_readers, "day = QDate.currentDate()", "day = QDate(2026, 1, 1)"),
        (committers, "uow.session.commit()", "uow.session.flush()"),
        (committers, "make_session().commit()", "committed = True"),
        (selectors, "rows = session.scalars(select(Room))", "self.select(row)"),
        (selectors, "rows = sa.select(Room)", "rows = queries.rooms()"),
        (selectors, 'session.execute(text("SELECT 1"))', 'label(text("Choose a room"))'),
        (selectors, 'connection.execute(f"DELETE FROM {table}")', "app.execute(command)"),
    ],
)
def test_planted_sins_are_caught(rule: Rule, sin: str, right: str) -> None:
    """Each rule finds the planted sin and leaves its right form alone."""
    path = "app/features/property/commands.py"
    assert len(rule(source(path, sin))) >= 1
    assert rule(source(path, right)) == []


def test_the_doors_themselves_are_open() -> None:
    """The rules let the one right place do it."""
    assert clock_readers(source(CLOCK, "datetime.now(UTC)")) == []
    assert committers(source("app/infra/unit_of_work.py", "self.session.commit()")) == []
    assert selectors(source("app/features/property/queries/rooms.py", "select(Room)")) == []
