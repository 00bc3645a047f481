"""What stands in the composer: read from what was sent, changed by its buttons, shown again with nothing lost."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cameos.models import Cameo
from generation import services
from generation.abilities import Abilities, abilities
from generation.cards import Card
from generation.forms import PREFIX, ComposeForm, ShotFormSet
from generation.forms.compose import VARIANTS, most_seconds
from generation.labels import EXAMPLES
from generation.lengths import prices
from generation.models import Generation
from generation.services.casting import MOST
from generation.storyboards import draft
from sora_site.htmx import render_page

MOST_CHIPS = 8  # people offered below the box
#: Buttons that change the storyboard; their value is the number of a shot, from 0 on.
SHOT_ACTS = {"add_shot": "add", "remove_shot": "remove", "up_shot": "up", "down_shot": "down"}
#: Every button that changes what stands in the composer without asking for anything.
ACTS = ("draft", "undraft", "use", "cast", *SHOT_ACTS)


class Composing:
    """One composer for one request."""

    def __init__(self, request, *, action: str, source: Generation | None, extends: Generation | None):
        self._request, self._user, self._posted = request, request.user, request.POST
        self._place = {"action": action, "source": source, "extends": extends}
        self._able = abilities(settings.GENERATION_ENGINE)
        self._most = most_seconds(self._user.plan, self._able)
        self.form: ComposeForm | None = None
        self.shots: ShotFormSet | None = None

    @property
    def order(self) -> dict:
        """The keyword arguments of `services.request`, once it is valid."""
        place = {"source": self._place["source"], "before": self._before}
        shots = self.shots.shots if self.shots else ()
        return {"owner": self._user, "shots": shots} | place | self.form.order

    @property
    def _before(self) -> tuple[Generation, ...]:
        return (self._place["extends"],) if self._place["extends"] else ()

    def fill(self) -> None:
        """With what was sent, to be checked."""
        self.form = self._form(self._posted, self._request.FILES, has_shots=self._has_shots)
        self.shots = self._sent_shots() if self._has_shots else None

    def is_valid(self) -> bool:
        valid = [self.form.is_valid(), self.shots is None or self.shots.is_valid()]
        return all(valid)

    def rearrange(self) -> bool:
        """Do what the pressed button says to what stands in it; False when it was none of ACTS."""
        act = next((act for act in ACTS if act in self._posted), None)
        if act is None:
            return False
        words, shots = self._posted.get("prompt", ""), self._sent_shots().typed if self._has_shots else []
        words, shots = self._changed(act, self._posted[act], words, shots)
        self.form = self._form(initial=self._posted.dict() | {"prompt": words}, has_shots=bool(shots))
        self.shots = self._shown(shots)
        return True

    def _changed(self, act: str, value: str, words: str, shots: list[dict]) -> tuple[str, list[dict]]:
        """The sentence and the shots after a button was pressed."""
        if act == "draft":
            return words, _drafted(words, self._form(initial=self._posted.dict()).chosen_seconds)
        if act == "undraft":
            return "\n".join(str(shot["prompt"] or "").strip() for shot in shots).strip() or words, []
        if act in SHOT_ACTS and shots:
            return words, self._sent_shots().changed(SHOT_ACTS[act], int(value) if value.isdecimal() else -1)
        if act == "cast" and shots:
            return words, [*shots[:-1], shots[-1] | {"prompt": _with(shots[-1]["prompt"] or "", value)}]
        if act == "use" and shots:
            return words, rewritten(shots, value) or shots
        return {"cast": _with(words, value), "use": value}.get(act, words), shots

    @property
    def _has_shots(self) -> bool:
        return f"{PREFIX}-TOTAL_FORMS" in self._posted

    def _form(self, *data, **kwargs) -> ComposeForm:
        place = {"has_source": bool(self._place["source"]), "has_parts": bool(self._place["extends"])}
        return ComposeForm(*data, plan=self._user.plan, able=self._able, **place, **kwargs)

    def _sent_shots(self) -> ShotFormSet:
        sent = self._posted.copy()
        sent.setdefault(f"{PREFIX}-INITIAL_FORMS", "0")
        return ShotFormSet(sent, most=self._most)

    def _shown(self, shots: list[dict]) -> ShotFormSet | None:
        return ShotFormSet.showing(shots, most=self._most) if shots else None

    def page(self, *, status=200, refusal=None, initial=None, shots=()):
        """The composer as it stands, or as it begins."""
        if self.form is None:
            self.form = self._form(initial=initial or {}, has_shots=bool(shots))
            self.shots = self._shown(list(shots))
        context = self._context() | self._shown_preview() | {"refusal": refusal}
        return render_page(self._request, "generation/make.html", context, part="compose", status=status)

    def _context(self) -> dict:
        user, source, form = self._user, self._place["source"], self.form
        total = self.shots.total_seconds if self.shots else form.chosen_seconds
        priced = prices(user, chosen=total, possible=self._able.max_seconds, count=VARIANTS)
        usable = Cameo.objects.castable_by(user).select_related("owner").first_those_of(user)
        return self._place | {
            "form": form,
            "shots": self.shots,
            "total_seconds": total,
            "most_seconds": self._most,
            "expected": services.outlook(owner=user, seconds=total or settings.GENERATION_DEFAULT_SECONDS),
            "lengths": priced.lengths,
            "cost_line": priced.line,
            "variants_price": priced.variants,
            "examples": EXAMPLES,
            "people": usable[:MOST_CHIPS] if self._able.cast else [],
            "absent": services.remixable(source, user) if source else [],
            "engine": settings.GENERATION_ENGINE,
            "able": self._able,
            "styles": form.styles,
            "cast_notice": cast_notice(self._able),
            "choose_again": bool(self._request.FILES),  # no browser can be handed a picture back
        }

    def _shown_preview(self) -> dict:
        """The last preview, while its maker still composes."""
        if self._request.method == "GET":
            return {"preview": None}
        mine = Generation.objects.filter(owner=self._user, is_preview=True)
        preview = mine.order_by("-requested_at").first()
        return {"preview": preview, "card": preview and Card.of(preview)}


def cast_notice(able: Abilities) -> str:
    """What the engine cannot do with people; "" where it can show as many as a clip can hold."""
    if able.cast >= MOST:
        return ""
    if not able.cast:
        return _("%(model)s cannot show people by their cameos. Leave the @handles out.") % {"model": able.model}
    return ngettext(
        "%(model)s can show %(most)d person by their cameo.",
        "%(model)s can show %(most)d people by their cameos.",
        able.cast,
    ) % {"model": able.model, "most": able.cast}


def _drafted(words: str, seconds: int) -> list[dict]:
    shots = [{"prompt": shot.prompt, "seconds": shot.seconds} for shot in draft(words, seconds)]
    return shots or [{"prompt": "", "seconds": seconds}]


def _with(words: str, handle: str) -> str:
    """`words` with somebody in them, ready to be written on."""
    return f"{words.rstrip()} @{handle} ".lstrip()


def rewritten(shots: list[dict], suggestion: str) -> list[dict] | None:
    """What would pass, shot by shot; None where it has another number of them."""
    lines = suggestion.splitlines()
    if len(lines) != len(shots):
        return None
    return [shot | {"prompt": line} for shot, line in zip(shots, lines, strict=True)]
