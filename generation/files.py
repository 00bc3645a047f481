"""Where the files of a clip lie: under its id, a folder for each attempt that saved some."""

from django.core.files.storage import default_storage

#: Of the folder beside the attempts: the pictures that were handed in with the request.
PICTURES = "pictures"


def folder(generation) -> str:
    return str(generation.pk)


def clear(root: str, *, but: str = "") -> None:
    """Delete every file under `root`; with `but`, those of the other attempts: killed ones left some no row names."""
    try:
        attempts = default_storage.listdir(root)[0]
    except FileNotFoundError:
        return
    for attempt in set(attempts) - ({but, PICTURES} if but else set()):
        for name in default_storage.listdir(f"{root}/{attempt}")[1]:
            default_storage.delete(f"{root}/{attempt}/{name}")
