"""The `diffusers` engine: any text-to-video pipeline that Hugging Face's diffusers can load, by folder or hub name."""

from collections.abc import Callable

import numpy as np

from generation.engines import Footage
from generation.engines.diffusers import pictures
from generation.engines.diffusers.loading import configured_model
from generation.engines.diffusers.memory import nothing_kept_on_failure
from generation.engines.diffusers.model import Model
from generation.engines.diffusers.planning import Piece, Plan
from generation.engines.diffusers.watching import Watch
from generation.script import Script


class DiffusersEngine:
    """Loads the pipeline named by GENERATION_MODEL once and makes every clip with it, at the model's own frame rate.

    A shot longer than the model can make at once is made of several pieces, each with the same words and a seed of
    its own, laid end to end: the picture jumps where they meet.
    """

    name = "diffusers"

    def __init__(self):
        self._model: Model | None = None

    def frames(self, script: Script, tell: Callable[[float], None]) -> Footage:
        """Make all pictures of `script`; only their last fitting into its size is left to the reader of the chunks.

        Raises ImproperlyConfigured where GENERATION_MODEL names no text-to-video pipeline, OutOfMemory, and
        whatever `tell` raises: within a step, or a block of the decoder, of its being told to.
        """
        with nothing_kept_on_failure(self._set_down):
            tell(0.0)
            model = self._ready_model(lean=script.lean)
            plan = model.plan(script)
            made = self._make(model, plan, Watch(tell, pieces=len(plan.pieces)))
        tell(1.0)
        unread = tuple(word for piece in plan.pieces for word in model.unread(piece.prompt))
        chunks = pictures.chunks(made, script.size)
        return Footage(plan.fps, script.size, plan.frame_count, chunks, skipped=tuple(dict.fromkeys(unread)))

    def _ready_model(self, *, lean: bool) -> Model:
        if self._model is None:
            self._model = configured_model()
        self._model.place(lean=lean)
        return self._model

    def _set_down(self) -> None:
        if self._model is not None:
            self._model.pipe.maybe_free_model_hooks()  # what moves parts of the model to the GPU and back

    def _make(self, model: Model, plan: Plan, watch: Watch) -> list[np.ndarray]:
        with watch.blocks_of(model.pipe):
            return [self._make_piece(model, plan, piece, watch) for piece in plan.pieces]

    def _make_piece(self, model: Model, plan: Plan, piece: Piece, watch: Watch) -> np.ndarray:
        """One run of the pipeline: uint8 pictures (piece.frames, height, width, 3), at the model's size."""
        made = model.run(piece, plan.size, watch.after_step(piece.number))
        if len(made) < piece.frames:
            raise RuntimeError(f"{model.name} was asked for {piece.asked} frames and made {len(made)}")
        return pictures.whole_numbers(made[: piece.frames])
