"""How a user looks at the rack, as JSON in his settings: view, zoom, elements, grouping, filters."""

from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from enum import IntEnum
from typing import Any, Final

from app.features.rack import GroupBy, Legend, RackFilter, Source, StayCode
from ui.features.rack.canvas.view import MAX_DAY, MAX_ROW, MIN_DAY, MIN_ROW, Elements, RackView, ViewKind
from ui.shell.preferences import Preferences

VIEW: Final = "rack.view"
FILTER: Final = "rack.filter"


def stored_view(view: RackView) -> dict[str, Any]:
    """What is remembered of a view. Where it is in time is not: it opens at today."""
    usual = asdict(Elements())
    return {
        "day_px": round(view.day_px, 2),
        "row_px": round(view.row_px, 2),
        "kind": str(view.kind),
        "legend": int(view.legend),
        "group_by": str(view.group_by),
        "collapsed": sorted(view.collapsed),
        "elements": {name: on for name, on in asdict(view.elements).items() if on != usual[name]},
    }


def restored_view(view: RackView, stored: object) -> RackView:
    """The view with what was remembered; what cannot be right is left as it comes out of the box."""
    if not isinstance(stored, Mapping):
        return view
    known = {field.name for field in fields(Elements)}
    chosen = stored.get("elements")
    elements = chosen if isinstance(chosen, Mapping) else {}
    flags = {name: on for name, on in elements.items() if name in known and isinstance(on, bool)}
    collapsed = stored.get("collapsed")
    return replace(
        view,
        day_px=_within(stored.get("day_px"), MIN_DAY, MAX_DAY, view.day_px),
        row_px=_within(stored.get("row_px"), MIN_ROW, MAX_ROW, view.row_px),
        kind=_one_of(ViewKind, stored.get("kind"), view.kind),
        legend=_one_of(Legend, stored.get("legend"), view.legend),
        group_by=_one_of(GroupBy, stored.get("group_by"), view.group_by),
        collapsed=frozenset(str(key) for key in collapsed) if isinstance(collapsed, list) else view.collapsed,
        elements=replace(view.elements, **flags),
    )


def stored_filter(what: RackFilter) -> dict[str, Any]:
    """A filter as JSON; what a text looks for is not remembered."""
    return {
        "properties": sorted(what.properties),
        "types": sorted(what.types),
        "floors": sorted(what.floors),
        "statuses": sorted(int(s) for s in what.statuses),
        "sources": sorted(int(s) for s in what.sources),
    }


def restored_filter(stored: object) -> RackFilter:
    """The remembered filter, or one that shows everything."""
    if not isinstance(stored, Mapping):
        return RackFilter()

    def names(key: str) -> frozenset[str]:
        values = stored.get(key)
        return frozenset(str(v) for v in values) if isinstance(values, list) else frozenset()

    def codes(key: str, kind: type[IntEnum]) -> frozenset[Any]:
        return frozenset(code for code in kind if str(int(code)) in names(key))

    return RackFilter(
        names("properties"), names("types"), names("floors"), codes("statuses", StayCode),
        codes("sources", Source),
    )  # fmt: skip


def remember(preferences: Preferences, view: RackView) -> None:
    """Keep how the user looks."""
    preferences.put(VIEW, stored_view(view))


def _within(value: object, least: float, most: float, otherwise: float) -> float:
    return min(max(float(value), least), most) if isinstance(value, int | float) else otherwise


def _one_of(kind: type[Any], value: object, otherwise: Any) -> Any:
    try:
        return kind(value)
    except ValueError:
        return otherwise
