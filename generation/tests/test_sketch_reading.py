"""A sentence becomes a scene: who, doing what, where, when; and what was left out is said."""

import pytest

from generation.engines.sketch.reading import read
from generation.engines.sketch.scene import CAMERAS, COLOURS, KINDS, MOODS, MOTIONS, PLACES, TIMES, WEATHERS, Scene


def first(text):
    return read(text).subjects[0]


def kinds(text):
    return [subject.kind for subject in read(text).subjects]


class TestTheWholeSentence:
    def test_the_sentence_of_the_front_page_is_drawn_word_for_word(self):
        scene = read("a red ball bouncing on the beach at sunset")
        assert scene.drew == ("a red ball", "bouncing", "a beach", "sunset")
        assert scene.skipped == ()

    def test_the_same_sentence_is_the_same_scene(self):
        text = "A marmot zigzags through a gleaming bazaar"
        assert read(text) == read(text)

    def test_words_nothing_stands_for_are_said_as_typed(self):
        assert read("a Melancholic robot dances on the moon").skipped == ("Melancholic",)

    def test_words_that_only_join_others_are_never_said_to_be_left_out(self):
        assert read("there is a cat which is in the park with a dog").skipped == ()

    def test_a_figure_that_stands_in_for_another_is_said_to(self):
        assert "a brown rabbit for 'mouse'" in read("a kitten pursuing a mouse").drew

    def test_a_sentence_that_names_nobody_says_who_was_chosen(self):
        scene = read("the meaning of life")
        assert len(scene.subjects) == 1
        assert "name nobody I can draw" in scene.drew[0]
        assert scene.skipped == ("meaning", "life")

    @pytest.mark.parametrize("text", ["", "!!!", "🐱", "\n\n", "a " * 500, "of the in and"])
    def test_nothing_to_read_is_still_a_scene(self, text):
        assert isinstance(read(text), Scene)

    def test_every_scene_keeps_to_the_words_of_scenes(self):
        scene = read(
            "six tiny grey zorps pursuing ten gigantic moose, two ships and a king past a cafe in hail, zoom out"
        )
        assert (scene.place in PLACES, scene.time in TIMES, scene.weather in WEATHERS) == (True, True, True)
        assert (scene.camera in CAMERAS, scene.mood in MOODS) == (True, True)
        assert 1 <= len(scene.subjects) <= 3
        for subject in scene.subjects:
            assert subject.kind in KINDS
            assert subject.motion in MOTIONS
            assert subject.colour is None or subject.colour in COLOURS
            assert 1 <= subject.count <= 5


class TestBelonging:
    """Colour, size, number and motion go to the right subject."""

    def test_each_thing_has_its_own_colour(self):
        ball, car = read("a red ball and a blue car").subjects
        assert (ball.kind, ball.colour, car.kind, car.colour) == ("ball", "red", "car", "blue")

    def test_size_and_number_stay_with_their_noun(self):
        dogs, cat = read("two small dogs chasing a big cat").subjects
        assert (dogs.kind, dogs.count, dogs.motion) == ("dog", 2, "chase")
        assert (cat.kind, cat.count) == ("cat", 1)
        assert dogs.size < 1 < cat.size

    @pytest.mark.parametrize(
        ("text", "colour"),
        [
            ("a woman in red walks", "red"),
            ("a man with a dog in a yellow raincoat", None),
            ("a girl wearing a green dress", "green"),
            ("the cat is black", "black"),
            ("a cat on a red sofa", None),
            ("a white-haired man with blue eyes", None),
            ("a black woman", None),
            ("a vermilion kite", "red"),
            ("a flamingo", "pink"),
        ],
    )
    def test_a_colour_belongs_to_whom_it_is_said_of(self, text, colour):
        assert first(text).colour == colour

    def test_the_grammatical_subject_comes_first(self):
        assert kinds("under a big tree, two children play") == ["child", "tree"]
        assert kinds("grandma's cat sleeps") == ["cat"]
        assert kinds("through the trees a horse gallops")[0] == "horse"

    def test_the_verb_is_about_the_subject_and_not_about_what_it_holds(self):
        boy, kite = read("a boy with a kite running through a field").subjects
        assert (boy.motion, kite.motion) == ("right", "sway")

    def test_who_is_watched_moves_by_its_own_verb(self):
        cat, birds = read("a cat watching birds fly").subjects
        assert (cat.motion, birds.motion, birds.count) == ("still", "fly", 3)

    def test_a_mount_goes_where_its_rider_goes(self):
        assert [subject.motion for subject in read("a man riding a horse to the left").subjects] == ["left", "left"]

    def test_chased_by_turns_the_chase_around(self):
        wolf, rabbit = read("a wolf is chased by a rabbit").subjects
        assert (wolf.motion, rabbit.motion) == ("right", "chase")

    def test_a_group_shares_its_verb(self):
        assert {subject.motion for subject in read("a cat and a dog dancing in the rain").subjects} == {"dance"}

    @pytest.mark.parametrize(
        ("text", "count"),
        [
            ("a flock of birds", 5),
            ("a pair of cats", 2),
            ("three dogs", 3),
            ("cats", 3),
            ("7 red balloons", 5),
            ("a dog", 1),
        ],
    )
    def test_it_counts(self, text, count):
        assert first(text).count == count

    def test_slowly_and_fast_change_the_pace(self):
        assert first("a turtle crawls very slowly").speed == 0.5
        assert first("a fast car drives by").speed == 1.8


class TestSurroundings:
    @pytest.mark.parametrize(
        ("text", "place"),
        [
            ("a steamer on the open ocean", "sea"),
            ("downtown at rush hour, a cab", "city"),
            ("a dog running along the shoreline", "beach"),
            ("a camel and a pyramid", "desert"),
            ("a fish", "underwater"),
            ("a rocket", "space"),
            ("a car under a blue sky on the beach", "beach"),
            ("a boat on a lake in the mountains", "lake"),
            ("people waving from a ferry", "sea"),
            ("a city bus", "city"),
        ],
    )
    def test_a_place_is_said_shown_by_a_sign_or_where_the_subject_lives(self, text, place):
        assert read(text).place == place

    @pytest.mark.parametrize(
        ("text", "time", "weather"),
        [
            ("it is pouring on a dog", "day", "rain"),
            ("the sun is slowly going down behind a horse", "sunset", "clear"),
            ("a wolf under the stars", "night", "clear"),
            ("a blizzard at daybreak", "dawn", "snow"),
            ("thunder, lightning and heavy rain over a house", "day", "storm"),
            ("a cat at midnight in thick fog", "night", "fog"),
        ],
    )
    def test_time_and_weather(self, text, time, weather):
        assert (read(text).time, read(text).weather) == (time, weather)

    @pytest.mark.parametrize(
        ("text", "camera"),
        [
            ("zoom in on a cat", "zoom_in"),
            ("a slow push in on a cat", "zoom_in"),
            ("a turtle in a desert, slow zoom out", "zoom_out"),
            ("a turtle in a desert, the camera zooms out", "zoom_out"),
            ("a slow zoom on a turtle", "zoom_in"),
            ("panning left across a forest", "pan_left"),
            ("a train, camera pans left", "pan_left"),
            ("a train, camera pans to the right", "pan_right"),
            ("the camera follows a dog", "follow"),
            ("tracking shot of a horse", "follow"),
            ("a dog following a cat", "still"),
        ],
    )
    def test_the_camera_does_what_is_said_of_the_camera(self, text, camera):
        assert read(text).camera == camera

    @pytest.mark.parametrize(
        ("text", "mood"),
        [
            ("a cyberpunk alley", "neon"),
            ("a cat, black and white", "noir"),
            ("a soft watercolour house", "pastel"),
            ("a cat", "natural"),
        ],
    )
    def test_the_look_is_a_mood(self, text, mood):
        assert read(text).mood == mood

    def test_the_chosen_style_wins_over_the_words_and_the_words_are_left_out(self):
        scene = read("a pastel robot", style="noir")
        assert (scene.mood, scene.skipped) == ("noir", ("pastel",))

    def test_an_unknown_style_is_refused_with_those_there_are(self):
        with pytest.raises(ValueError, match="Unknown style 'cubist'.*noir"):
            read("a cat", style="cubist")


class TestNegation:
    def test_nobody_is_drawn_where_nobody_should_be(self):
        scene = read("an empty beach, no people")
        assert (scene.place, scene.subjects) == ("beach", ())

    def test_without_takes_away_one_thing_only(self):
        scene = read("a street without rain, a bus passes by")
        assert (scene.weather, kinds("a street without rain, a bus passes by")) == ("clear", ["bus"])
        assert kinds("a cat, not a dog") == ["cat"]


class TestLanguages:
    @pytest.mark.parametrize(
        ("text", "kind", "colour", "motion", "place", "time"),
        [
            ("un chat rouge qui saute sur la plage au coucher du soleil", "cat", "red", "jump", "beach", "sunset"),
            ("Un perro negro corre por la playa de noche", "dog", "black", "right", "beach", "night"),
            ("Ein roter Drache fliegt über die Berge", "dragon", "red", "fly", "mountains", "day"),
            ("Una farfalla gialla vola nel giardino", "butterfly", "yellow", "fly", "park", "day"),
            ("Um cavalo branco corre no campo ao amanhecer", "horse", "white", "right", "field", "dawn"),
        ],
    )
    def test_five_more_languages_are_read_by_heart(self, text, kind, colour, motion, place, time):
        scene, subject = read(text), first(text)
        assert (subject.kind, subject.colour, subject.motion) == (kind, colour, motion)
        assert (scene.place, scene.time, scene.skipped) == (place, time, ())
