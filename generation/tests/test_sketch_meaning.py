"""What the reader knows by heart, and what it understands of words it never saw."""

import subprocess
import sys

import pytest

from generation.engines.sketch.reading import meaning, read
from generation.engines.sketch.reading.inflection import plural, verb_forms
from generation.engines.sketch.reading.vocabulary import english, foreign, rows
from generation.engines.sketch.scene import CAMERAS, COLOURS, KINDS, MOODS, MOTIONS, PLACES, TIMES, WEATHERS


class TestByMeaning:
    """Words Skylark has never seen are understood by what they mean, or left out."""

    UNHEARD = (("labradoodle", "dog"), ("granddad", "man"), ("sailboard", "boat"), ("astronautess", "astronaut"))

    @pytest.mark.parametrize(("word", "kind"), UNHEARD)
    def test_an_unknown_noun_becomes_the_nearest_figure(self, word, kind):
        assert (word,) not in english().phrases
        assert read(f"a {word} in the park").subjects[0].kind == kind

    def test_what_is_guessed_is_said_to_be_a_guess(self):
        assert "a dog for 'labradoodle'" in read("a labradoodle").drew

    @pytest.mark.parametrize("town", ["Marseille", "Osaka", "Liverpool"])
    def test_a_city_nobody_told_it_of_is_a_city(self, town):
        assert (town.lower(),) not in english().phrases
        assert read(f"a cat in {town}").place == "city"

    @pytest.mark.parametrize("word", ["jurisprudence", "referendum", "toothbrush", "gratitude", "microchip"])
    def test_what_is_no_picture_is_left_out(self, word):
        scene = read(f"a cat and its {word}")
        assert [subject.kind for subject in scene.subjects] == ["cat"]
        assert word in scene.skipped

    def test_compounds_are_read_by_their_last_part(self):
        assert ("turnipfield",) not in english().phrases
        assert read("a cow in a turnipfield").place == "field"


class TestVocabulary:
    SLOTS = {"place": PLACES, "time": TIMES, "weather": WEATHERS, "camera": CAMERAS, "mood": MOODS, "motion": MOTIONS}

    @pytest.mark.parametrize("lexicon", [english(), foreign("fr"), foreign("de")], ids=["en", "fr", "de"])
    def test_every_phrase_means_something_a_scene_can_hold(self, lexicon):
        allowed = {slot: set(values) for slot, values in self.SLOTS.items()} | {"colour": set(COLOURS)}
        meanings = [meaning for known in (*lexicon.phrases.values(), *lexicon.stems.values()) for meaning in known]
        assert [known for known in meanings if known.slot in allowed and known.value not in allowed[known.slot]] == []
        assert {kind for known in meanings if known.slot == "kind" for kind in known.value.split("+")} <= set(KINDS)

    @pytest.mark.parametrize("name", ["kinds", "motions", "surroundings", "qualities", "english", "languages"])
    def test_every_line_of_words_has_words(self, name):
        assert all(head and phrases for head, phrases in rows(name))

    def test_english_forms_are_made(self):
        assert [plural(noun) for noun in ("dog", "fire fly", "snow man", "bus", "fish")] == [
            "dogs", "fire flies", "snow men", "buses", "fish",
        ]  # fmt: skip
        assert {"takes off", "taking off", "took off"} <= set(verb_forms("take off"))
        assert {"running", "ran"} <= set(verb_forms("run"))


class TestTheModel:
    def test_weights_that_are_not_the_genuine_ones_are_refused_by_name(self, tmp_path):
        path = tmp_path / "model.safetensors"
        path.write_bytes(b"not the genuine weights")
        with pytest.raises(meaning.WrongWeights, match="model.safetensors has SHA-256"):
            meaning.check_weights(path)

    def test_a_folder_of_the_settings_is_used_instead(self, settings, tmp_path):
        settings.SENTENCE_MODEL = str(tmp_path / "nowhere")
        with pytest.raises((OSError, ValueError)):
            meaning.load()

    def test_importing_the_engine_loads_no_torch(self):
        code = "import sys, django; django.setup(); import generation.engines.sketch; print('torch' in sys.modules)"
        environment = {"DJANGO_SETTINGS_MODULE": "sora_site.test_settings"}
        done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("text", "doing"),
    [
        ("a robot walking in the city", "walking"),
        ("two dogs running fast in the park", "running"),
        ("a car speeding along the road", "driving fast"),
        ("a boat sailing left on the lake", "sailing to the left"),
    ],
)
def test_what_is_drawn_is_told_in_the_words_people_use(text, doing):
    assert doing in read(text).drew
