"""What was fetched, written down beside it: which file has which checksum."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from generation.engines.catalogue import MANIFEST

BLOCK = 1 << 22  # bytes read at once
Tell = Callable[[int], object]  # of how many bytes were read


def nobody(read: int) -> None:
    pass


@dataclass(frozen=True)
class FetchedFile:
    size: int  # bytes
    sha256: str


@dataclass(frozen=True)
class Manifest:
    card: str  # the id of a model card
    repo: str
    revision: str  # the commit
    files: dict[str, FetchedFile]  # by their path in the folder

    @property
    def size(self) -> int:
        """Bytes, all files together."""
        return sum(file.size for file in self.files.values())

    def write(self, folder: Path) -> None:
        (folder / MANIFEST).write_text(json.dumps(asdict(self), indent=1))


def read_manifest(folder: Path) -> Manifest | None:
    """None: `folder` was not made by `models download`, or what it wrote down cannot be read any more."""
    try:
        told = json.loads((folder / MANIFEST).read_text())
        return Manifest(**told | {"files": {name: FetchedFile(**file) for name, file in told["files"].items()}})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def sha256(path: Path, tell: Tell = nobody) -> str:
    """Of the whole file, as hex; `tell(bytes)` after each block read."""
    return _digest(path, hashlib.sha256(), tell)


def git_blob(path: Path, tell: Tell = nobody) -> str:
    """The name that git, and so the hub, gives a file that is not kept as a large one."""
    return _digest(path, hashlib.sha1(b"blob %d\0" % path.stat().st_size, usedforsecurity=False), tell)


def _digest(path: Path, digest, tell: Tell) -> str:
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
            tell(len(block))
    return digest.hexdigest()
