"""Where the product's data files are: fonts, icons, style, translations."""

from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2] / "resources"


def resource(*parts: str) -> Path:
    """The path of a file under `resources/`, such as `resource("style", "tokens.json")`."""
    return _ROOT.joinpath(*parts)
