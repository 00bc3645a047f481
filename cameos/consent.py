"""What a person agrees to when they hand in their face: one text, which every receipt repeats word for word."""

import hashlib

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

#: Goes up with every change of the text.
VERSION = 1

#: What it is about, and what it says.
PARAGRAPHS = (
    (
        _("What is stored."),
        _(
            "One to three photos of your face, drawn anew without the place and the camera they came from, and what "
            "you write here about how you want to appear. Nobody is recognised by them, and they are compared with "
            "no other person's."
        ),
    ),
    (
        _("Who may use it."),
        _(
            "Only the people of the level that you choose, which is nobody but you until you change it. They may put "
            "a likeness drawn from your photos into clips by writing your handle. You can change the level, and take "
            "back what you allowed, at any time."
        ),
    ),
    (
        _("What you see."),
        _(
            "You are told of every clip and draft with you in it, you can watch each of them, and you can take each "
            "of them back. Its file is then deleted."
        ),
    ),
    (
        _("What others see."),
        _(
            "Every clip carries a mark that says it was made by a machine, and another one hidden in its pictures. "
            "A copy that somebody saved and passed on cannot be called back."
        ),
    ),
    (
        _("How it ends."),
        _(
            "When you delete your cameo, your photos are erased at once. What stays is a receipt of what you agreed "
            "to and when, with the name you sign with below and without any picture. Your name goes from it when you "
            "delete your account."
        ),
    ),
)


def text() -> str:
    """All of it, in the language of the page."""
    return "\n\n".join(f"{title} {words}" for title, words in PARAGRAPHS)


def digest() -> str:
    """The sha256 of `text()`: tells whether somebody read what is the text now."""
    return hashlib.sha256(text().encode()).hexdigest()


def terms() -> dict:
    """What a receipt keeps of it. The text too, since a later version replaces it here."""
    return {"version": VERSION, "language": get_language() or "", "sha256": digest(), "text": text()}
