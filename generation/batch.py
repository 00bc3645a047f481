"""Orders from a file or a command line: one clip a line, each checked before any is made."""

import csv
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TextIO

from django import forms
from django.conf import settings

from cameos.mentions import mentions
from generation.models import Style
from generation.script import SIZES
from generation.services.orders import SEEDS
from generation.services.requests import JOINER

LONGEST = settings.PRICES[-1][0]  # seconds
COLUMNS = ("prompt", "user", "cameo", "seconds", "size", "style", "seed", "engine")


class OrderForm(forms.Form):
    """One line. What is left out takes the usual value."""

    prompt = forms.CharField(max_length=settings.PROMPT_LIMIT)
    user = forms.CharField(required=False)
    cameo = forms.CharField(required=False)  # handles, between spaces or commas
    seconds = forms.IntegerField(required=False, min_value=1, max_value=LONGEST)
    size = forms.ChoiceField(required=False, choices=[(size, size) for size in SIZES])
    style = forms.ModelChoiceField(Style.objects.all(), required=False, to_field_name="slug")  # out of season too
    seed = forms.IntegerField(required=False, min_value=0, max_value=SEEDS - 1)
    engine = forms.ChoiceField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["engine"].choices = [(name, name) for name in settings.GENERATION_ENGINES if name != JOINER]

    def order(self) -> dict:
        """Keyword arguments for services.request, and `user`."""
        given = dict(self.cleaned_data)
        given["style"] = given["style"].slug if given["style"] else ""
        given["prompt"] = with_people(given["prompt"], given.pop("cameo"))
        usual = {
            "seconds": settings.GENERATION_DEFAULT_SECONDS,
            "size": next(iter(SIZES)),
            "engine": settings.GENERATION_ENGINE,
        }
        return given | {name: given[name] or value for name, value in usual.items()}


def with_people(prompt: str, handles: str) -> str:
    """`prompt` with every one of `handles` in it: those that it does not mention stand before it."""
    wanted = [handle.removeprefix("@").lower() for handle in re.split(r"[\s,]+", handles) if handle]
    missing = [f"@{handle}" for handle in dict.fromkeys(wanted) if handle not in mentions(prompt)]
    return " ".join([*missing, prompt])


@dataclass(frozen=True)
class Line:
    """One line of a batch: an `order`, or the `errors` that say what is wrong with it."""

    number: int
    order: dict | None = None
    errors: tuple[str, ...] = ()
    key: str = ""  # the same line of the same batch again is the same request


def check(fields: dict) -> tuple[dict | None, tuple[str, ...]]:
    """The order that `fields` make, or what is wrong with them."""
    unknown = [f"{name}: no such column; there are {', '.join(COLUMNS)}" for name in fields if name not in COLUMNS]
    form = OrderForm(fields)
    if form.is_valid() and not unknown:
        return form.order(), ()
    wrong = [f"{name}: {' '.join(messages)}" for name, messages in form.errors.items()]
    return None, tuple(unknown + wrong)


def read(source: TextIO, *, as_csv: bool) -> Iterator[Line]:
    """The lines of a CSV file with a header, or of one JSON object a line."""
    seen = Counter()
    for number, fields, error in _rows(source, as_csv):
        order, errors = (None, (error,)) if error else check(fields)
        if errors:
            yield Line(number, errors=errors)
            continue
        digest = hashlib.sha256(json.dumps(order, sort_keys=True).encode()).hexdigest()[:40]
        seen[digest] += 1  # a line that stands twice is made twice
        yield Line(number, order=order, key=f"batch-{digest}-{seen[digest]}")


def _rows(source: TextIO, as_csv: bool) -> Iterator[tuple[int, dict, str]]:
    if as_csv:
        reader = csv.DictReader(source)
        for row in reader:
            too_long = "more columns than the header" if row.pop(None, None) else ""
            yield reader.line_num, {name.strip(): value or "" for name, value in row.items()}, too_long
        return
    for number, line in enumerate(source, start=1):
        if line.strip():
            try:
                yield number, json_object(line), ""
            except ValueError as error:
                yield number, {}, str(error)


def json_object(line: str) -> dict:
    """The JSON object that one line of a file is. ValueError says what else it is."""
    try:
        line.encode()
        fields = json.loads(line)
    except UnicodeEncodeError as error:
        raise ValueError("not UTF-8") from error
    except json.JSONDecodeError as error:
        raise ValueError(f"not JSON: {error}") from error
    except RecursionError as error:
        raise ValueError("not JSON: nested too deeply") from error
    if not isinstance(fields, dict):
        raise ValueError("not a JSON object")
    return fields
