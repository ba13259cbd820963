"""Refusals: small named errors that say what is wrong and what can be done instead."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from app.kernel.commands import Command
from app.kernel.text import tr


@dataclass(frozen=True, slots=True)
class Choice:
    """A legal next step: a short label, one line of detail, and a command that would succeed now."""

    label: str
    command: Command
    detail: str = ""


class AppError(Exception):
    """A refusal with a stable code, a sentence for the user, and the legal next steps.

    `field` names the command field at fault, where there is one, so that the sentence can stand beside it.
    """

    code: ClassVar[str] = "refused"

    def __init__(self, sentence: str, *, choices: Sequence[Choice] = (), field: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.choices = tuple(choices)
        self.field = field

    @classmethod
    def rule(cls) -> str:
        """The rule of the house behind the refusal, in a few words; "" where the sentence says it all."""
        return ""


class NotFound(AppError):
    """The thing that a command names does not exist (any more)."""

    code = "not_found"


class NotPermitted(AppError):
    """The user's role does not allow the verb."""

    code = "not_permitted"

    @classmethod
    def rule(cls) -> str:
        """What a role is for."""
        return tr("Everybody does what the own role allows")


class InvalidInput(AppError):
    """A field of a command cannot be right, whatever the state of the house."""

    code = "invalid_input"
