"""The one door: commands to their handlers, questions to their answers, events to their subscribers."""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from threading import Lock
from typing import Any, TypeVar
from uuid import UUID

from app.infra import codec
from app.infra.database import Database, Invariant
from app.infra.failures import told_plainly
from app.infra.undo import Undo, undo
from app.infra.unit_of_work import UnitOfWork, Writer
from app.kernel.actor import Actor
from app.kernel.changes import Outcome
from app.kernel.clock import Clock, IdMaker, derived_id
from app.kernel.commands import Command, Query
from app.kernel.errors import NotPermitted
from app.kernel.events import Event
from app.kernel.text import tr

A = TypeVar("A")

# An event may cause another; a chain this long is a loop.
MAX_EVENTS = 1_000

log = logging.getLogger("keyrack.bus")


@dataclass(frozen=True, slots=True)
class Handling:
    """A command class and the function that carries it out.

    `taking_back(taken, *, uow, clock)` is its own way to be undone and done again, where putting rows back is
    not enough (it has posted money); False where there is nothing to compensate.
    """

    command: type[Command]
    handler: Callable[..., dict[str, object]]
    taking_back: Callable[..., bool] | None = None


@dataclass(frozen=True, slots=True)
class Answering:
    """A query class and the function that answers it."""

    query: type[Query[Any]]
    answer: Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Subscription:
    """A reaction to an event inside its transaction: `reaction(event, *, uow, clock)`."""

    event: type[Event]
    reaction: Callable[..., None]


@dataclass(frozen=True, slots=True)
class DurableSubscription:
    """An effect outside, after the commit, once: a job named `kind`, fed from the outbox."""

    event: type[Event]
    kind: str


@dataclass(frozen=True, slots=True)
class Wiring:
    """Everything the capabilities give to the bus."""

    handlings: Sequence[Handling] = ()
    answerings: Sequence[Answering] = ()
    subscriptions: Sequence[Subscription] = ()
    durable: Sequence[DurableSubscription] = ()
    invariants: Sequence[Invariant] = ()


class Bus:
    """Executes commands and answers questions for an actor.

    `whole` makes the rest of a wiring that at first answers some questions only: it is asked for before the
    first write, or by a question that nobody answers yet. So a desk starts with what its first page needs,
    and yet no write ever misses a subscriber or an invariant.
    """

    def __init__(
        self,
        database: Database,
        wiring: Wiring,
        clock: Clock,
        new_id: IdMaker,
        whole: Callable[[], Wiring] | None = None,
    ) -> None:
        self._database, self._clock, self._new_id = database, clock, new_id
        self._whole, self._lock = whole, Lock()
        self._ours: set[UUID] = set()
        self._wire(wiring)

    def _wire(self, wiring: Wiring) -> None:
        handlers = _by(((h.command, h.handler) for h in wiring.handlings), "handler")
        sorts = {h.command.verb: h.command for h in wiring.handlings}
        ways = {h.command.verb: h.taking_back for h in wiring.handlings if h.taking_back is not None}
        handlers[Undo] = partial(undo, sorts=sorts, ways=ways)
        self._handlers = handlers
        self._subscriptions, self._durable = wiring.subscriptions, wiring.durable
        self._writer = Writer(self._database, self._clock, self._new_id, wiring.invariants)
        self._answers = _by(((a.query, a.answer) for a in wiring.answerings), "answer")

    def complete(self) -> None:
        """Load what is not loaded yet; does nothing the second time."""
        with self._lock:
            if self._whole is not None:
                self._wire(self._whole())
                self._whole = None

    def _answer_of(self, query: Query[A]) -> Callable[..., A]:
        if type(query) not in self._answers:
            self.complete()
        answer: Callable[..., A] = self._answers[type(query)]
        return answer

    def execute(self, command: Command, actor: Actor) -> Outcome:
        """Carry out a command: permission, one transaction, journal. Raises AppError on a refusal."""
        work = self._work(command, actor)
        self._ours.add(command.id)  # before the commit: its notice may be here before we are
        try:
            with told_plainly():
                outcome = self._writer.run(command, actor, work)
        except BaseException:
            self._ours.discard(command.id)
            raise
        if outcome.repeated:
            self._ours.discard(command.id)
        log.info("%s rev=%s", command.verb, outcome.changes.revision)
        return outcome

    def rehearse(self, command: Command, then: Query[A], actor: Actor) -> A:
        """Answer a question as if the command had been carried out; nothing stays. Raises its refusal.

        The live preview of a drag: what a drop would say is what the handler says.
        """
        with told_plainly():
            work, answer = self._work(command, actor), self._answer_of(then)
            return self._writer.rehearse(actor, work, lambda session: answer(then, session=session))

    def ask(self, query: Query[A], actor: Actor) -> A:
        """Answer a question from one consistent reading of the database."""
        answer = self._answer_of(query)
        with told_plainly(), self._database.reader(actor.tenant_id) as session:
            return answer(query, session=session)

    def _work(self, command: Command, actor: Actor) -> Callable[[UnitOfWork], dict[str, object]]:
        if not actor.may(command.verb) and command.verb != Undo.verb:
            raise NotPermitted(tr("Your role does not allow this."))
        self.complete()
        handler = self._handlers[type(command)]

        def work(uow: UnitOfWork) -> dict[str, object]:
            result: dict[str, object] = handler(command, uow=uow, clock=self._clock)
            self._spread(uow, command)
            return result

        return work

    def is_ours(self, command_id: UUID) -> bool:
        """Whether a committed command came from here; asked once for each (live refresh)."""
        try:
            self._ours.remove(command_id)
        except KeyError:
            return False
        return True

    def _spread(self, uow: UnitOfWork, command: Command) -> None:
        for count, event in enumerate(_drained(uow)):
            if count > MAX_EVENTS:
                raise RuntimeError("events without end")
            for subscription in self._subscriptions:
                if isinstance(event, subscription.event):
                    subscription.reaction(event, uow=uow, clock=self._clock)
            for durable in self._durable:
                if isinstance(event, durable.event):
                    job_id = derived_id(command.id, durable.kind, count)
                    uow.enqueue(durable.kind, codec.plain(event), id=job_id)


def _drained(uow: UnitOfWork) -> Iterable[Event]:
    while events := uow.take_events():
        yield from events


def _by(
    pairs: Iterable[tuple[type[Any], Callable[..., Any]]], what: str
) -> dict[type[Any], Callable[..., Any]]:
    table: dict[type[Any], Callable[..., Any]] = {}
    for kind, function in pairs:
        if kind in table:
            raise ValueError(f"two {what}s for {kind.__name__}")
        table[kind] = function
    return table
