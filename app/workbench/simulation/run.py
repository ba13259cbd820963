"""Play random days in a small hotel through the bus, and look at everything after each command."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from app.bootstrap import App, capabilities, gathered
from app.features.property import CloseDay, House
from app.infra.database import Location
from app.infra.digest import house_digest, table_rows
from app.infra.integrity import journal_faults
from app.infra.undo import NeverUndone, Undo
from app.kernel.changes import Outcome
from app.kernel.commands import Command
from app.kernel.errors import AppError, Choice
from app.workbench.simulation import moves, oracle
from app.workbench.simulation.world import World, begin

STEPS_A_DAY: Final = 24
# How often a carried-out command is taken back and done again, an older one is undone,
# an old one comes again, an offered choice is followed.
BACK_AND_FORTH, OLDER_UNDO, AGAIN, FOLLOW = 0.12, 0.12, 0.1, 0.6


class HouseUnsound(AssertionError):
    """The program broke a law: says the seed and the step, so that it can be played again."""


@dataclass(slots=True)
class Tally:
    """What a run has seen."""

    seed: int
    steps: int = 0
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    choices: Counter[str] = field(default_factory=Counter)
    undone: int = 0
    digest: str = ""


class Simulation:
    """One seed's run."""

    def __init__(self, location: Location, seed: int) -> None:
        self.world: World = begin(location, seed)
        self.tally = Tally(seed)
        self._executed: list[tuple[App, Command, Outcome]] = []
        self._rows = self._read()

    @property
    def rows(self) -> oracle.Rows:
        """The house as it was looked at last."""
        return self._rows

    def play(self, days: int) -> Tally:
        """Play so many hotel days. Raises HouseUnsound with seed and step."""
        try:
            for _ in range(days):
                for _ in range(STEPS_A_DAY):
                    self.tally.steps += 1
                    self._step()
                self._close_day()
            self.tally.digest = self._digest()
        except HouseUnsound:
            raise
        except Exception as error:
            raise self._unsound(f"{type(error).__name__}: {error}") from error
        finally:
            self.world.app.close()
        return self.tally

    def _step(self) -> None:
        world = self.world
        world.clock.forward(timedelta(minutes=world.rng.randint(1, 20)))
        desk, chance = world.desk(), world.rng.random()
        if chance < AGAIN and self._executed:
            self._again()
        elif chance < AGAIN + OLDER_UNDO and self._executed:
            target = world.rng.choice(self._executed[-30:])[1]
            self._carry_out(desk, Undo(id=world.new_id(), target=target.id))
        else:
            self._carry_out(desk, moves.draw(world))

    def _carry_out(self, desk: App, command: Command, *, offered: bool = False) -> None:
        """Execute, look, and sometimes take back and do again."""
        before = self._rows
        try:
            outcome = desk.execute(command)
        except AppError as refusal:
            if offered:
                raise self._unsound(f"the choice {command} was refused: {refusal.sentence}") from refusal
            self._look_at_refusal(desk, command, refusal)
            return
        self._executed.append((desk, command, outcome))
        self.world.learn(command)
        self.tally.done[command.verb] += 1
        self._look(command)
        if self.world.rng.random() < BACK_AND_FORTH:
            self._back_and_forth(desk, command, before)

    def _back_and_forth(self, desk: App, command: Command, before: oracle.Rows) -> None:
        """Undo gives the state before, redo the state after."""
        after = self._rows
        undo = Undo(id=self.world.new_id(), target=command.id)
        try:
            desk.execute(undo)
        except NeverUndone as refusal:
            if not command.why_never_undone():
                raise self._unsound(f"undo of {command} was refused: {refusal.sentence}") from refusal
            self._look_at_refusal(desk, undo, refusal)
            return
        except AppError as refusal:
            raise self._unsound(f"undo of {command} was refused: {refusal.sentence}") from refusal
        if command.why_never_undone():
            raise self._unsound(f"{command} was undone")
        self._look(undo)
        by_postings = len(self._rows["posting"]) > len(before["posting"])
        if by_postings:
            self._ensure_compensated(before, f"undo of {command}")
        else:
            self._ensure_same(before, f"undo of {command}")
        self.tally.undone += 1
        redo = Undo(id=self.world.new_id(), target=undo.id)
        self._executed.append((desk, redo, desk.execute(redo)))
        self._look(redo)
        if by_postings:
            self._ensure_compensated(after, f"redo of {command}")
        else:
            self._ensure_same(after, f"redo of {command}")

    def _look_at_refusal(self, desk: App, command: Command, refusal: AppError) -> None:
        """A sentence, nothing changed, every choice would succeed; now and then one is followed."""
        self.tally.refused[refusal.code] += 1
        if not refusal.sentence.strip().endswith((".", "?", "!", "…")):
            raise self._unsound(f"{command} was refused without a sentence: {refusal.sentence!r}")
        now = self._read()
        if now != self._rows:
            raise self._unsound(f"{command} was refused and changed something")
        for choice in refusal.choices:
            self._rehearse(desk, command, refusal, choice)
        if refusal.choices and self.world.rng.random() < FOLLOW:
            self._carry_out(desk, self.world.rng.choice(refusal.choices).command, offered=True)

    def _rehearse(self, desk: App, command: Command, refusal: AppError, choice: Choice) -> None:
        self.tally.choices[type(refusal).__name__] += 1
        if not choice.label.strip():
            raise self._unsound(f"{command} offers a choice without a word")
        try:
            desk.rehearse(choice.command, House())
        except AppError as second:
            raise self._unsound(
                f"{command} was refused ({refusal.sentence}) and offers “{choice.label}” {choice.command}, "
                f"which is refused: {second.sentence}"
            ) from second

    def _again(self) -> None:
        """An old command comes again: the first result, and nothing changes."""
        desk, command, first = self.world.rng.choice(self._executed)
        outcome = desk.execute(command)
        if not outcome.repeated or outcome.result != first.result:
            raise self._unsound(f"{command} came again and gave {outcome}")
        self._ensure_same(self._rows, f"repeating {command}", fresh=True)

    def _close_day(self) -> None:
        world = self.world
        owner = world.app
        open_date = next(p.business_date for p in owner.ask(House()).properties if p.id == world.property_id)
        self._carry_out(owner, CloseDay(id=world.new_id(), property_id=world.property_id, expected=open_date))
        world.today = next(
            p.business_date for p in owner.ask(House()).properties if p.id == world.property_id
        )
        with owner.database.reader(owner.actor.tenant_id) as session:
            for fault in journal_faults(session):
                raise self._unsound(fault)
            for check in gathered(capabilities(), "CHECKS"):
                for fault in check.faults(session):
                    raise self._unsound(f"{check.name}: {fault}")

    def _look(self, command: Command) -> None:
        """Read everything and check it."""
        self._rows = self._read()
        self.world.stays, self.world.rows = self._rows["stay"], self._rows
        for fault in oracle.faults(self._rows):
            raise self._unsound(f"after {command}: {fault}")

    def _ensure_same(self, wanted: oracle.Rows, after: str, *, fresh: bool = False) -> None:
        now = self._read() if fresh else self._rows
        for table, rows in wanted.items():
            if now[table] != rows:
                lost = [row for row in rows if row not in now[table]]
                found = [row for row in now[table] if row not in rows]
                raise self._unsound(f"{after} left {table} different: {lost[:3]} became {found[:3]}")

    def _ensure_compensated(self, wanted: oracle.Rows, after: str) -> None:
        """What has posted money is taken back by postings: stays and every balance are as they were."""
        told = oracle.compensated(wanted, self._rows)
        for what in told:
            raise self._unsound(f"{after}: {what}")

    def _read(self) -> oracle.Rows:
        app = self.world.app
        with app.database.reader(app.actor.tenant_id) as session:
            return table_rows(session)

    def _digest(self) -> str:
        app = self.world.app
        with app.database.reader(app.actor.tenant_id) as session:
            return house_digest(session)

    def _unsound(self, what: str) -> HouseUnsound:
        return HouseUnsound(f"seed {self.tally.seed}, step {self.tally.steps}: {what}")
