"""Two desks, each with a window of its own, press Enter at once for the same room and night.

    python -m tests.journeys.two_desk_race [ROUNDS]

500 rounds where nothing is said; on a Postgres of its own. Ends with 1 where a room was given twice, where
both desks or none got it, or where who lost was not told by whom the room is held and what to do instead.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Any, Final
from uuid import UUID

from app.infra.database import Location
from tests.support.databases import PostgresTemplate
from tests.support.desk import Desk, open_desk
from tests.support.houses import open_house
from tests.support.postgres import start_postgres
from tests.support.soundness import findings

ROUNDS: Final = 500
ROOM: Final = "101"
DESKS: Final = ("Desk 1", "Desk 2")
ROOT: Final = Path(__file__).parents[2]


@dataclass(slots=True)
class Tally:
    """What the rounds came to. `faults` is empty after a fair race."""

    rounds: int = 0
    won: dict[str, int] = field(default_factory=lambda: dict.fromkeys(DESKS, 0))
    at_once: int = 0
    """Rounds in which both had pressed before either was answered."""
    milliseconds: list[float] = field(default_factory=list)
    """From a press to its answer."""
    sentences: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    def told(self) -> str:
        """In a few lines."""
        p50, p95 = (quantiles(self.milliseconds, n=100)[at] for at in (49, 94))
        return "\n".join(
            (
                f"{self.rounds} rounds, {self.at_once} of them pressed at once; won: {self.won}",
                f"from Enter to the answer: p50 {p50:.0f} ms, p95 {p95:.0f} ms",
                *sorted(self.sentences)[:2],
                *(self.faults or ["no room was given twice; who lost was told each time"]),
            )
        )


class Runner:
    """A window in a process of its own."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def send(self, *words: object) -> None:
        """Say a line."""
        assert self._process.stdin is not None
        self._process.stdin.write(" ".join(map(str, words)) + "\n")
        self._process.stdin.flush()

    def answer(self) -> dict[str, Any]:
        """The next line."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("a window ended in the middle of the race")
        found: dict[str, Any] = json.loads(line)
        return found


@contextmanager
def runners(location: Location) -> Iterator[tuple[Runner, ...]]:
    """A window for each desk, open on the rack."""
    url = location.url.render_as_string(hide_password=False)
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.support.racing_window", url, name],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )
        for name in DESKS
    ]  # fmt: skip
    try:
        made = tuple(Runner(process) for process in processes)
        for runner in made:
            runner.answer()
        yield made
    finally:
        for process in processes:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.close()
            process.wait(timeout=60)
            process.stdout.close()


def race(location: Location, rounds: int) -> Tally:
    """Each round is a night of its own, and a stay without a room for each desk."""
    app = open_house(location, workstation="Office")
    try:
        desk = open_desk(app)
        stays = [[desk.book("", night, 1, name=f"{side}{night}") for side in "AB"] for night in range(rounds)]
        tally = Tally()
        with runners(location) as made:
            for pair in stays:
                _round(tally, made, pair)
        _judge(tally, desk, stays)
    finally:
        app.close()
    return tally


def _round(tally: Tally, made: tuple[Runner, ...], pair: list[UUID]) -> None:
    for runner, stay in zip(made, pair, strict=True):
        runner.send("ready", stay, ROOM)
    for runner in made:
        if ROOM not in runner.answer()["offered"]:
            tally.faults.append(f"round {tally.rounds}: the room was not offered to both")
    for runner in made:
        runner.send("go")
    answers = [runner.answer() for runner in made]
    tally.rounds += 1
    tally.at_once += max(a["pressed"] for a in answers) < min(a["answered"] for a in answers)
    tally.milliseconds += [(a["answered"] - a["pressed"]) * 1_000 for a in answers]
    lost = [a for a in answers if a["sentence"]]
    if len(lost) != 1:
        tally.faults.append(f"round {tally.rounds}: {len(lost)} of two were refused")
    for name, answer in zip(DESKS, answers, strict=True):
        tally.won[name] += not answer["sentence"]
    for answer in lost:
        tally.sentences.add(answer["sentence"])
        if ROOM not in answer["sentence"] or not answer["choices"]:
            tally.faults.append(f"round {tally.rounds}: {answer['sentence']!r} is no help")


def _judge(tally: Tally, desk: Desk, stays: list[list[UUID]]) -> None:
    """What the house holds, whatever the windows said."""
    held: dict[UUID, int] = {}
    for row in desk.rows()["room_night"]:
        if row["room_id"] == desk.rooms[ROOM] and row["slot"] == "N":
            held[row["stay_id"]] = held.get(row["stay_id"], 0) + 1
    for number, pair in enumerate(stays, 1):
        if sum(held.get(stay, 0) for stay in pair) != 1:
            tally.faults.append(f"round {number}: the room is held {[held.get(stay, 0) for stay in pair]}")
    tally.faults += findings(desk.app)


def main(rounds: int) -> int:
    """Run the race on a Postgres of its own, and tell."""
    server = start_postgres()
    try:
        with PostgresTemplate(server).copy() as location:
            tally = race(location, rounds)
    finally:
        server.close()
    print(tally.told())  # noqa: T201 - the answer of the command
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS))
