"""Progress out of a running pipeline, and the way to stop one."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager


class Watch:
    """Tells how far a clip of several pieces is. Whatever `tell` raises stops the pipeline where it is.

    `pipe._interrupt` would only skip the other steps, then decode and return half-made frames as if all were well.
    """

    def __init__(self, tell: Callable[[float], None], *, pieces: int):
        self._tell, self._pieces, self._done = tell, pieces, 0.0

    def after_step(self, piece: int) -> Callable:
        """The `callback_on_step_end` of one piece. Decoding counts as one step more, so it never says 1.0."""

        def callback(pipe, step, timestep, kept):
            steps = max(len(pipe.scheduler.timesteps), step + 1)
            self._done = max(self._done, (piece + (step + 1) / (steps + 1)) / self._pieces)
            self._tell(self._done)
            return kept

        return callback

    @contextmanager
    def blocks_of(self, worker) -> Iterator[None]:
        """While open, every block of `worker`, a network or all those of a pipeline, says that work goes on: a step
        may take minutes, decoding has no steps, and some pipelines have no callback.
        """
        with ExitStack() as hooks:
            for block in _blocks(worker):
                hooks.callback(block.register_forward_pre_hook(self._still_at_it).remove)
            yield

    def _still_at_it(self, *_) -> None:
        self._tell(self._done)


def _blocks(worker):
    """What the networks repeat, text encoder to VAE: members of a ModuleList, in the whole field."""
    from torch.nn import Module, ModuleList

    parts = [worker] if isinstance(worker, Module) else worker.components.values()
    networks = (part for part in parts if isinstance(part, Module))
    lists = (module for network in networks for module in network.modules() if isinstance(module, ModuleList))
    return (block for blocks in lists for block in blocks)
