"""Was this file made here, and which clip is it? By its bytes, else by its hidden mark; never a guess."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import comb
from pathlib import Path
from typing import Literal
from uuid import UUID

import numpy as np

from safety.marks import payload, reading
from safety.marks.hidden import payload_of, votes
from safety.marks.payload import BITS
from safety.marks.perceptual import as_integers, distances, perceptual_hash
from safety.models import RegistryEntry

SIZES = ((480, 854), (854, 480), (640, 640))  # clips are published in these, so a scaled copy is scaled back
FALSE_CLAIMS = 1e-6  # the chance that a file from elsewhere is claimed
SCRATCHED = 2  # bits: so near, chance stays under one in a billion for a hundred thousand clips
READINGS = 3 * 2 * (reading.MAX_KEYFRAMES + 1)  # the most payloads read from one file
PICTURES_A_SECOND = 8.0  # close enough in time to those registered
ALIKE = 10  # of 64 bits: two pictures that differ in no more look the same
ENOUGH_ALIKE = 0.25  # of the registered pictures: a part of a clip is a copy too

GRADES = ("none", "probable", "certain")


@dataclass(frozen=True)
class Finding:
    made_here: bool
    clip: UUID | None = None
    confidence: Literal["certain", "probable", "none"] = "none"
    how: Literal["file", "mark", ""] = ""


def verify(path: Path) -> Finding:
    """Look a video file up in the registry. Raises Unreadable."""
    reading.container_of(path)
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    if entry := RegistryEntry.objects.filter(sha256=sha256).first():
        return Finding(True, entry.clip, "certain", "file")
    registered = list(RegistryEntry.objects.order_by().values_list("payload", flat=True))
    finding = Finding(False)
    for payloads in _readings(path):
        finding = max(finding, _by_mark(path, payloads, registered), key=lambda each: GRADES.index(each.confidence))
        if finding.confidence == "certain":
            break
    return finding


@cache
def tolerance(registered: int) -> int:
    """How many of 64 bits may differ from the nearest of so many registered payloads; -1: none may be claimed.

    Payloads are random, so whatever a foreign file reads as differs from each in Binomial(64, 1/2) bits. All
    readings of the file against all payloads together must stay under FALSE_CLAIMS.
    """
    allowed = FALSE_CLAIMS / (READINGS * max(registered, 1)) * 2**BITS
    bits, ways = -1, 0
    while (ways := ways + comb(BITS, bits + 1)) <= allowed:
        bits += 1
    return bits


def payloads_in(planes: list[np.ndarray]) -> list[str]:
    """What the clearest U planes say together, then what each says alone: one clean keyframe beats many worn ones."""
    # How far a frame's bits differ among themselves: all alike, they are a flat colour's and no mark's.
    clearest = sorted(map(votes, planes), key=np.std, reverse=True)[: reading.MAX_KEYFRAMES]
    said = [np.sum(clearest, axis=0), *clearest]
    # Flat colours drift as a whole when compressed, and all their bits with them: read them about their middle too.
    return [payload_of(vote - middle) for vote in said for middle in (0, np.median(vote))]


def nearest(payloads: list[str], registered: list[str]) -> str | None:
    """The registered payload that one of `payloads` must be a worn copy of; None when it might be chance."""
    if not registered:
        return None
    apart = distances(as_integers(payloads)[:, None], as_integers(registered)).min(axis=0)
    return registered[apart.argmin()] if apart.min() <= tolerance(len(registered)) else None


def _readings(path: Path) -> Iterator[list[str]]:
    """What the file can be read as, the likeliest and cheapest way first; each a list of payloads."""
    planes = reading.keyframes(path)
    yield payloads_in(planes)
    height, width = (2 * side for side in planes[0].shape)
    size = min(SIZES, key=lambda size: abs(size[0] / size[1] - width / height))
    if (width, height) != size:
        yield payloads_in(reading.keyframes(path, size=size))
    # Cut or encoded anew, our keyframes may be any of its frames.
    yield payloads_in(reading.frames(path, size=size if width * height > 2 * size[0] * size[1] else None))


def _by_mark(path: Path, payloads: list[str], registered: list[str]) -> Finding:
    """A whole mark is certain unless it was copied onto other pictures; a worn one needs the pictures to be right.

    With the right pictures a scratched mark is as good as whole.
    """
    genuine = [each for each in payloads if payload.genuine(each)]
    if entry := RegistryEntry.objects.filter(payload__in=genuine).first():
        return Finding(True, entry.clip, "certain" if _looks_like(path, entry) else "probable", "mark")
    if worn := nearest(payloads, registered):
        entry = RegistryEntry.objects.get(payload=worn)
        if _looks_like(path, entry):
            scratched = distances(as_integers(payloads), as_integers([worn])).min() <= SCRATCHED
            return Finding(True, entry.clip, "certain" if scratched else "probable", "mark")
    return Finding(False)


def _looks_like(path: Path, entry: RegistryEntry) -> bool:
    """Whether enough of the pictures registered are seen in the file."""
    if not entry.frame_hashes:
        return False
    seen = as_integers([perceptual_hash(grey) for grey in reading.small_greys(path, a_second=PICTURES_A_SECOND)])
    found = distances(as_integers(entry.frame_hashes)[:, None], seen).min(axis=1) <= ALIKE
    return found.mean() >= ENOUGH_ALIKE
