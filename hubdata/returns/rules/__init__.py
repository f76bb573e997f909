"""The rules across fields, rows and sheets: one decorated function each, all listed in `RULES`."""

from __future__ import annotations

from hubdata.returns.rules import (  # noqa: F401  importing declares the rules
    before,
    between_sheets,
    calendar,
    hub_sheets,
    own_figures,
    partner_register,
    parts_of_a_whole,
    project_dates,
    projects,
    register,
    roll,
    within_sheet,
)
from hubdata.returns.rules.registry import RULES, Family, Finding, Rule, rule

__all__ = ["RULES", "Family", "Finding", "Rule", "rule"]
