"""Walking a dependency tree."""

from __future__ import annotations

from analysed import tree_of, word


def test_a_path_goes_up_to_what_stops_it_and_else_to_the_root():
    tree = tree_of("The envoy of the king of Norway left Oslo.")
    low = word(tree, "Norway")
    upwards = [word(tree, form) for form in ("Norway", "king", "envoy")]
    assert tree.path_to(low, word(tree, "left")) == upwards
    assert tree.path_to(low, word(tree, "envoy")) == upwards[:2]
    assert tree.path_to(low, word(tree, "Oslo")) == [*upwards, word(tree, "left")]
