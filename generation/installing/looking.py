"""Whether a folder of weights is whole, and holds nothing that runs when it is opened."""

import json
import re
from collections.abc import Iterator
from itertools import chain
from math import prod
from pathlib import Path

from generation.engines import WeightsUnusable
from generation.engines.catalogue import INDEX, MANIFEST
from generation.installing.manifests import Manifest, Tell, nobody, read_manifest, sha256

#: Formats that run code when they are opened, and code itself.
NEVER_OPENED = {".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle", ".py"}
SHARD = re.compile(r"-\d{5}-of-\d{5}\.safetensors$")
SAFETENSORS_INDEX = "*.safetensors.index.json"
LONGEST_HEADER = 100_000_000  # bytes: the limit of safetensors itself
BITS = {
    "BOOL": 8, "U8": 8, "I8": 8, "F8_E5M2": 8, "F8_E4M3": 8, "F8_E8M0": 8, "U16": 16, "I16": 16, "F16": 16, "BF16": 16,
    "U32": 32, "I32": 32, "F32": 32, "U64": 64, "I64": 64, "F64": 64, "C64": 64, "F4": 4,
}  # fmt: skip


def verify(folder: Path) -> None:
    """Look through a pipeline's folder without reading the weights themselves; takes milliseconds.

    Raises WeightsUnusable, with the file's name, where one is missing, cut short or of a kind that is never opened.
    """
    for problem in _structure(folder):
        raise WeightsUnusable(f"{folder.name}: {problem}")


def problems(folder: Path, tell: Tell = nobody) -> list[str]:
    """Everything wrong in `folder`; every byte is read where its manifest is there. `tell(bytes)` as they are."""
    manifest = read_manifest(folder)
    against = _against(manifest, folder, tell) if manifest else ()
    return list(dict.fromkeys(chain(_structure(folder), against)))


def parts(folder: Path) -> dict[str, tuple[str, str]]:
    """The parts of a pipeline, by the name of their folder: library and class. Raises WeightsUnusable."""
    try:
        index = json.loads((folder / INDEX).read_text())
        named = {name: value for name, value in index.items() if isinstance(value, list) and len(value) == 2}
    except (OSError, ValueError, AttributeError) as error:
        raise WeightsUnusable(f"{folder.name}: {INDEX} is missing or cannot be read") from error
    return {name: tuple(value) for name, value in named.items() if all(isinstance(word, str) for word in value)}


def _structure(folder: Path) -> Iterator[str]:
    try:
        named = parts(folder)
    except WeightsUnusable:
        yield f"{INDEX} is missing or cannot be read"
        return
    for path in _files(folder):
        if path.suffix.lower() in NEVER_OPENED:
            yield f"{path.relative_to(folder)} is of a kind that is never opened: remove it"
    for name, (_, class_name) in named.items():
        if not (folder / name).is_dir():
            yield f"{name} is missing"
        for problem in _part(folder / name, class_name):
            yield f"{name}/{problem}"


def _files(folder: Path) -> list[Path]:
    inside = (path.relative_to(folder) for path in sorted(folder.rglob("*")) if path.is_file())
    return [folder / path for path in inside if not any(part.startswith(".") for part in path.parts)]


def _part(folder: Path, class_name: str) -> Iterator[str]:
    weights = sorted(folder.glob("*.safetensors"))
    indices = sorted(folder.glob(SAFETENSORS_INDEX))
    if not weights and _holds_weights(folder, class_name):
        yield "*.safetensors is missing"
    if not indices and any(SHARD.search(path.name) for path in weights):
        yield f"{SAFETENSORS_INDEX} is missing"
    for index in indices:
        yield from _named_by(index)
    for path in weights:
        if problem := _header_problem(path):
            yield f"{path.name} {problem}"


def _holds_weights(folder: Path, class_name: str) -> bool:
    """Schedulers, tokenizers and processors have settings of other names and no weights."""
    return (folder / "config.json").is_file() and not re.search("Tokenizer|Processor|Scheduler", class_name)


def _named_by(index: Path) -> Iterator[str]:
    try:
        shards = set(json.loads(index.read_text())["weight_map"].values())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        yield f"{index.name} cannot be read"
        return
    for shard in sorted(shards):
        if not (index.parent / shard).is_file():
            yield f"{shard} is missing"


def _header_problem(path: Path) -> str:
    """What the first bytes of a safetensors file say that its length belies; "" where they agree.

    The format: eight bytes with the header's length, the header as JSON, then the tensors without a gap.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        if size < 8 or length > min(size - 8, LONGEST_HEADER):
            return "is cut short, or is no safetensors file"
        try:
            header = json.loads(file.read(length))
            tensors = [value for name, value in header.items() if name != "__metadata__"]
            ends = sorted(tuple(tensor["data_offsets"]) for tensor in tensors)
            honest = all(_bytes(tensor) == end - begin for tensor in tensors for begin, end in [tensor["data_offsets"]])
        except (ValueError, KeyError, TypeError, AttributeError):
            return "has a header that cannot be read"
    gapless = all(begin == before for (begin, _), (_, before) in zip(ends, [(0, 0), *ends], strict=False))
    if not honest or not gapless:
        return "has a header that contradicts itself"
    return "" if (ends[-1][1] if ends else 0) == size - 8 - length else "is cut short, or longer than it says"


def _bytes(tensor: dict) -> int:
    return prod(tensor["shape"]) * BITS[tensor["dtype"]] // 8


def _against(manifest: Manifest, folder: Path, tell) -> Iterator[str]:
    for name, wanted in manifest.files.items():
        path = folder / name
        if not path.is_file():
            yield f"{name} is missing"
        elif path.stat().st_size != wanted.size:
            yield f"{name} has {path.stat().st_size} bytes and should have {wanted.size}"
        elif sha256(path, tell) != wanted.sha256:
            yield f"{name} is not what was downloaded: its checksum differs"
    for path in _files(folder):
        name = path.relative_to(folder).as_posix()
        if name not in manifest.files and name != MANIFEST:
            yield f"{name} was not downloaded"
