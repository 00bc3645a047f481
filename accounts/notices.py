"""What people are told about, and the sentence for each. No Django model in here."""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Kind(StrEnum):
    FOLLOW = "follow"
    LIKE = "like"
    COMMENT = "comment"
    REPLY = "reply"
    MENTION = "mention"
    REMIX = "remix"
    CAST = "cast"
    CAST_ASKED = "cast_asked"
    CAST_ALLOWED = "cast_allowed"
    CAST_DECLINED = "cast_declined"
    CAST_REMOVED = "cast_removed"
    READY = "ready"
    FAILED = "failed"
    ALLOWED = "allowed"
    REFUSED = "refused"
    HIDDEN = "hidden"
    TAKEN_DOWN = "taken_down"
    RESTORED = "restored"
    APPEAL = "appeal"
    CREDITS = "credits"


#: What people do with each other: gone from the inbox when one of them blocks the other.
SOCIAL = (Kind.FOLLOW, Kind.LIKE, Kind.COMMENT, Kind.REPLY, Kind.MENTION, Kind.REMIX)
#: What can be taken back and done again, over and over: new to its owner the first time only.
TOLD_ONCE = (Kind.FOLLOW, Kind.LIKE)

#: `%(name)s` is who did it; what it was about is quoted below the sentence.
SENTENCES = {
    Kind.FOLLOW: _("%(name)s follows you"),
    Kind.LIKE: _("%(name)s likes your clip"),
    Kind.COMMENT: _("%(name)s commented on your clip"),
    Kind.REPLY: _("%(name)s answered you"),
    Kind.MENTION: _("%(name)s mentioned you"),
    Kind.REMIX: _("%(name)s remixed your clip"),
    Kind.CAST: _("%(name)s made a clip with you in it"),
    Kind.CAST_ASKED: _("%(name)s asks to put you into clips"),
    Kind.CAST_ALLOWED: _("%(name)s lets you put them into clips"),
    Kind.CAST_DECLINED: _("%(name)s does not want to be in your clips"),
    Kind.CAST_REMOVED: _("%(name)s took back a clip of yours that showed them"),
    Kind.READY: _("Your clip is ready"),
    Kind.FAILED: _("Your clip could not be made; its credits are back"),
    Kind.ALLOWED: _("A moderator allowed your clip"),
    Kind.REFUSED: _("A moderator refused your clip"),
    Kind.HIDDEN: _("Reported several times: hidden until a moderator has looked"),
    Kind.TAKEN_DOWN: _("A moderator took down something of yours"),
    Kind.RESTORED: _("A moderator put something of yours back"),
    Kind.APPEAL: _("Your appeal was answered"),
    Kind.CREDITS: _("You were given credits"),
}
