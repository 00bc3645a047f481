"""The captions `pocket` learns from: wide, labelled, and kept apart from those it is judged by."""

from collections import Counter

import numpy as np
import pytest

from generation.engines.pocket.grammar import caption, held_out, shown, words
from generation.engines.pocket.grammar.phrasing import verbs
from generation.engines.pocket.grammar.slots import HOMES, MOTIONS, Actor, is_kept, motions, times, weathers
from generation.engines.sketch import scene
from generation.engines.sketch.reading.inflection import plural


@pytest.fixture(scope="module")
def captions():
    rng = np.random.default_rng(3)
    return [caption(rng) for _ in range(3000)]


def said(text, name):
    """Which of the two forms of `name` is in `text`."""
    return {form for form in (name, plural(name)) if form in text}


def test_hardly_two_captions_are_alike(captions):
    assert len({made.words for made in captions}) > 0.98 * len(captions)


def test_the_same_dice_say_the_same():
    assert caption(np.random.default_rng(5)) == caption(np.random.default_rng(5))


def test_every_value_of_every_slot_is_met(captions):
    for slot, values in (
        ("place", scene.PLACES), ("time", scene.TIMES), ("weather", scene.WEATHERS), ("camera", scene.CAMERAS),
        ("mood", scene.MOODS),
    ):  # fmt: skip
        assert {getattr(made.slots, slot) for made in captions} == set(values)
    actors = [actor for made in captions for actor in made.slots.actors]
    assert {actor.kind for actor in actors} == set(scene.KINDS)
    assert {actor.motion for actor in actors} == {*scene.MOTIONS, "wave", "sit"}
    assert {actor.colour for actor in actors} == {None, *words.COLOURS}


def test_no_kind_and_no_place_is_rare(captions):
    for counted in (
        Counter(made.slots.place for made in captions),
        Counter(made.slots.actors[0].kind for made in captions),
    ):
        assert min(counted.values()) > 0.25 * len(captions) / len(counted)


def test_the_words_say_what_is_told_and_nothing_else(captions):
    for made in captions:
        text, slots = made.words.lower(), made.slots
        places = {*words.PLACES[slots.place], *words.AFLOAT.get(slots.place, ())}
        assert any(phrase.lower() in text for phrase in places) or "place" not in made.told, caption
        for slot, ways in (("time", words.TIMES), ("camera", words.CAMERAS), ("mood", words.MOODS)):
            assert any(way.lower() in text for way in ways[getattr(slots, slot)]) == (slot in made.told), made
        for actor in slots.actors:
            assert any(colour in text for colour in words.COLOURS.get(actor.colour, ("",)))
            assert any(said(text, name) for name in words.NOUNS[actor.kind]), made


def test_only_what_can_be_told_is_asked_for(captions):
    for made in captions:
        slots = made.slots
        assert slots.weather in weathers(slots.place)
        assert slots.time in times(slots.place, slots.weather, slots.mood)
        for actor in slots.actors:
            assert slots.place in HOMES[actor.kind]
            assert actor.motion == "chase" or actor.motion in motions(actor.kind, slots.place) or len(slots.actors) == 2
        if slots.mood not in ("natural", "warm", "cool"):
            assert all(actor.colour is None for actor in slots.actors)


def test_every_way_of_moving_has_its_words():
    assert all(verbs(Actor(kind, motion=motion)) for kind in scene.KINDS for motion in MOTIONS[kind])


class TestHeldOut:
    def test_training_never_sees_its_combinations(self, captions):
        seen = {key for made in captions for key in made.slots.keys}
        kept = [[key for key in caption.slots.keys if is_kept(key)] for caption in held_out(200)]
        assert all(kept)
        assert not seen & {key for keys in kept for key in keys}
        assert len({key for keys in kept for key in keys}) > 40

    def test_it_is_always_the_same(self):
        assert held_out(200)[:20] == held_out(20)
        assert held_out(1)[0].words == "Three grass green dogs turning round and round far out in space, zoom out"

    def test_it_meets_every_place_and_camera(self):
        assert {caption.slots.camera for caption in held_out(200)} == set(scene.CAMERAS)
        assert len({caption.slots.place for caption in held_out(200)}) == len(scene.PLACES)


class TestCast:
    def test_people_are_called_by_their_number_on_the_sheet(self):
        rng = np.random.default_rng(4)
        for count in (1, 2, 3):
            made = caption(rng, cast=count)
            assert made.cast == count
            assert all(shown(number, count) in made.words.lower() for number in range(count))
            assert [actor.subject().who for actor in made.slots.actors] == [f"shown{n}" for n in range(count)]
