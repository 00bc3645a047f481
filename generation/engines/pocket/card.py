"""The model card that lies beside the weights: what they know, what they do not, how they were made, how good."""

import json
from pathlib import Path

from generation.engines.pocket import networks
from generation.engines.pocket.evaluation.report import GOAL_ACCURACY, GOAL_PSNR
from generation.engines.pocket.grammar import words
from generation.engines.pocket.weights import MADE
from generation.engines.sketch.scene import CAMERAS, KINDS, PLACES, TIMES, WEATHERS

CARD, EVALUATED = "README.md", "evaluation.json"
NAMES = {"vae": "autoencoder", "flow": "transformer", "distillation": "distillation"}

TEXT = """\
---
license: apache-2.0
library_name: diffusers
pipeline_tag: text-to-video
---

# Pocket

Small text-to-video weights of the LTX family ({size:.0f} MB), trained from nothing on flat vector scenes: ten seconds
of 512x288 at 12 frames a second in {steps} steps without guidance, on two processor cores.

## Use

```python
from diffusers import LTXPipeline
from transformers import BertModel, BertTokenizerFast

minilm = "sentence-transformers/all-MiniLM-L6-v2"  # or the folder of any copy of it; none lies in here
pipe = LTXPipeline.from_pretrained(
    folder,
    text_encoder=BertModel.from_pretrained(minilm), tokenizer=BertTokenizerFast.from_pretrained(minilm),
)
asked = dict(height=512, width=288, num_frames=121, frame_rate=12)
clip = pipe("a red ball bouncing on the beach", num_inference_steps={steps}, guidance_scale=1.0, **asked).frames[0]
```

`LTXConditionPipeline` goes on from pictures. It does not shift its steps by itself, so give it the scheduler of this
folder with `use_dynamic_shifting=False`, `timesteps={timesteps}` and `image_cond_noise_scale=0`. With people in it, the
first frame is a sheet of their portraits, given as a condition and dropped afterwards; the words call them "the person
shown", or "the first person shown" and so on.

## What it knows

English captions of one or two kinds of subject, up to three of one kind:

- subjects: {kinds}
- colours: {colours}
- places: {places}
- times: {times}
- weathers: {weathers}
- camera: {cameras}

## What it does not know

Anything else: photographs, faces that are no drawings, writing, more than two kinds of subject, things that are not in
the list above. A word for something else is taken for what MiniLM finds nearest. No sound. It saw clips of at most
{seconds:.0f} seconds; longer ones are made in stretches, each going on from the last frames of the one before.

## How it was made

Every picture was drawn by this project's own engine `sketch` from captions of its own grammar: nobody's pictures, films
or words are in it but those of MiniLM, which reads the captions and was left as it is. Some combinations of subject,
colour and place were kept out of training: those are what it is judged by.

{made}

## How good it is

{evaluated}
"""


def write(folder: Path) -> Path:
    """Write the card of the weights in `folder` from what lies beside them. FileNotFoundError where there are none."""
    made = json.loads((folder / MADE).read_text())
    found = folder / EVALUATED
    evaluated = json.loads(found.read_text()) if found.exists() else None
    card = folder / CARD
    card.write_text(text(made, evaluated))
    return card


def text(made: dict, evaluated: dict | None) -> str:
    levels = networks.sigmas(made["steps"])[:-1]
    return TEXT.format(
        size=made["bytes"] / 1e6,
        steps=made["steps"],
        timesteps=[round(1000 * level, 4) for level in levels],
        seconds=10,
        kinds=", ".join(KINDS),
        colours=", ".join(words.COLOURS),
        places=", ".join(PLACES),
        times=", ".join(TIMES),
        weathers=", ".join(WEATHERS),
        cameras=", ".join(camera.replace("_", " ") for camera in CAMERAS),
        made=_made(made),
        evaluated=_evaluated(evaluated) if evaluated else "Not evaluated yet.",
    )


def _made(made: dict) -> str:
    rows = ["| phase | steps | clips looked at | minutes | last loss |", "|---|---|---|---|---|"]
    for phase, name in NAMES.items():
        told = made["phases"][phase]
        minutes, loss = told["seconds"] / 60, told["loss"]
        rows.append(f"| {name} | {told['step']:,} | {told['clips']:,} | {minutes:.1f} | {loss:.4f} |")
    networks_ = f"{made['vae'] / 1e6:.1f} million weights in the autoencoder, {made['transformer'] / 1e6:.1f} million"
    return "\n".join([*rows, "", f"{networks_} in the transformer. On {made['device']}, seed {made['seed']}."])


def _evaluated(found: dict) -> str:
    """The figures beside those of true renders, which no model can be seen to beat."""
    made, true = found["made"], found["true"]
    rows = [f"{found['captions']} held-out captions, judged by a network that learned from true renders.", ""]
    rows += ["| | this model | true renders | guessing |", "|---|---|---|---|"]
    for slot, share in made["accuracy"].items():
        of = true["accuracy"][slot]["value"]
        rows.append(f"| {slot} | {_share(share['value'])} | {_share(of)} | {_share(found['guessing'][slot])} |")
    for name in ("smoothness", "movement", "diversity"):
        rows.append(f"| {name} | {made[name]:.4f} | {true[name]:.4f} | |")
    goals = f"(goals: {GOAL_PSNR:.0f} dB; {GOAL_ACCURACY:.0%} of each of the first six)"
    rows += ["", f"Reconstruction by the autoencoder: {_figure(found['psnr'], 'dB')} {goals}."]
    return "\n".join([*rows, f"A clip takes {_figure(found['seconds'], 'seconds')} on two cores."])


def _share(value: float | None) -> str:
    return "not asked" if value is None else f"{value:.1%}"


def _figure(value: float | None, unit: str) -> str:
    return "not measured" if value is None else f"{value:.1f} {unit}"
