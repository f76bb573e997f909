"""What somebody told in their own words, with where it is from below it."""

from html import escape


def build_quote(text: str, below: str) -> str:
    """The words, escaped here; `below` is HTML of ours: whose they are, and what may be done with
    them.
    """
    return (
        f'<figure class="hub-story"><blockquote>{escape(text)}</blockquote>'
        f"<figcaption>{below}</figcaption></figure>"
    )
