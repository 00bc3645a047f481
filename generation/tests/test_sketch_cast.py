"""@handles in a sentence: who of the cast is in the scene, doing what, on what, in what."""

import pytest

from generation.engines.sketch.reading import read
from generation.engines.sketch.scene import Scene

CAST = {"ana": "", "bob": "", "chloe_2": "", "dev": ""}


def scene(text, **preferences):
    return read(text, cast=CAST | preferences)


def named(text, **preferences):
    """Who plays what, and how they move."""
    return [(subject.who, subject.kind, subject.motion) for subject in scene(text, **preferences).subjects]


class TestWhoIsThere:
    @pytest.mark.parametrize(
        ("text", "who"),
        [
            ("@ana on the beach", ["ana"]),
            ("on the beach, at sunset, @ana", ["ana"]),
            ("@ANA", ["ana"]),
            ("(@ana) dances!", ["ana"]),
            ("a portrait of @ana", ["ana"]),
            ("@ana's dog runs", ["ana", ""]),
            ("@chloe_2 walks", ["chloe_2"]),
            ("@ana, @bob and @dev run", ["ana", "bob", "dev"]),
            ("a dog chases @ana", ["", "ana"]),
            ("a cat like @ana", ["", "ana"]),
            ("@ana walks. Then @ana jumps", ["ana"]),
        ],
    )
    def test_a_handle_is_a_person_wherever_it_stands(self, text, who):
        assert [subject.who for subject in scene(text).subjects] == who

    def test_a_person_comes_before_those_without_a_name_where_there_are_too_many(self):
        assert {"ana", "bob"} < {subject.who for subject in scene("two dogs, a cat, a horse, @ana and @bob").subjects}
        assert "ana" in {subject.who for subject in scene("a family with @ana").subjects}

    def test_a_fourth_person_is_left_out_and_said_to_be(self):
        crowded = scene("@ana, @bob, @chloe_2 and @dev run")
        assert len(crowded.subjects) == 3
        assert crowded.skipped == ("@dev",)

    def test_there_is_one_of_each_person(self):
        assert scene("three @ana dance").subjects[0].count == 1

    @pytest.mark.parametrize("text", ["@zoe dances", "@zoe on the beach", "a picture of @zoe", "@zoe@ana.org"])
    def test_who_is_not_in_the_cast_is_drawn_as_nobody(self, text):
        alone = scene(text)
        assert alone.subjects == ()
        assert any(word.startswith("@zoe") for word in alone.skipped)

    def test_others_act_beside_somebody_who_is_not_in_the_cast(self):
        assert named("@zoe and @ana dance") == [("ana", "man", "dance")]
        assert scene("@zoe and @ana dance").skipped == ("@zoe",)

    def test_without_a_cast_a_handle_is_nobody(self):
        assert read("@ana dances").subjects == ()

    def test_an_address_names_nobody(self):
        assert all(not subject.who for subject in scene("write to zoe@ana.org").subjects)


class TestWhatTheyDo:
    @pytest.mark.parametrize(
        ("text", "motions"),
        [
            ("@ana and @bob dance in the rain", ["dance", "dance"]),
            ("@ana dances with @bob on the beach", ["dance", "dance"]),
            ("@ana danse avec @bob sous la pluie", ["dance", "dance"]),
            ("@ana tanzt mit @bob am Strand", ["dance", "dance"]),
            ("@ana baila con @bob en la playa", ["dance", "dance"]),
            ("@ana balla con @bob sulla spiaggia", ["dance", "dance"]),
            ("@ana dança com @bob na praia", ["dance", "dance"]),
            ("@ana runs while @bob sits", ["right", "still"]),
            ("two dogs chase @ana and @bob", ["chase", "right", "right"]),
        ],
    )
    def test_each_acts_by_the_verb_that_is_theirs(self, text, motions):
        assert [motion for _, _, motion in named(text)] == motions

    def test_somebody_with_nothing_to_do_waves_and_says_so(self):
        assert scene("@ana on the beach").drew == ("@ana, waving", "a beach")
        assert scene("@ana sits on the beach").drew == ("@ana, sitting", "a beach")

    def test_nobody_waves_where_there_is_no_ground(self):
        assert scene("@ana in space").subjects[0].gesture == ""

    def test_two_who_do_the_same_are_both_told(self):
        assert scene("@ana and @bob dance").drew[:2] == ("@ana, dancing", "@bob, dancing")


class TestAsWhatTheyAppear:
    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("@ana runs", "man"),
            ("the girl @ana runs", "child"),
            ("the woman @ana runs", "woman"),
            ("@ana is an astronaut on the moon", "astronaut"),
            ("astronaut @ana waves", "astronaut"),
            ("@ana dressed as a queen", "woman"),
            ("a robot dances with @ana", "robot"),
        ],
    )
    def test_words_say_which_figure_they_are(self, text, kind):
        assert scene(text).subjects[0].kind == kind
        assert len([subject for subject in scene(text).subjects if subject.who]) == 1

    @pytest.mark.parametrize(
        ("text", "mounts"),
        [
            ("@ana rides a bicycle", [("ana", "bicycle")]),
            ("@ana on a horse in the desert", [("ana", "horse")]),
            ("@ana drives a red car at night", [("ana", "car")]),
            ("@ana and @bob ride bicycles", [("ana", "bicycle"), ("bob", "bicycle")]),
            ("@ana fährt Fahrrad", [("ana", "bicycle")]),
            ("@ana walks a horse", [("ana", "man"), ("", "horse")]),
            ("a boy rides a horse with @ana", [("", "child"), ("", "horse"), ("ana", "man")]),
        ],
    )
    def test_who_rides_is_one_with_what_they_ride(self, text, mounts):
        assert sorted((subject.who, subject.kind) for subject in scene(text).subjects) == sorted(mounts)

    def test_a_colour_goes_to_what_it_is_said_of(self):
        rider = scene("@ana in a green dress rides a red bicycle").subjects[0]
        assert (rider.colour, dict(rider.wearing)) == ("red", {"clothes": "green"})
        assert scene("@ana in a red hat").subjects[0].wearing == (("fedora", "red"),)
        assert scene("a man in a red hat").subjects[0].colour == "red"


class TestPreferences:
    def test_what_they_like_to_wear_is_worn(self):
        seen = scene("@ana dances", ana="always wears a fedora and red clothes").subjects[0]
        assert (seen.colour, seen.wearing) == ("red", (("fedora", None),))

    def test_it_may_be_said_in_the_first_person_and_in_other_languages(self):
        assert scene("@ana dances", ana="I always wear sunglasses").subjects[0].wearing == (("sunglasses", None),)
        assert scene("@ana dances", ana="toujours en rouge").subjects[0].colour == "red"
        assert scene("@ana dances", ana="trägt immer einen Hut").subjects[0].wearing == (("fedora", None),)
        assert scene("@ana dances", ana="siempre con gafas de sol").subjects[0].wearing == (("sunglasses", None),)

    def test_the_words_of_the_clip_win(self):
        assert scene("@ana in a blue dress dances", ana="wears red").subjects[0].colour == "blue"

    def test_what_they_never_wear_is_not_put_on(self):
        assert scene("@ana dances", ana="never sunglasses").subjects[0].wearing == ()

    def test_what_cannot_be_drawn_is_said_to_be_left_out(self):
        assert scene("@ana dances", ana="loves ice cream, on the beach").skipped == ("loves", "ice", "cream", "beach")
        assert scene("@ana dances", ana="loves ice cream").place == "park"

    def test_they_belong_to_one_person(self):
        ana, bob = scene("@ana and @bob dance", ana="wears a cap").subjects
        assert (dict(ana.wearing), dict(bob.wearing)) == ({"cap": None}, {})

    @pytest.mark.parametrize("liked", ["", "!!!", "@bob", "@ana @ana", "a dog on a horse", "🎩"])
    def test_any_preference_is_still_a_scene(self, liked):
        told = scene("@ana dances", ana=liked)
        assert isinstance(told, Scene)
        assert [subject.who for subject in told.subjects] == ["ana"]
