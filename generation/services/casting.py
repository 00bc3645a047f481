"""Put people into clips: only those who agreed, and each of them is told."""

from django.db.models import F
from django.urls import reverse

from accounts.models import User
from accounts.notices import Kind
from accounts.notifications import notify
from cameos.models import Cameo, Receipt
from cameos.services import casting_of, write_receipt
from generation.models import Casting, Generation
from generation.script import Reference
from generation.services import beginnings

MOST = 3  # people in one clip


def remixable(source: Generation, by) -> list[str]:
    """The handles of those in `source` whom `by` may not put into a clip. Empty: it can be remixed."""
    return list(source.castings.not_castable_by(by).values_list("person__username", flat=True))


def cast_in(clip: Generation, cameos) -> None:
    """Write down who is in a new clip."""
    Casting.objects.bulk_create(
        Casting(clip=clip, person=cameo.owner, cameo=cameo, position=position)
        for position, cameo in enumerate(cameos[:MOST], start=1)
    )


def announce(*clips: Generation) -> None:
    """They are going to be made, all of one script: count each, leave receipts, tell everybody in them once.

    In the transaction that decides it. Previews come and go unannounced.
    """
    clip = clips[0]
    if clip.is_preview:
        return
    castings = list(clip.castings.select_related("person").order_by("person_id"))
    User.objects.hold(clip.owner, *(casting.person for casting in castings))
    used = Cameo.objects.filter(pk__in=[casting.cameo_id for casting in castings])
    used.update(use_count=F("use_count") + len(clips))
    link = reverse("generation:cast_in")
    for casting in castings:
        for each in clips:
            write_receipt(Receipt.Kind.USE, owner=casting.person, other=clip.owner, clip=str(each.pk))
        notify(casting.person, Kind.CAST, actor=clip.owner, link=link, about=clip.prompt)


def obstacle(clip: Generation) -> str:
    """What is in the way of making it right now, as a key of `failures.REASONS`; "" for nothing."""
    if not _all_agree(clip):
        return "consent"
    return "source" if beginnings.is_lost(clip) else ""


def may_be_made(clip: Generation) -> bool:
    """Does everybody in it agree to it right now, and is everything it begins from still there?"""
    return not obstacle(clip)


def _all_agree(clip: Generation) -> bool:
    """Everybody in it, everybody its words mention, and everybody in the clips that it begins from."""
    if clip.castings.not_castable_by(clip.owner).exists() or casting_of(clip.owner, clip.prompt).unusable:
        return False
    sources = [source for source in (*beginnings.parts_of(clip), clip.source) if source]
    return not Casting.objects.filter(clip__in=sources).not_castable_by(clip.owner).exists()


def references(clip: Generation) -> tuple[Reference, ...]:
    """The people in it as an engine wants them."""
    castings = clip.castings.filter(cameo__isnull=False).select_related("person", "cameo")
    return tuple(
        Reference(
            handle=casting.person.username,
            name=casting.person.name,
            pictures=tuple(_content(picture) for picture in casting.cameo.pictures.all()),
            preferences=casting.cameo.preferences,
        )
        for casting in castings.prefetch_related("cameo__pictures")
    )


def _content(picture) -> bytes:
    with picture.file.open("rb") as file:
        return file.read()
