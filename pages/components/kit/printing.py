"""A quiet button that opens the browser's own print dialog; paper has no buttons."""

from pages.components.kit.linked import show_linked


def show_print_button(key: str, words: str = "Print this page") -> None:
    """The print stylesheet makes clean A4 pages of what is on the screen."""
    button = f'<button type="button" class="hub-print" data-print>{words}</button>'
    show_linked(button, f"print_{key}")
