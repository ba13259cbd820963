"""Actions: reasons, permissions, clashes of keys."""

import pytest
from PySide6.QtWidgets import QApplication

from app.kernel.actor import Actor
from app.kernel.clock import derived_id
from ui.shell.actions import ActionRegistry, ActionSpec


def actor(*permissions: str) -> Actor:
    return Actor(derived_id("t"), derived_id("u"), "Marta", "Front desk 1", frozenset(permissions))


def spec(verb: str, key: str = "", page: str = "", why_not: str = "") -> ActionSpec:
    return ActionSpec(
        verb=verb, title=verb, run=lambda: None, shortcut=key, page=page, why_not=lambda: why_not
    )


@pytest.fixture
def registry(qapp: QApplication) -> ActionRegistry:
    del qapp
    return ActionRegistry()


def test_a_role_without_the_verb_gets_the_reason() -> None:
    check_in = spec("front_desk.check_in")
    assert check_in.reason(actor("front_desk.*")) == ""
    assert "role" in check_in.reason(actor("reports.*"))


def test_a_view_action_needs_no_permission() -> None:
    zoom = ActionSpec(verb="rack.zoom", title="Zoom", run=lambda: None, permission="")
    assert zoom.reason(actor()) == ""


def test_the_state_gives_the_reason_after_the_role() -> None:
    assert spec("a.b", why_not="not in yet").reason(actor("*")) == "not in yet"


def test_one_key_has_one_meaning(registry: ActionRegistry) -> None:
    registry.add(spec("a.one", "F5", page="rack"), spec("a.two", "F5", page="reports"))
    with pytest.raises(ValueError, match=r"F5 belongs to a\.one"):
        registry.add(spec("a.three", "F5", page="rack"))
    with pytest.raises(ValueError, match="F5"):
        registry.add(spec("a.everywhere", "F5"))


def test_a_verb_is_added_once(registry: ActionRegistry) -> None:
    registry.add(spec("a.one"))
    with pytest.raises(ValueError, match="exists already"):
        registry.add(spec("a.one"))
    assert registry.find("a.one") is registry["a.one"]
    assert registry.find("a.two") is None
