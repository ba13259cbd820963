"""Every choice that a refusal offers is a command that succeeds; and no place that offers one is left out."""

import ast
import sys
from pathlib import Path
from typing import Any

import pytest

import app.features
from app.features.property import House
from app.kernel.errors import AppError, Choice
from tests.support.desk import Desk, open_desk
from tests.support.refusals import STORIES, Story

FEATURES = Path(app.features.__file__ or "").parent
Site = tuple[str, int]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_every_choice_succeeds(desk: Desk, story: Story) -> None:
    """Each choice is executed, leaves a sound house, and is taken back for the next one.

    Those that are never undone are rehearsed, and the last of them is executed at the end.
    """
    error, command = story(desk)
    refusal = desk.refusal(error, command)
    assert refusal.choices
    before = desk.digest()
    standing = [c for c in refusal.choices if type(c.command).why_never_undone()]
    assert all(choice.label for choice in refusal.choices)
    for choice in standing:
        desk.app.rehearse(choice.command, House())
        assert desk.digest() == before
    for choice in refusal.choices:
        if choice in standing:
            continue
        desk.app.execute(choice.command)
        desk.ensure_sound()
        assert desk.digest() != before
        desk.app.undo(choice.command.id)
        assert desk.digest() == before
    for choice in standing[-1:]:
        desk.app.execute(choice.command)
        desk.ensure_sound()
        assert desk.digest() != before


def sites() -> set[Site]:
    """Every place in the capabilities that makes a choice, as (file, first line)."""
    found = set()
    for path in FEATURES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Choice":
                found.add((str(path), node.lineno))
    return found


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> set[Site]:
    """The places at which choices are made while a test runs."""
    places: set[Site] = set()
    original: Any = Choice.__init__

    def recording(self: Choice, *args: Any, **fields: Any) -> None:
        caller = sys._getframe(1)
        places.add((caller.f_code.co_filename, caller.f_lineno))
        original(self, *args, **fields)

    monkeypatch.setattr(Choice, "__init__", recording)
    return places


@pytest.mark.parametrize("engine_kind", ["sqlite"], indirect=True)
def test_no_offer_is_left_out(desk: Desk, made: set[Site]) -> None:
    """The stories together pass every place that makes a choice. A new one needs a story."""
    for number, story in enumerate(STORIES):
        own = open_desk(desk.app, f"S{number}")  # a hotel of its own: one of them closes a day
        error, command = story(own)
        with pytest.raises(error):
            own.app.execute(command)
    assert made >= sites()


def test_a_site_that_no_story_passes_is_seen() -> None:
    """Control: the places are found in the source, several of them, in reservations and the front desk."""
    folders = {Path(file).relative_to(FEATURES).parts[0] for file, _ in sites()}
    assert folders >= {"reservations", "front_desk"}
    assert len(sites()) >= 9
    assert not sites() <= set()
    assert issubclass(AppError, Exception)
