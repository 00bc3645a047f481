"""Whose likeness, and who may use it?"""

from cameos.mentions import mentions


def unusable_handles(user, text: str) -> list[str]:
    """The @handles in `text` whose likeness `user` may not put into a clip.

    Nobody has a cameo on this site yet, so no handle may be used: consent that was
    never given is never assumed.
    """
    return mentions(text)
