"""What people read when something is held or refused: one plain sentence, and a sentence nearby that would do."""

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

REASONS = {
    "form.empty": _("There are no words yet. Say what the clip should show."),
    "form.too_long": _("This is longer than a script may be."),
    "form.control": _("This has control characters in it, which no script needs."),
    "form.direction": _("This has characters in it that turn the reading direction around."),
    "form.invisible": _("This has characters in it that nobody can see."),
    "minors": _("Nothing sexual is made where a child is in the script."),
    "sexual": _("Nudity and sex are not made here."),
    "sexual.suggestive": _("Clips here are for everybody: nothing sexually suggestive is made."),
    "violence": _("Gore and cruelty are not made here."),
    "violence.hold": _("A moderator looks at scenes of violence first."),
    "hate": _("Nothing is made that demeans people for what they are."),
    "hate.hold": _("A moderator looks first whether this demeans people for what they are."),
    "self_harm": _(
        "Suicide, self-harm and disordered eating are not shown here. If this is about you: you are not alone, "
        "and a doctor, a crisis line or someone you trust will listen."
    ),
    "weapons": _("Nothing is made that teaches how to make weapons or do harm."),
    "extremism": _("Terror, its groups and their symbols are not shown here."),
    "drugs": _("Illegal drugs are not shown here."),
    "drugs.hold": _("A moderator looks at clips about drugs first."),
    "crime": _("Nothing is made that shows off a serious crime."),
    "crime.hold": _("A moderator looks at clips about crimes first."),
    "harassment": _("Nothing is made that humiliates or threatens a real person."),
    "misinformation": _("This could be taken for news of something that never happened."),
    "people": _("Real people appear only through their own cameo."),
    "people.too_many": _("There can be three people in a clip, and there are more in this one."),
    "cast.restricted": _("{handle} does not want clips with them to be about “{words}”."),
    "cast.strict": _("Somebody in this clip is shown in nothing embarrassing, and in nothing that is open to doubt."),
    "works": _("This character or world belongs to somebody who has not agreed to it."),
    "brands": _("This name or logo belongs to a company that has not agreed to it."),
    "unavailable": _("A part of the review is not working, so a moderator looks first."),
}

NEARBY = {
    "sexual": _("Two people in long coats dancing slowly on a bridge at night"),
    "minors": _("A family flying a red kite on a windy beach"),
    "violence": _("Two knights shaking hands on a green hill at sunrise"),
    "hate": _("Neighbours from many places sharing a long table in a sunny street"),
    "self_harm": _("A person walking out of the rain into warm morning light"),
    "weapons": _("A blacksmith shaping a horseshoe, sparks in a dark workshop"),
    "extremism": _("People with lanterns walking together across a square at dusk"),
    "drugs": _("Friends drinking tea on a balcony above the city"),
    "crime": _("A detective with a lamp following footprints in the snow"),
    "harassment": _("Two friends laughing on a park bench in autumn"),
    "misinformation": _("A made-up island with floating towers under two moons"),
    "people": _("A singer on a small stage, lights slowly turning"),
    "cast": _("A person walking a dog along the river in the morning"),
    "works": _("A made-up hero in a green cape flying over a city"),
    "brands": _("A steaming cup of coffee on a table by a window"),
}
ANYTHING = _("A red ball bouncing on the beach at sunset")


def reason_for(rule: str, verdict: str = ""):
    """The sentence for a rule such as "sexual.nudity": its own, or else the one of its category."""
    category = rule.partition(".")[0]
    for key in (rule, f"{category}.{verdict}", category):
        if key in REASONS:
            return REASONS[key]
    raise KeyError(f"no reason for {rule}")


@dataclass(frozen=True)
class Filled:
    """A sentence with somebody's own words in it. Kept in pieces, it can be said in every reader's language."""

    template: str | Promise
    values: dict[str, str] = field(default_factory=dict)

    def __str__(self):
        return str(self.template).format(**self.values)

    def pieces(self) -> dict:
        return {"template": str(self.template), "values": self.values}


def reason_in(opinion: dict) -> str:
    """The reason of an opinion that was written down, in the reader's language; "" where there is none."""
    if "template" in opinion:
        return str(Filled(gettext(opinion["template"]), opinion["values"]))
    return opinion["reason"] and gettext(opinion["reason"])


def nearby_sentence(category: str) -> str:
    """A harmless sentence that is not too far away, in the language of the page."""
    return str(NEARBY.get(category, ANYTHING))
