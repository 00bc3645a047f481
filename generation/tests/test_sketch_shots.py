"""A shot goes on where the one before it was, about whom it was, until its words say otherwise."""

from generation.engines.sketch.reading import read_shots


def test_place_hour_and_weather_stay():
    _, second, third = read_shots(["a boat on the sea at night in the rain", "a whale jumps", "no rain any more"])
    assert (second.place, second.time, second.weather) == ("sea", "night", "rain")
    assert (third.place, third.weather) == ("sea", "clear")


def test_what_is_said_anew_counts():
    _, second = read_shots(["a red robot in the city at night", "a dog in the park by day"])
    assert (second.place, second.time, [subject.kind for subject in second.subjects]) == ("park", "day", ["dog"])


def test_a_shot_that_names_nobody_is_about_the_same_one():
    _, second = read_shots(["a red robot walking in the city", "then it dances"])
    assert [(subject.kind, subject.colour, subject.motion) for subject in second.subjects] == [
        ("robot", "red", "dance")
    ]
    assert second.drew == ("a red robot", "dancing", "a city")


def test_nobody_is_taken_where_they_cannot_be():
    _, second = read_shots(["a cat in the desert", "a whale swims by"])
    assert second.place == "sea"


def test_who_comes_back_looks_as_before():
    _, _, third = read_shots(["a tiny red boat at sea", "a whale rises", "the boat sails on under the stars"])
    (boat,) = third.subjects
    assert (boat.kind, boat.colour, boat.size, third.time) == ("boat", "red", 0.6, "night")


def test_another_one_looks_as_it_is_said():
    _, second = read_shots(["a red boat at sea", "a blue boat at sea"])
    assert second.subjects[0].colour == "blue"


def test_what_is_said_aloud_is_neither_drawn_nor_missed():
    (scene,) = read_shots(['a red cat says "Hello, old dog!" on the beach'])
    assert (scene.drew, scene.skipped) == (("a red cat", "a beach"), ())
