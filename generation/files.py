"""Where the files of a clip lie: under its id, a folder for each attempt that saved some."""

from django.core.files.storage import default_storage


def folder(generation) -> str:
    return str(generation.pk)


def clear(root: str, *, but: str = "") -> None:
    """Delete the files of every attempt under `root`, but for those of one. Killed attempts left some no row names."""
    try:
        attempts = default_storage.listdir(root)[0]
    except FileNotFoundError:
        return
    for attempt in set(attempts) - {but}:
        for name in default_storage.listdir(f"{root}/{attempt}")[1]:
            default_storage.delete(f"{root}/{attempt}/{name}")
