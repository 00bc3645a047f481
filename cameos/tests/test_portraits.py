"""The people who do not exist: each has one face, and it is theirs."""

import io
from itertools import combinations

import numpy as np
import pytest
from PIL import Image

from cameos.faces import find_faces
from cameos.portraits import SITTERS, Sitter, draw_portrait


def pixels(file):
    return np.asarray(Image.open(io.BytesIO(file)).convert("RGB")).astype(int)


@pytest.mark.parametrize("name", SITTERS)
def test_a_portrait_has_exactly_one_face(name):
    [face] = find_faces(draw_portrait(name))
    assert face.score > 0.8


def test_those_the_demo_and_the_tests_name_are_there():
    assert {"ana", "basil", "chloe", "dev", "alice", "bob"} <= set(SITTERS)


def test_a_portrait_is_the_same_every_time():
    assert draw_portrait("dev", side=256) == draw_portrait("dev", side=256)


def test_no_two_people_look_alike():
    portraits = {name: pixels(draw_portrait(name, side=128)) for name in SITTERS}
    for one, other in combinations(portraits, 2):
        assert np.abs(portraits[one] - portraits[other]).mean() > 20, (one, other)


def test_a_person_can_be_made_up_on_the_spot():
    zoe = Sitter("Zoë", (200, 150, 110), (90, 60, 40), "curls", (240, 240, 240), "hoodie", (120, 130, 150))
    assert len(find_faces(draw_portrait(zoe, side=512))) == 1


def test_a_portrait_is_as_large_as_asked():
    assert pixels(draw_portrait("bob", side=300)).shape == (300, 300, 3)
