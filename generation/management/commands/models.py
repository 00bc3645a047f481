"""The video models this site knows: list them, download one, check it, time it."""

import argparse
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from generation import installing
from generation.engines import EngineFault, catalogue
from generation.engines.catalogue import ModelCard
from generation.installing import CannotInstall
from generation.installing.timing import time_model

LINE = "{:<16} {:<9} {:>5} {:>4} {:<25} {:>5} {}"
HEAD = LINE.format("model", "", "disk", "VRAM", "licence", "up to", "can")
LEGEND = """
disk, VRAM: gigabytes, of graphics memory too. up to: the longest clip. cast: it shows people by
their pictures. extend: it goes on from a clip. first, last: it begins or ends with a picture.
accept: read the licence, then name the model in ACCEPTED_LICENCES.
To use one: models download MODEL, then GENERATION_ENGINE=diffusers GENERATION_MODEL=MODEL"""
BYTES = {"unit": "B", "unit_scale": True, "unit_divisor": 1000, "disable": None}


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = ()  # which would stop a site without its model, and this is the way to get it

    def add_arguments(self, parser):
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
        verbs.add_parser("list", help="which there are, and which of them are installed")
        model = argparse.ArgumentParser(add_help=False)
        model.add_argument("model", metavar="MODEL", help="an id of the list; but for download also a folder")
        verbs.add_parser("download", parents=[model], help="fetch its weights; called again, it goes on")
        verbs.add_parser("check", parents=[model], help="read every byte of it and compare it with what was fetched")
        timed = verbs.add_parser("time", parents=[model], help="make a short clip with it and say how long it took")
        timed.add_argument("--seconds", type=float, metavar="S", help="of the clip (default: 2 at most)")
        timed.add_argument("--size", type=_size, metavar="WxH", help="(default: the first native size)")

    def handle(self, *args, verb, **options):
        try:
            getattr(self, f"_{verb}")(
                **{name: options[name] for name in ("model", "seconds", "size") if name in options}
            )
        except (EngineFault, CannotInstall, ImproperlyConfigured) as error:
            raise CommandError(str(error)) from error

    def _list(self):
        self.stdout.write(HEAD)
        for card in catalogue.cards():
            self.stdout.write(line(card))
        self.stdout.write(LEGEND)

    def _download(self, model: str):
        try:
            card = catalogue.card(model)
        except KeyError as error:
            known = ", ".join(card.id for card in catalogue.cards() if card.repo)
            raise CommandError(f"There is no card of {model}. There is: {known}") from error
        with tqdm(desc=card.id, file=self.stderr, **BYTES) as bar:
            folder = installing.install(
                card, begin=lambda there, total: bar.reset(total) or bar.update(there), tell=bar.update
            )
        self.stdout.write(f"{card.name} is in {folder}, every file as the hub has it.")
        self.stdout.write(f"Use it: GENERATION_ENGINE=diffusers GENERATION_MODEL={card.id}")

    def _check(self, model: str):
        folder = _place(model)
        manifest = installing.read_manifest(folder)
        with tqdm(desc=folder.name, total=manifest and manifest.size, file=self.stderr, **BYTES) as bar:
            problems = installing.problems(folder, bar.update)
        if problems:
            raise CommandError(
                "\n".join(problems) + (f"\nFetch it again: models download {manifest.card}" if manifest else "")
            )
        against = (
            f"{len(manifest.files)} files are as they were fetched" if manifest else "whole; no checksums are known"
        )
        self.stdout.write(f"{folder}: {against}.")

    def _time(self, model: str, seconds: float | None, size: tuple[int, int] | None):
        _place(model)
        timing = time_model(model, catalogue.card_of(model), seconds=seconds, size=size)
        width, height = timing.size
        step = f"{timing.a_step:.2f} s a step, " if timing.a_step else ""
        steps = f" in {timing.steps} steps" if timing.steps else ""
        self.stdout.write(f"{timing.seconds:g} s at {width}x{height}: {step}{timing.a_second:.1f} s a second of clip")
        self.stdout.write(
            f"{timing.loading:.1f} s to the first step of a first clip; then {timing.denoising:.1f} s denoising{steps} "
            f"and {timing.rest:.1f} s decoding"
        )


def line(card: ModelCard) -> str:
    """Of the list: at most 100 characters."""
    memory = f"{card.vram_gb:.0f}" if card.vram_gb else ""
    size = _disk(card)
    return LINE.format(
        card.id,
        _state(card),
        f"{size:.1f}" if size else "",
        memory,
        card.licence,
        f"{card.max_seconds:g} s",
        _can(card),
    ).rstrip()


def _state(card: ModelCard) -> str:
    if card.needs_acceptance and card.id not in settings.ACCEPTED_LICENCES:
        return "accept"
    if catalogue.place_of(card.id) is None:
        return ""
    return "in use" if _is_used(card) else "installed"


def _is_used(card: ModelCard) -> bool:
    if settings.GENERATION_ENGINE == "diffusers":
        return settings.GENERATION_MODEL in (card.id, card.repo, str(catalogue.home_of(card)))
    return card.id == settings.GENERATION_ENGINE


def _disk(card: ModelCard) -> float:
    """GB."""
    manifest = installing.read_manifest(catalogue.home_of(card))
    return manifest.size / 1e9 if manifest else card.download_gb


def _can(card: ModelCard) -> str:
    words = [f"cast {card.cast}" if card.cast else ""]
    words += ["sound" * card.sound, "remix" * card.remix, "extend" * card.extends]
    return " ".join(filter(None, [*words, "first" * card.first_frame, "last" * card.last_frame]))


def _place(model: str) -> Path:
    card = catalogue.card_of(model)
    if place := catalogue.place_of(model):
        return place
    raise CommandError(f"{card.name} is not on this machine: models download {card.id}")


def _size(text: str) -> tuple[int, int]:
    width, height = (int(side) for side in text.split("x"))
    return width, height
