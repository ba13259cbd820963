"""What guests lend to the shell."""

from ui.shell.pages import ShellRegistry


def register(shell: ShellRegistry) -> None:
    """Lend the shell the guests."""
    del shell
