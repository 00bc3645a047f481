"""The `diffusers` engine: any text-to-video pipeline that Hugging Face's diffusers can load."""

from collections.abc import Callable, Iterator
from contextlib import closing

import numpy as np

from generation.engines import Footage
from generation.engines.diffusers import flow, pictures, remembering
from generation.engines.diffusers.loading import configured_model
from generation.engines.diffusers.making import Making
from generation.engines.diffusers.memory import nothing_kept_on_failure
from generation.engines.diffusers.model import Model
from generation.script import Script


class DiffusersEngine:
    """Loads the pipeline named by GENERATION_MODEL once and makes every clip with it.

    A shot longer than the model can make at once is made in segments that overlap, where the model can go on from
    pictures; else they are laid end to end, and the picture jumps where they meet. See `planning`.
    """

    name = "diffusers"

    def __init__(self):
        self._model: Model | None = None

    def frames(self, script: Script, tell: Callable[[float], None]) -> Footage:
        """Denoise the first segment of `script`; all else is made as the chunks are read, the sound with the last.

        Raises ImproperlyConfigured where GENERATION_MODEL names no text-to-video pipeline, EngineFault, and
        whatever `tell` raises: within a step, or a block of the decoder, of its being told to. So do the chunks.
        """
        with nothing_kept_on_failure(self._set_down):
            tell(0.0)
            model = self._ready_model(lean=script.lean)
            making = Making(model, script, tell)
            making.begin()
        plan, sound, times = making.plan, making.sound_file, model.shown_times
        unread = (word for segment in plan.segments for word in model.unread(model.prompt(script, segment.words)))
        return Footage(
            plan.fps * times,
            script.size,
            plan.frame_count * times,
            self._chunks(making, script, times),
            skipped=tuple(dict.fromkeys(unread)),
            sound=str(sound) if sound else None,
        )

    def read_ahead(self, script: Script) -> None:
        """Encode the words of `script` while another clip is marked. Nothing where none was made yet."""
        if (model := self._model) is not None:
            for words in dict.fromkeys(shot.prompt for shot in script.shots):
                remembering.read_ahead(model.pipe, model.prompt(script, words))

    def load(self) -> Model:
        """The model of this engine, from its weights."""
        return configured_model()

    def _ready_model(self, *, lean: bool) -> Model:
        if self._model is None:
            self._model = self.load()
            remembering.remember_words(self._model.pipe)
        self._model.place(lean=lean)
        return self._model

    def _set_down(self) -> None:
        if self._model is not None:
            remembering.forget_words(self._model.pipe)
            self._model.rest()

    def _chunks(self, making: Making, script: Script, times: int) -> Iterator[np.ndarray]:
        with nothing_kept_on_failure(self._set_down), closing(making.chunks()) as made:
            for chunk in flow.raised(made, times):
                yield from pictures.chunks([chunk], script.size)
