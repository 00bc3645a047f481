"""The part of `engines.py` for a GPU: a step of the large models, our share of the wall, and what makes them faster."""

import statistics
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

import large_models
import numpy as np

from generation.engines.diffusers import DiffusersEngine
from generation.engines.diffusers.model import Model
from generation.script import Script, Shot
from generation.stamp import stamp
from safety.marks import payload
from safety.marks.moving import Mark

MODELS = ("wan2.1-vace-1.3b", "ltx-2")
WORDS = "a red ball on the beach at sunset"
SECONDS, SIZE = 10, (832, 480)
TOY_SECONDS, TOY_SIZE = 1, (64, 64)
BACKENDS = ("_native_cudnn", "_native_flash", "_native_efficient", "flash", "_flash_3", "sage", "xformers")


def measure(names: list[str] | None, *, steps: int, rounds: int, toy: bool) -> None:
    """Print all of it, model by model; one line and nothing else where there is no GPU and `toy` was not said."""
    import torch

    if not (torch.cuda.is_available() or toy):
        print("skipped: no GPU here. The large models are measured on one only; --toy tries the code with toy weights.")
        return
    on = torch.cuda.get_device_name() if torch.cuda.is_available() else "a CPU with toy weights: no figure for anybody"
    print(f"on {on}, torch {torch.__version__}, {steps} steps")
    for name in names or MODELS:
        model = large_models.model(name, steps=steps, toy=toy)
        bench = Bench(model, TOY_SECONDS if toy else SECONDS, TOY_SIZE if toy else SIZE)
        _print_whole(name, bench)
        _print_variants(bench, rounds, toy)
        del model, bench
        torch.cuda.empty_cache()  # does nothing where there is no GPU


# --- The whole way ----------------------------------------------------------------------------


@dataclass
class Spent:
    """Wall seconds in the networks, and how often the transformer ran."""

    by: dict[str, float] = field(default_factory=lambda: {"text": 0.0, "transformer": 0.0, "vae": 0.0, "sound": 0.0})
    forwards: int = 0


class Engine(DiffusersEngine):
    """On a model that stands in memory."""

    def __init__(self, model: Model):
        super().__init__()
        self._given = model

    def load(self) -> Model:
        return self._given


class Bench:
    """One model, one script."""

    def __init__(self, model: Model, seconds: float, size: tuple[int, int]):
        self.model, self.engine = model, Engine(model)
        self.script = Script((Shot(WORDS, seconds),), size, seed=1)
        self.bare = 0.0  # seconds of a plain step, the last time it was measured

    def whole(self) -> tuple[float, Spent]:
        """Wall seconds from the script to the marked file, and those of them in the networks."""
        with _spent(self.model.pipe) as spent, tempfile.TemporaryDirectory() as folder:
            began = time.perf_counter()
            footage = self.engine.frames(self.script, lambda fraction: None)
            mark = Mark(clip=uuid.UUID(int=1), payload=payload.new(), handle="alice", site="Skylark")
            stamp(footage, to=Path(folder) / "clip.mp4", mark=mark, tell=lambda fraction: None)
            if footage.sound:
                Path(footage.sound).unlink(missing_ok=True)
            return time.perf_counter() - began, spent

    def pictures(self) -> tuple[float, np.ndarray]:
        """Wall seconds of one forward pass of the transformer, and the first segment decoded, with equal seed."""
        one = replace(self.script, shots=(Shot(WORDS, min(self.script.seconds, self._at_once)),))
        with _spent(self.model.pipe) as spent:
            frames = np.concatenate(list(self.engine.frames(one, lambda fraction: None).chunks))
        return spent.by["transformer"] / max(spent.forwards, 1), frames

    @property
    def _at_once(self) -> float:
        return (self.model.card.longest - 1) / self.model.card.fps


def _print_whole(name: str, bench: Bench) -> None:
    bench.pictures()  # warm up
    _forget_peak()
    wall, spent = bench.whole()
    plan = bench.model.plan(bench.script)
    steps = bench.model.options["num_inference_steps"] * len(plan.segments)
    share = sum(spent.by.values()) / wall
    print(f"{name}: {bench.script.seconds} s of {plan.size[0]}x{plan.size[1]} in {len(plan.segments)} segments")
    print(f"  {wall:.1f} s in all; {spent.by['transformer'] / steps:.2f} s a step ({spent.forwards} forward passes); "
          f"peak memory {_peak():.1f} GiB; the model's share {share:.1%}")  # fmt: skip
    print("  " + ", ".join(f"{part} {seconds:.2f} s" for part, seconds in spent.by.items()), flush=True)


@contextmanager
def _spent(pipe) -> Iterator[Spent]:
    """Count the time between the beginning and the end of each network's work, the GPU waited for."""
    parts = {"text": "text_encoder", "transformer": "transformer", "sound": "audio_vae"}
    networks = {name: getattr(pipe, part, None) for name, part in parts.items()} | {"vae": pipe.vae.decoder}
    spent, hooks, began = Spent(), [], {}

    def begin(name: str) -> Callable:
        def hook(*_) -> None:
            _wait()
            began[name] = time.perf_counter()

        return hook

    def end(name: str) -> Callable:
        def hook(*_) -> None:
            _wait()
            spent.by[name] += time.perf_counter() - began[name]
            spent.forwards += name == "transformer"

        return hook

    for name, network in networks.items():
        if network is not None:
            hooks += [network.register_forward_pre_hook(begin(name)), network.register_forward_hook(end(name))]
    try:
        yield spent
    finally:
        for hook in hooks:
            hook.remove()


# --- What makes it faster ---------------------------------------------------------------------


def _print_variants(bench: Bench, rounds: int, toy: bool) -> None:
    """Each against the plain run beside it, by turns; compilation last: it cannot be taken back."""
    bench.bare, plain = bench.pictures()
    _, again = bench.pictures()
    print(f"  plain against itself: {_psnr(plain, again)}")
    for name, variant in _variants(bench.model, toy):
        try:
            ratios, pictures = [], None
            for _ in range(rounds):
                bare = bench.pictures()[0] if not name.startswith("compile") else None
                with variant():
                    if pictures is None:
                        bench.pictures()  # what it prepares, it prepares once
                    taken, pictures = bench.pictures()
                ratios.append((taken, bare))
            print(f"  {name}: {_ratio(ratios, bench)} the time of a step, PSNR {_psnr(plain, pictures)}", flush=True)
        except Exception as error:  # a backend that is not installed, a cache that does not know the blocks
            print(f"  {name}: not here: {type(error).__name__}: {str(error).splitlines()[0][:100]}", flush=True)


def _ratio(ratios: list[tuple[float, float | None]], bench: Bench) -> str:
    known = [taken / bare for taken, bare in ratios if bare]
    if known:
        bench.bare = statistics.median(bare for _, bare in ratios)
        return f"{statistics.median(known):.2f}x"
    return f"{statistics.median(taken for taken, _ in ratios) / bench.bare:.2f}x"


def _variants(model: Model, toy: bool) -> Iterator[tuple[str, Callable]]:
    from diffusers import FirstBlockCacheConfig, PyramidAttentionBroadcastConfig, TaylorSeerCacheConfig

    pipe = model.pipe
    for backend in BACKENDS:
        yield f"attention {backend}", lambda backend=backend: _attention(pipe, backend)
    for threshold in (0.05, 0.1):
        config = FirstBlockCacheConfig(threshold=threshold)
        yield f"first block cache {threshold}", lambda config=config: _cache(pipe, config)
    broadcast = PyramidAttentionBroadcastConfig(
        spatial_attention_block_skip_range=2,
        cross_attention_block_skip_range=4,
        current_timestep_callback=lambda: float(pipe._current_timestep or 0),
    )
    yield "pyramid attention broadcast", lambda: _cache(pipe, broadcast)
    yield "taylor seer cache", lambda: _cache(pipe, TaylorSeerCacheConfig(cache_interval=3))
    yield "compiled blocks", lambda: _compiled(pipe, "eager" if toy else "inductor")


@contextmanager
def _attention(pipe, backend: str) -> Iterator[None]:
    pipe.transformer.set_attention_backend(backend)
    try:
        yield
    finally:
        pipe.transformer.set_attention_backend("native")


@contextmanager
def _cache(pipe, config) -> Iterator[None]:
    pipe.transformer.enable_cache(config)
    try:
        yield
    finally:
        with suppress(ValueError):
            pipe.transformer.disable_cache()


@contextmanager
def _compiled(pipe, backend: str) -> Iterator[None]:
    if not getattr(pipe.transformer, "is_compiled_here", False):
        pipe.transformer.compile_repeated_blocks(fullgraph=True, backend=backend)
        pipe.transformer.is_compiled_here = True
    yield


def _psnr(one: np.ndarray, other: np.ndarray) -> str:
    error = float(np.mean((one.astype(np.float32) - other) ** 2))
    return "the same" if error == 0 else f"{10 * np.log10(255**2 / error):.1f} dB"


# --- The GPU ----------------------------------------------------------------------------------


def _wait() -> None:
    import torch

    if torch.cuda.is_available():
        torch.cuda.synchronize()


def _forget_peak() -> None:
    import torch

    if torch.cuda.is_available():
        torch.cuda.reset_peak_memory_stats()


def _peak() -> float:
    """GiB; 0 without a GPU."""
    import torch

    return torch.cuda.max_memory_allocated() / 2**30 if torch.cuda.is_available() else 0.0
