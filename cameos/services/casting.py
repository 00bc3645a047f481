"""May it be used? Every door asks here; the rule itself is `Cameo.objects.castable_by`."""

from dataclasses import dataclass

from cameos.mentions import mentions
from cameos.models import Cameo


@dataclass(frozen=True)
class Cast:
    """Who is mentioned in a text, in order of first mention."""

    usable: tuple[Cameo, ...] = ()
    unusable: tuple[str, ...] = ()  # handles that nobody has, or whose likeness the user may not put into a clip


def may_cast(user, cameo: Cameo) -> bool:
    """May `user` put `cameo` into a clip right now?"""
    return Cameo.objects.castable_by(user).filter(pk=cameo.pk).exists()


def casting_of(user, text: str) -> Cast:
    """The @handles in `text`, those that `user` may use apart from the others."""
    handles = mentions(text)
    if not handles:
        return Cast()
    found = Cameo.objects.castable_by(user).filter(owner__username__in=handles).select_related("owner")
    usable = {cameo.handle: cameo for cameo in found}
    return Cast(
        usable=tuple(usable[handle] for handle in handles if handle in usable),
        unusable=tuple(handle for handle in handles if handle not in usable),
    )
