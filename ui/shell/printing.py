"""One way for every document to reach a printer: as its kind was printed before, else by asking.

Import it from pages that are loaded when they are opened: Qt's PDF and printing parts come with it.
"""

from functools import partial

from app.bootstrap import App
from app.kernel.errors import AppError
from app.kernel.text import tr
from ui.shell.paper import PrintChoice, Sheet, choice_of, printer_for, put_on
from ui.shell.print_dialog import PrintDialog
from ui.shell.services import ShellServices
from ui.shell.tasks import Progress


def print_now(services: ShellServices, sheet: Sheet) -> None:
    """Print as this kind was printed before; the first time, or when that printer is gone, ask."""
    choice = choice_of(services.preferences, sheet.kind)
    if choice is None:
        open_print(services, sheet)
        return
    run_print(services, sheet, choice)


def run_print(services: ShellServices, sheet: Sheet, choice: PrintChoice) -> None:
    """Print beside the window."""

    def done(pages: int) -> None:
        del pages
        services.toasts.tell(tr("{title} is printed on {printer}", title=sheet.title, printer=choice.printer))

    def refused(error: AppError) -> None:
        open_print(services, sheet, error)

    services.operations.run_task(partial(_work, sheet, choice), done, refused, title=sheet.title)


def open_print(services: ShellServices, sheet: Sheet, error: AppError | None = None) -> None:
    """Show the pages and ask how to print them."""
    dialog = PrintDialog(services, sheet, error)
    dialog.agreed.connect(lambda choice: run_print(services, sheet, choice))
    dialog.open()


def _work(sheet: Sheet, choice: PrintChoice, app: App, progress: Progress) -> int:
    del app
    progress(0, 0)
    return put_on(sheet, printer_for(choice))
