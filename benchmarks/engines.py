"""What our way with a model costs over the bare call, and what the large models take on a GPU.

`python benchmarks/engines.py ours` (CPU): from the start of a job to READY, against the bare pipeline call and a plain
encode of the same frames; toy weights sized so that the call takes 20 to 60 s, by turns in one run.
`python benchmarks/engines.py models` (GPU): full-size random weights of Wan2.1-VACE-1.3B and LTX-2 through the engine
at 10 s, then what compilation, attention backends and step caching give; `--toy` tries that very code on a CPU.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import imageio_ffmpeg
import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sora_site.settings")
HOME = tempfile.TemporaryDirectory(prefix="skylark-")
os.environ |= {"SKYLARK_HOME": HOME.name, "DATABASE_URL": f"sqlite:///{HOME.name}/db.sqlite3", "LOG_LEVEL": "WARNING"}

SIZE, FPS, SECONDS, MADE = (288, 512), 24, 5, 121
GOAL = "Goal: at most 1.10 times"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("ours", "models"))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--steps", type=int, default=20)
    parser.add_argument("--toy", action="store_true", help="models: toy weights and sizes, on any machine")
    parser.add_argument("--model", action="append", help="models: wan2.1-vace-1.3b, ltx-2; several times")
    options = parser.parse_args()
    import django

    django.setup()
    if options.what == "ours":
        compare(options.rounds, options.steps)
    else:
        import accelerations

        accelerations.measure(options.model, steps=options.steps, rounds=options.rounds, toy=options.toy)


# --- Ours against the bare call ---------------------------------------------------------------


def compare(rounds: int, steps: int) -> None:
    """By turns, so that a busy moment of the machine meets both; each round has words of its own, so none are known."""
    bare, ours = Bare(steps), Ours(steps)
    bare("warm up", 1), ours("warm up")
    ratios, work = [], []
    for number in range(rounds):
        words = f"a red ball on the beach at sunset {'at' * number}"
        busy = worked()
        call, encode = bare(words, steps)
        busy, between = worked() - busy, worked()
        job, timings = ours(words)
        ratios.append(job / (call + encode))
        work.append((worked() - between) / busy)
        print(f"bare {call + encode:6.2f} s (call {call:.2f}, encode {encode:.2f})   ours {job:6.2f} s {timings}   "
              f"{ratios[-1]:.3f}", flush=True)  # fmt: skip
    print(f"ours / bare: median {statistics.median(ratios):.3f}, from {min(ratios):.3f} to {max(ratios):.3f}. {GOAL}")
    print(f"in processor time, which a busy machine hardly touches: median {statistics.median(work):.3f}")


def worked() -> float:
    """Processor seconds of this process and of all that it started and has seen the end of."""
    return sum(os.times()[:4])


def toy_pipeline():
    """LTX's own pipeline: a transformer of 11 million weights, a VAE whose decoder takes some seconds."""
    import torch
    from diffusers import (
        AutoencoderKLLTXVideo,
        FlowMatchEulerDiscreteScheduler,
        LTXPipeline,
        LTXVideoTransformer3DModel,
    )
    from transformers import T5Config, T5EncoderModel

    from generation.tests.toys import TEXT, tokenizer

    torch.manual_seed(0)
    widths = (32, 64, 128, 128)
    return LTXPipeline(
        tokenizer=tokenizer(128),
        text_encoder=T5EncoderModel(T5Config(**TEXT)),
        scheduler=FlowMatchEulerDiscreteScheduler(),
        vae=AutoencoderKLLTXVideo(
            latent_channels=64, block_out_channels=widths, decoder_block_out_channels=widths,
            layers_per_block=(1,) * 5, decoder_layers_per_block=(1,) * 5,
        ),
        transformer=LTXVideoTransformer3DModel(
            in_channels=64, out_channels=64, num_layers=8, num_attention_heads=4, attention_head_dim=64,
            cross_attention_dim=256, caption_channels=16,
        ),
    )  # fmt: skip


class Bare:
    """What a program without us does: call the pipeline, encode what it returns with the same settings."""

    def __init__(self, steps: int):
        from diffusers import LTXConditionPipeline  # which the engine takes for these weights too

        self.folder = Path(HOME.name) / "toy"
        toy_pipeline().save_pretrained(self.folder)
        self.pipe = LTXConditionPipeline.from_pretrained(self.folder, local_files_only=True)
        self.pipe.set_progress_bar_config(disable=True)

    def __call__(self, words: str, steps: int) -> tuple[float, float]:
        """Wall seconds of the call and of the encode."""
        import torch

        asked = {"width": SIZE[0], "height": SIZE[1], "num_frames": MADE, "frame_rate": FPS, "output_type": "np"}
        began = time.perf_counter()
        generator = torch.manual_seed(1)
        made = self.pipe(prompt=words, num_inference_steps=steps, generator=generator, **asked).frames[0]
        called = time.perf_counter()
        self._encode(np.ascontiguousarray(np.rint(made[: SECONDS * FPS] * 255), np.uint8))
        return called - began, time.perf_counter() - called

    def _encode(self, frames: np.ndarray) -> None:
        from generation.filtergraph import CLIP

        raw = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-s", "x".join(map(str, SIZE)), "-r", str(FPS), "-i", "-"]
        command = [imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-loglevel", "error", *raw, *CLIP, f"{HOME.name}/plain.mp4"]
        with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
            for frame in frames:
                process.stdin.write(frame)


class Ours:
    """The whole job as a worker does it, in this process: a row claimed, made, marked, stored, delivered."""

    def __init__(self, steps: int):
        from django.conf import settings
        from django.core.management import call_command

        from accounts.models import User

        call_command("migrate", verbosity=0)
        settings.GENERATION_MODEL = f"{HOME.name}/toy"
        settings.GENERATION_MODEL_OPTIONS = {"num_inference_steps": steps, "longest": MADE, "fps": FPS}
        self.owner = User.objects.create_user("operator")

    def __call__(self, words: str) -> tuple[float, dict]:
        """Wall seconds from the claim to READY, and of each stage."""
        from generation import services
        from generation.models import Generation
        from generation.services import rendering

        order = {"seconds": SECONDS, "size": "480x854", "engine": "diffusers", "seed": 1}
        clip = services.request(owner=self.owner, prompt=words, limited=False, ring=False, **order)
        Generation.objects.filter(pk=clip.pk).update(width=SIZE[0], height=SIZE[1])
        began = time.perf_counter()
        rendering.make_now(Generation.objects.get(pk=clip.pk))
        taken = time.perf_counter() - began
        clip.refresh_from_db()
        if clip.state != "ready":
            sys.exit(f"{clip.state}: {clip.failure} {clip.trouble} {clip.decision.opinions}")
        return taken, clip.timings


if __name__ == "__main__":
    main()
