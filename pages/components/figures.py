"""How a number looks in a cell, tile or label: its unit in the same breath, a real minus, a dash
where it is not known.
"""

UNKNOWN = "–"
MINUS = "−"


def explain_figure(
    value: float | None, unit: str = "", *, decimals: int = 0, signed: bool = False
) -> str:
    """Written as "64%", "£1,204", "−2 pts" or "1.5 hours". `None` is not known: a dash, never 0."""
    if value is None:
        return UNKNOWN
    digits = f"{abs(value):,.{decimals}f}"
    is_zero = not any(digit in "123456789" for digit in digits)
    sign = "" if is_zero else MINUS if value < 0 else "+" if signed else ""
    if unit == "£":
        return f"{sign}£{digits}"
    if unit == "%":
        return f"{sign}{digits}%"
    if unit == "pt":
        return f"{sign}{digits} {'pt' if digits.rstrip('0').rstrip('.') == '1' else 'pts'}"
    return f"{sign}{digits} {unit}".rstrip()
