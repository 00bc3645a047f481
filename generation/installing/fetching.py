"""A model from the hub into a folder of its own: only what is needed, nothing that runs code, every byte checked."""

import re
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from threading import Event

from generation.engines import WeightsUnusable
from generation.engines.catalogue import INDEX, ModelCard, home_of, refuse_unaccepted
from generation.installing.looking import parts, verify
from generation.installing.manifests import FetchedFile, Manifest, Tell, git_blob, nobody, read_manifest, sha256

FETCHED = {".safetensors", ".json", ".txt", ".model", ".jinja"}
#: The same weights once more at another precision: "model.fp16.safetensors", "model.safetensors.index.fp16.json".
VARIANT = re.compile(r"\.(fp16|bf16|fp32|fp8\w*|non_ema|ema)[.-]")
AT_ONCE = 4
SPARE = 1 << 30  # bytes of the disk left free


class CannotInstall(Exception):
    """A sentence for the operator: what is in the way of this download."""


@dataclass(frozen=True)
class HubFile:
    """A file as the hub lists it. Large ones have a sha256, small ones the name that git gives them."""

    name: str  # its path in the repository
    size: int  # bytes
    sha256: str | None
    blob: str

    def is_at(self, path: Path, tell: Tell = nobody) -> bool:
        """Whether `path` holds it, every byte read; `tell(bytes)` as they are."""
        if not path.is_file() or path.stat().st_size != self.size:
            return False
        return sha256(path, tell) == self.sha256 if self.sha256 else git_blob(path, tell) == self.blob


def install(
    card: ModelCard,
    *,
    hub: str | None = None,
    begin: Callable[[int, int], object] = lambda there, total: None,
    tell: Tell = nobody,
) -> Path:
    """Fetch the weights of `card` into its folder. Called again after a break, it goes on where it stopped.

    What is there already and right stays; what is damaged, or was changed at the hub, is fetched anew.
    `hub` is the address of another hub than huggingface.co. `begin(bytes of a broken-off fetch, bytes in all)` is
    called once, then `tell(bytes)` as they come or are found to be right, from several threads.
    Raises CannotInstall, WeightsUnusable and LicenceNotAccepted.
    """
    from httpx2 import HTTPError

    refuse_unaccepted(card)
    if not card.repo:
        raise CannotInstall(f"{card.name} is part of Skylark, there is nothing to download")
    home = home_of(card)
    folder = home if (home / INDEX).is_file() else home.with_name(f"{card.id}.unfinished")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _fetch(card, folder, hub, begin, tell)
    except (HTTPError, OSError) as error:  # the hub's own errors are such
        raise CannotInstall(f"{card.repo}: {error}") from error
    verify(folder)
    return folder.rename(home)


def _fetch(card: ModelCard, folder: Path, hub, begin, tell) -> None:
    from huggingface_hub import HfApi

    api = HfApi(endpoint=hub)
    listed = api.model_info(card.repo, revision=card.revision, files_metadata=True)
    files = {file.rfilename: _as_listed(file) for file in listed.siblings}
    if INDEX not in files:
        raise CannotInstall(f"{card.repo} has no {INDEX}: it is no pipeline of diffusers")
    download = _Download(card.repo, listed.sha, api.endpoint, folder)
    download(files[INDEX])
    wanted = [file for file in files.values() if is_wanted(file.name, set(parts(folder)))]
    _make_room(folder, wanted)
    begin(sum(download.begun(file) for file in wanted), sum(file.size for file in wanted))
    download.tell = tell
    _all_at_once(download, wanted)
    kept = {file.name: FetchedFile(file.size, file.sha256 or sha256(folder / file.name)) for file in wanted}
    _forget_others(folder, kept)
    Manifest(card.id, card.repo, listed.sha, kept).write(folder)


def _all_at_once(download: "_Download", wanted: list[HubFile]) -> None:
    with ThreadPoolExecutor(AT_ONCE) as threads:
        try:
            list(threads.map(download, wanted))
        except BaseException:  # Ctrl-C too: the others must not go on for minutes
            download.stopped.set()
            threads.shutdown(wait=False, cancel_futures=True)
            raise


def _forget_others(folder: Path, kept: dict) -> None:
    """What an older commit had and this one has not."""
    before = read_manifest(folder)
    for name in before.files.keys() - kept.keys() if before else ():
        (folder / name).unlink(missing_ok=True)


def _as_listed(file) -> HubFile:
    return HubFile(file.rfilename, file.size, file.lfs.sha256 if file.lfs else None, file.blob_id)


def is_wanted(name: str, parts: set[str]) -> bool:
    """Settings and safetensors of the pipeline's own parts; repositories hold much else, the same in one file too."""
    path = PurePosixPath(name)
    of_a_part = len(path.parts) > 1 and path.parts[0] in parts and ".." not in path.parts
    return name == INDEX or (of_a_part and path.suffix in FETCHED and not VARIANT.search(path.name))


def _make_room(folder: Path, wanted: list[HubFile]) -> None:
    there = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    missing = sum(file.size for file in wanted) - there
    free = shutil.disk_usage(folder).free
    if missing + SPARE > free:
        raise CannotInstall(f"{folder.parent} has {free / 1e9:.1f} GB free, and {missing / 1e9:.1f} GB are to come")


class _Download:
    """Fetches files of one commit into a folder; what was fetched before is not fetched again."""

    def __init__(self, repo: str, commit: str, hub: str, folder: Path):
        self._repo, self._commit, self._hub, self._folder = repo, commit, hub, folder
        self.tell: Tell = nobody
        self.stopped = Event()

    def begun(self, file: HubFile) -> int:
        """Bytes of it that came before a break."""
        _, part = self._paths(file)
        return min(part.stat().st_size, file.size) if part.is_file() else 0

    def __call__(self, file: HubFile) -> None:
        """Raises WeightsUnusable where it comes with another checksum than the hub names."""
        whole, part = self._paths(file)
        if self._is_there(file, whole):
            return
        whole.parent.mkdir(parents=True, exist_ok=True)
        for _ in range(2):  # what came before a break may be of another commit
            self._get(file, part)
            if file.is_at(part):
                part.replace(whole)
                return
            part.unlink()
        raise WeightsUnusable(f"{self._repo}: {file.name} came with another checksum than the hub names")

    def _is_there(self, file: HubFile, whole: Path) -> bool:
        read = []
        if file.is_at(whole, lambda size: read.append(size) or self._told(size)):
            return True
        self._told(-sum(read))
        return False

    def _paths(self, file: HubFile) -> tuple[Path, Path]:
        whole = self._folder / file.name
        return whole, whole.with_name(f"{whole.name}.part")

    def _get(self, file: HubFile, part: Path) -> None:
        # The client's own way to fetch a file drops what came before a break; this part of it goes on there.
        from huggingface_hub import hf_hub_url
        from huggingface_hub.file_download import http_get
        from huggingface_hub.utils import build_hf_headers

        with part.open("ab") as out:
            if out.tell() > file.size:
                out.truncate(0)
            http_get(
                hf_hub_url(self._repo, file.name, revision=self._commit, endpoint=self._hub),
                out,
                resume_size=out.tell(),
                headers=build_hf_headers(),
                expected_size=file.size,
                tqdm_class=self._bar,
            )

    def _bar(self, *args, **options):
        """A progress bar, as the client wants one, that hands on what it is told: one bar serves all files."""
        return _Bar(self._told)

    def _told(self, fetched: int) -> None:
        if self.stopped.is_set():
            raise CannotInstall("another file could not be fetched")
        self.tell(fetched)


class _Bar(nullcontext):
    def __init__(self, tell):
        super().__init__(self)
        self.update = tell
