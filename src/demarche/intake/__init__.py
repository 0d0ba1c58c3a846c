"""Files, pages, feeds, tables and archives to reports; what cannot be read is a Problem."""

from demarche.intake.dispatch import Incoming, incoming, reports
from demarche.intake.problems import IntakeError, Problem

__all__ = ["Incoming", "IntakeError", "Problem", "incoming", "reports"]
