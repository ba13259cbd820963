"""The register on paper, pure: who gets a form of Germany's, and what the list says of a stay in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.features.front_desk.rules import register
from app.features.front_desk.rules.identity import GIVEN, NATIONALITY, SURNAME
from app.features.front_desk.rules.register import Case
from app.features.front_desk.rules.register_lists import COLUMNS, GENERIC, is_listed, register_word
from app.kernel.text import tr


@dataclass(frozen=True, slots=True)
class Form:
    """A person who fills in a form; `place` in the stay, `along` how many relatives and of which nations."""

    case: Case
    place: int
    facts: tuple[tuple[str, str], ...]
    along: str

    @property
    def arrival(self) -> date:
        """The day of arrival."""
        return self.case.arrived.date()


def forms(cases: Sequence[Case]) -> list[Form]:
    """Since 2025 foreigners only; relatives stand on the form of the one they came with."""
    found = []
    for case in cases:
        for place, facts in enumerate(case.persons, 1):
            if not is_listed(case, place):
                continue
            names = COLUMNS[register.GERMANY]
            told = tuple((name, facts[name]) for name in names if facts.get(name))
            found.append(Form(case, place, told, _along(case) if place == 1 else ""))
    return found


def listed(cases: Sequence[Case], country: str) -> list[tuple[str, tuple[tuple[str, str], ...]]]:
    """Of each stay what stands over it, then its people: the name, and the facts in words."""
    columns = COLUMNS.get(country, GENERIC)
    return [
        (
            tr("Room {room} · {first} – {last} · {number}", room=case.room or "–",
               first=f"{case.arrived:%Y-%m-%d %H:%M}", last=f"{case.leaves:%Y-%m-%d}", number=case.number),
            tuple(
                (
                    f"{facts.get(GIVEN, '')} {facts.get(SURNAME, '')}".strip() or "–",
                    " · ".join(
                        f"{register_word(name)}: {facts[name]}"
                        for name in columns if name not in (SURNAME, GIVEN) and facts.get(name)
                    ),
                )
                for place, facts in enumerate(case.persons, 1) if is_listed(case, place)
            ),
        )
        for case in cases
    ]  # fmt: skip


def _along(case: Case) -> str:
    others = case.persons[1:]
    nations = ", ".join(dict.fromkeys(filter(None, (facts.get(NATIONALITY, "") for facts in others))))
    return f"{len(others)} ({nations})" if others and nations else str(len(others) or "")
