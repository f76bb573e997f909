"""Giving commands as a user does, in this process."""

import json
from typing import Any

from typer.testing import CliRunner, Result

from hubdata.__main__ import app


def run(*words: object, exits: int = 0) -> Result:
    """What a command said; it has to end with this code."""
    result = CliRunner().invoke(app, [str(word) for word in words])
    assert result.exit_code == exits, result.output
    return result


def told(*words: object, exits: int = 0) -> Any:
    """What it said for machines."""
    return json.loads(run(*words, "--json", exits=exits).stdout)
