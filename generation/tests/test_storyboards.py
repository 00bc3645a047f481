"""Shots from one sentence, and moving them about."""

import pytest

from generation.storyboards import MOST_SHOTS, draft, rearranged, shared


def words(sentence, seconds=10):
    return [shot.prompt for shot in draft(sentence, seconds)]


@pytest.mark.parametrize(
    ("sentence", "clauses"),
    [
        ("a cat sleeps, then it wakes", ["a cat sleeps", "it wakes"]),
        ("a cat sleeps and then it wakes", ["a cat sleeps", "it wakes"]),
        ("a cat sleeps; it wakes", ["a cat sleeps", "it wakes"]),
        ("A cat sleeps. It wakes! Where is it?", ["A cat sleeps", "It wakes!", "Where is it?"]),
        ("un chat dort, puis il se réveille", ["un chat dort", "il se réveille"]),
        ("un chat dort. Ensuite il court", ["un chat dort", "il court"]),
        ("a cat\nanother cat", ["a cat", "another cat"]),
        ("Then a cat wakes, then", None),
        ("an authentic cat and a lengthener", None),
    ],
)
def test_it_is_cut_where_something_follows(sentence, clauses):
    drafted = words(sentence)
    assert drafted == clauses if clauses else len(drafted) == 3


def test_what_is_said_stays_whole():
    assert words('Ana says: "Stop. Then go; now." Then she runs') == ['Ana says: "Stop. Then go; now."', "she runs"]
    assert words("« Bonjour. Puis adieu. » dit-elle, puis elle part")[1] == "elle part"


def test_one_clause_is_seen_from_three_distances_in_its_language():
    assert words("a fox in the snow.") == [
        "a fox in the snow, wide shot", "a fox in the snow, closer", "a fox in the snow, close-up of a detail",
    ]  # fmt: skip
    assert words("un renard dans la neige")[0] == "un renard dans la neige, plan large"


@pytest.mark.parametrize("seconds", [1, 2, 5, 10, 15, 25])
def test_the_lengths_are_whole_seconds_that_add_up(seconds):
    shots = draft("a. b. c. d. e. f. g. h. i. j. k. l", seconds)
    assert sum(shot.seconds for shot in shots) == seconds
    assert len(shots) == min(MOST_SHOTS, seconds)
    assert all(shot.seconds >= 1 for shot in shots)
    assert "l" in shots[-1].prompt  # nothing is lost


def test_nothing_gives_no_shots():
    assert draft("  \n ; . ", 10) == []


def test_shared_differs_by_one_at_most():
    assert shared(10, 3) == [4, 3, 3]


def test_shots_are_moved_and_removed_but_for_the_last_one():
    assert rearranged(["a", "b", "c"], "up", 2) == ["a", "c", "b"]
    assert rearranged(["a", "b", "c"], "down", 0) == ["b", "a", "c"]
    assert rearranged(["a", "b"], "remove", 0) == ["b"]
    for act, number in (("up", 0), ("down", 1), ("remove", 7), ("up", -1)):
        assert rearranged(["a", "b"], act, number) == ["a", "b"]
    assert rearranged(["a"], "remove", 0) == ["a"]
