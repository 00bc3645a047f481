"""Looks that operators added, as `sketch` draws them."""

import pytest

from generation.engines.sketch import Sketch
from generation.engines.sketch.palettes import palette
from generation.script import Script, Shot


@pytest.mark.parametrize(
    ("style", "words", "mood"),
    [
        ("", "noir", ""),
        ("noir", "pastel colours", "noir"),
        ("winter-night", "cold light, frosty, bluish", "cool"),
        ("neon-nights", "", "neon"),
        ("old-films", "black and white film, chiaroscuro, warm", "noir"),
        ("evening", "Golden hour, honey-coloured light", "golden"),
        ("sparkly", "", "natural"),
    ],
)
def test_a_style_is_drawn_in_its_own_palette_or_in_the_nearest_one(style, words, mood):
    assert palette(style, words) == mood


def test_a_style_that_was_added_yesterday_can_be_drawn():
    script = Script((Shot("a cat in the park", 0.1),), (240, 426), 7, "winter-night", "frosty, bluish")
    plain = Script((Shot("a cat in the park", 0.1),), (240, 426), 7, "cool")
    asked, cool = (next(Sketch().frames(each, lambda fraction: None).chunks) for each in (script, plain))
    assert (asked == cool).all()
