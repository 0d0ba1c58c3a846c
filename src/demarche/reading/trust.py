"""From which probability the learned heads' answers are taken.

Chosen on the corpus' dev split, on the dispatches for calibration (``python -m evaluation.thresholds``), and
on items of train and dispatches that neither rules nor heads knew when they were annotated
(training/README.md); never on test. ``uses`` names the
questions that the heads are asked at all, so that each can be measured without them
(evaluation/ablation.py).
"""

from __future__ import annotations

import msgspec

QUESTIONS = ("acts", "codes", "standing", "participants", "places", "times")


class Trust(msgspec.Struct, frozen=True):
    """Thresholds, each a probability."""

    uses: tuple[str, ...] = QUESTIONS
    act: float = 0.3  # a reading of the rules below this is no act
    believed: float = 0.15  # what rules and heads together hold less likely than this is no act
    private: float = 0.95  # what befalls or is done by nobody public, in a report about others than those
    overlooked: float = 0.75  # a word that the rules passed over is an act from here
    overlooked_long: float = 0.9  # the same in a long report
    overlooked_dense: float = 0.7  # the same in a report whose every sentence the heads expect to hold an act
    retyped: float = 0.6  # another type than the rules'
    left: float = 0.85  # a journey of the rules' is a withdrawal
    coded: float = 0.65  # another code or mode than the rules'
    restated: float = 0.7  # another status than the rules'
    rehedged: float = 0.7  # another certainty, where the status is the rules'
    reversed: float = 0.97  # another polarity than the rules'
    undenied: float = 0.995  # what the rules hold not to be is
    done: float = 0.99  # what the rules hold to be open is done
    opened: float = 0.7  # what the rules hold to be done is still ahead
    kept: float = 0.15  # a participant of the rules' stays
    instead: float = 0.7  # somebody takes part in the place of those of the rules, none of whom stays
    joined: float = 0.6  # somebody takes part where the rules have nobody
    borne_out: float = 0.3  # whom grammar gives to an act that no rule knows, where heads have nobody
    beside: float = 0.98  # somebody takes part beside those whom the rules have
    listed: float = 0.5  # somebody takes part beside whom the heads have, in one list with him
    stays: float = 0.1  # a place of the rules' stays
    moved: float = 0.7  # in another role
    placed: float = 0.85  # a place is the act's where none of the rules' stays
    near: float = 0.9  # a place beside those of the rules
    dated: float = 0.8  # days where the rules have none
    redated: float = 0.9  # other days than the rules'
    undated: float = 1.0  # no time where the rules have one: what is undated links to anything


TRUST = Trust()
