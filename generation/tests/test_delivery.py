"""What reaches the row beside the pictures: captions, sound, and the clips that came before."""

import hashlib
import wave
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from generation.engines import get_engine
from generation.models import Generation
from generation.services import rendering
from generation.sound import has_sound
from generation.states import State
from tests.engines import FPS, SIZE, Quick
from tests.works import made_once

pytestmark = pytest.mark.django_db


class Humming(Quick):
    """With a sound that is whole once the last frame was read."""

    name = "humming"
    left = None

    def frames(self, script, tell):
        Humming.left = Path(self.folder) / "hum.wav"
        footage = super().frames(script, tell)
        return replace(footage, sound=str(self.left), chunks=self._then_write(footage.chunks))

    def _then_write(self, chunks):
        yield from chunks
        with wave.open(str(self.left), "wb") as file:
            file.setparams((1, 2, 8000, 0, "NONE", ""))
            file.writeframes((3000 * np.sin(np.arange(16_000) / 9)).astype("<i2").tobytes())


@pytest.fixture
def humming(settings, tmp_path):
    settings.GENERATION_ENGINES = settings.GENERATION_ENGINES | {"humming": f"{__name__}.Humming"}
    Humming.folder = tmp_path
    get_engine.cache_clear()
    yield "humming"
    get_engine.cache_clear()


def test_the_sound_of_an_engine_is_heard_and_its_file_is_gone(make_clip, humming):
    clip = make_clip(engine=humming)
    assert clip.has_sound
    assert has_sound(clip.video.path)
    assert not Humming.left.exists()
    assert made_once(clip)


def test_the_registry_knows_the_file_that_is_shown_sound_and_all(make_clip, humming):
    clip = make_clip(engine=humming)
    assert clip.registry.sha256 == hashlib.sha256(Path(clip.video.path).read_bytes()).hexdigest()


def test_a_clip_without_sound_says_so(make_clip):
    clip = make_clip()
    assert not clip.has_sound
    assert not has_sound(clip.video.path)


def test_what_is_said_in_it_is_in_its_captions(make_clip):
    clip = make_clip(prompt='a cat on the beach says: "Good morning"')
    assert clip.captions.startswith("WEBVTT")
    assert "Good morning" in clip.captions
    assert make_clip(prompt="a cat on the beach").captions == ""


def test_a_clip_that_goes_on_from_a_draft_begins_with_it(make_clip, ask, alice):
    draft = make_clip(prompt='a cat says: "One"')
    Generation.objects.filter(pk=draft.pk).update(width=SIZE[0], height=SIZE[1])
    draft.refresh_from_db()
    clip = ask(prompt='a dog says: "Two"', before=(draft,))
    Generation.objects.filter(pk=clip.pk).update(width=SIZE[0], height=SIZE[1])
    rendering.make_now(clip)
    assert clip.state == State.READY, clip.trouble
    assert clip.registry.seconds == pytest.approx(2 * Quick.frame_count / FPS)
    assert clip.captions.index("One") < clip.captions.index("Two")


def test_a_part_that_is_gone_fails_the_clip_and_says_so(make_clip, ask):
    draft = make_clip()
    clip = ask(before=(draft,))
    draft.delete()
    rendering.make_now(clip)
    assert (clip.state, clip.failure, clip.attempts) == (State.FAILED, "source", 1)
