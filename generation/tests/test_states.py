import pytest

from generation.services.requests import FIRST_STATE
from generation.states import FINISHED, IN_FLIGHT, MOVES, State


def test_every_state_has_a_row_in_the_table():
    assert set(MOVES) == set(State)


def test_every_state_can_be_reached():
    reached, frontier = set(), set(FIRST_STATE.values())
    while frontier:
        reached |= frontier
        frontier = {to for state in frontier for to in MOVES[state]} - reached
    assert reached == set(State)


def test_only_finished_states_are_dead_ends():
    assert {state for state, moves in MOVES.items() if not moves} <= FINISHED


@pytest.mark.parametrize("state", sorted(set(State) - FINISHED))
def test_every_unfinished_clip_can_be_cancelled(state):
    assert State.CANCELLED in MOVES[state]


def test_nothing_is_in_flight_and_finished():
    assert not IN_FLIGHT & FINISHED


def test_only_a_running_clip_becomes_ready():
    assert [state for state in State if State.READY in MOVES[state]] == [State.RUNNING]


def test_no_state_moves_to_itself():
    assert not [state for state, moves in MOVES.items() if state in moves]
