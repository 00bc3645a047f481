"""Finished clips without their making: for tests that are about what follows."""

import uuid

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from generation.models import Generation
from generation.states import State
from safety.models import RegistryEntry

FPS = 12
FILES = {"video": "clip.mp4", "poster": "clip.webp", "preview": "clip.preview.mp4"}


def finish(clip: Generation) -> Generation:
    """Claimed and delivered, with files that hold their own names."""
    clip.claim()
    facts = {"payload": uuid.uuid4().hex[:16], "sha256": "0" * 64, "engine": clip.engine, "seconds": clip.seconds}
    entry = RegistryEntry.objects.create(clip=clip.pk, **facts)
    stored = {
        column: default_storage.save(f"{clip.pk}/1-{entry.payload}/{name}", ContentFile(name.encode()))
        for column, name in FILES.items()
    }
    assert clip.move(State.READY, registry=entry, fps=FPS, **stored)
    return clip
