"""What a model is told of a script: people by their pictures, the look, and what is said."""

import pytest

from generation.engines.catalogue import ModelCard
from generation.engines.diffusers.words import Wording, cast
from generation.script import Reference, Script, Shot

BOB = Reference("bob", "Bob Stone", (b"",), "always wears a fedora")
ANA = Reference("ana", "Ana Sousa", (b"",))
EVE = Reference("eve", "Eve", (b"",))


def told(words, *people, cast=3, sound=False, **look):
    script = Script((Shot(words, 5),), (480, 854), seed=1, references=people, **look)
    return Wording(script, ModelCard("m", "M", cast=cast, sound=sound)).of(words)


class TestPeople:
    def test_one_is_the_person_of_the_reference_picture(self):
        assert told("@ana on the beach", ANA) == "Ana Sousa (the person of the reference picture) on the beach"

    def test_several_are_told_apart_in_the_order_of_their_mention(self):
        assert told("@bob waves at @ana", ANA, BOB) == (
            "Bob Stone (the person of the first reference picture, always wears a fedora) "
            "waves at Ana Sousa (the person of the second reference picture)"
        )

    def test_the_second_time_the_name_is_enough(self):
        assert told("@ana runs, @Ana falls", ANA).endswith("runs, Ana Sousa falls")

    def test_a_model_without_reference_pictures_gets_names_and_preferences(self):
        words = "@bob waves at @ana"
        assert told(words, ANA, BOB, cast=0) == "Bob Stone (always wears a fedora) waves at Ana Sousa"

    def test_who_is_too_many_for_the_model_is_named_only(self):
        made = told("@eve, @bob and @ana", ANA, BOB, EVE, cast=1)
        assert made == "Eve (the person of the reference picture), Bob Stone (always wears a fedora) and Ana Sousa"

    @pytest.mark.parametrize("words", ["mail ana@ana.org", "@anabel sings", "no @ ana"])
    def test_what_only_looks_like_a_handle_stays(self, words):
        assert told(words, ANA) == words

    def test_a_name_cannot_smuggle_in_another_person(self):
        assert told("@ana and @bob", Reference("ana", "@bob", (b"",)), BOB, cast=0) == (
            "bob and Bob Stone (always wears a fedora)"
        )

    def test_in_every_shot_a_person_keeps_their_number(self):
        shots = (Shot("@bob sings", 2), Shot("@ana dances", 2))
        script = Script(shots, (480, 854), seed=1, references=(ANA, BOB))
        assert [person.handle for person in cast(script)] == ["bob", "ana"]
        wording = Wording(script, ModelCard("m", "M", cast=3))
        assert wording.of("@ana dances") == "Ana Sousa (the person of the second reference picture) dances"


class TestLook:
    def test_the_words_of_a_style_come_last(self):
        assert told("a cat", style="noir", style_words="black and white, hard light") == (
            "a cat, black and white, hard light"
        )

    def test_a_style_without_words_is_named(self):
        assert told("a cat", style="noir") == "a cat, noir style"


class TestSpeech:
    WORDS = 'a cat says: "Hello there", then sleeps'

    def test_a_model_with_sound_is_told_every_line(self):
        assert told(self.WORDS, sound=True) == self.WORDS

    @pytest.mark.parametrize("line", ['"Hello there"', "“Hello there”", "« Bonjour »"])
    def test_a_silent_one_does_not_paint_what_is_said(self, line):
        assert told(self.WORDS.replace('"Hello there"', line)) == "a cat says, then sleeps"

    def test_what_is_written_on_a_sign_is_to_be_seen(self):
        words = 'a sign that reads "OPEN" above a cat'
        assert told(words) == words
