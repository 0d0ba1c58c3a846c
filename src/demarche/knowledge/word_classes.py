"""Classes of words that rules of reading ask for: verbs of state, verbs of holding, amounts.

What each class is for stands above its row in the table.
"""

from __future__ import annotations

from functools import cache

from demarche.knowledge.tables import classes

TABLE = "word_classes.tsv"
CLASSES = frozenset(
    "state speech stance hold_content issue express meeting tell_object schedule scene_setting "
    "stage_event amount stretch leave unaimed shoot compass name_link abroad named_by_use kinship draft "
    "enact answer befallen many put custody soil assemble harm carry_out declared ordered_still journey "
    "whoever attempted firm get clash duel attacker helped demand hold_office borne sent_for pass_on "
    "trust told_in take_town bid call_for contain "
    "set_against own_plan harmful of_offence voted_help unforeseen captivity series ground court part "
    "own_up settlement under_way mission missed term convene gathering take_up turn_down expecting "
    "call_vote posted mutual deed undergone give_to local_office seek venture suspicion command zealot "
    "held_by_state strike_at plural_modifier make_believe untrue urge materiel truce break_off exercise "
    "endeavour yearly beat_off subjunctive happening under_way_verbs denying hearsay short_of leave_off "
    "deed_noun foresee whereabouts lasting contest still_to_do undergo complain proof hearsay_noun "
    "appoint_day put_off prolong lasting_measure quell uttered of_government counterpart former head_of "
    "adviser called_men partisan peacekeeper crowd distance_unit away_from roughly have_done money side "
    "stand_between act_noun demand_noun offer_noun charge_noun "
    "go_between mediate preside of_region bring by_stand information leave_given received at_hand law "
    "lasting_state undertaking refuse_to weigh take_back answer_with grievance "
    "as_officer as_envoy as_diplomat as_judge as_lawmaker as_journalist as_monarch as_cleric as_lawyer "
    "body_name league creed no_party guest_city sentence_to stands_to announced_harm has_a_first_day "
    "suit contend gunnery crackdown firing receive send_for hand_on built_for outlaw meant legation naming "
    "edge punish led_name talk_over of_rank".split()
)


def word_class(name: str) -> frozenset[str]:
    """The words of a class, lemmas in lower case."""
    return _table()[name]


@cache
def _table() -> dict[str, frozenset[str]]:
    return classes(TABLE, CLASSES)
