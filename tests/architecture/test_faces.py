"""A capability uses another only through its face, its events, or (in reads and checks) its models."""

import grimp


def capability(module: str) -> str | None:
    """The capability that a module belongs to, or None outside app.features."""
    parts = module.split(".")
    return parts[2] if module.startswith("app.features.") and len(parts) > 2 else None


def foreign_reaches(graph: grimp.ImportGraph) -> list[tuple[str, str]]:
    """Imports that reach past another capability's face, as (importer, imported)."""
    reaches = []
    for importer in sorted(graph.modules):
        own = capability(importer)
        if own is None:
            continue
        for imported in sorted(graph.find_modules_directly_imported_by(importer)):
            other = capability(imported)
            if other in (None, own):
                continue
            room = imported.split(".")[3:4]
            # A part of a capability has files of the same names inside.
            reads = not {"queries", "integrity"}.isdisjoint(importer.split(".")[3:5])
            if room and room != ["events"] and not (reads and room == ["models"]):
                reaches.append((importer, imported))
    return reaches


def test_capabilities_meet_only_at_their_faces() -> None:
    """No capability reaches past another's face."""
    graph = grimp.build_graph("app", "ui", cache_dir=None)
    assert foreign_reaches(graph) == []


def test_planted_sins_are_caught() -> None:
    """A reach for another's commands is found; its face, events and, for queries, models are free."""
    graph = grimp.ImportGraph()
    mine, other = "app.features.reservations", "app.features.property"
    for importer, imported in [
        (f"{mine}.commands", f"{other}.commands"),
        (f"{mine}.commands", f"{other}.models"),
        (f"{mine}.commands", other),
        (f"{mine}.queries.stays", f"{other}.models"),
        (f"{mine}.subscribers", f"{other}.events"),
        (f"{mine}.commands", f"{mine}.models"),
    ]:
        graph.add_import(importer=importer, imported=imported)
    assert foreign_reaches(graph) == [
        (f"{mine}.commands", f"{other}.commands"),
        (f"{mine}.commands", f"{other}.models"),
    ]
