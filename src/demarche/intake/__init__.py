"""Files, pages and JSON Lines to reports; what cannot be read is said as a Problem."""

from demarche.intake.dispatch import reports
from demarche.intake.problems import IntakeError, Problem

__all__ = ["IntakeError", "Problem", "reports"]
