"""What `keyrack check` finds in a house, for tests that want to see nothing."""

from app.bootstrap import App, check_house


def findings(app: App) -> list[str]:
    """Every finding as a sentence."""
    return [finding.sentence for report in check_house(app.database).values() for finding in report.findings]
