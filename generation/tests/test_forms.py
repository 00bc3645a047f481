"""What the composer takes, and what it makes of it."""

import pytest

from generation.forms import ComposeForm

pytestmark = pytest.mark.django_db
SENTENCE = {"prompt": "a red ball on the beach", "seconds": "10", "size": "480x854"}


def errors_of(**changes):
    return ComposeForm(SENTENCE | changes).errors


def test_a_sentence_alone_with_the_defaults_is_enough():
    form = ComposeForm(SENTENCE)
    assert form.is_valid()
    expected = {"prompt": "a red ball on the beach", "seconds": 10, "size": "480x854"}
    assert form.order == expected | {"style": "", "seed": None, "key": ""}


def test_an_empty_sentence_is_asked_for():
    assert errors_of(prompt="  ") == {"prompt": ["Write a sentence first: what should be seen?"]}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("prompt", "a" * 1001),
        ("seconds", "600"),
        ("size", "9999x9999"),
        ("style", "gaudy"),
        ("seed", "-1"),
        ("seed", "2147483648"),
    ],
)
def test_what_is_not_offered_is_refused(field, value):
    assert list(errors_of(**{field: value})) == [field]


def test_every_showing_has_a_key_of_its_own():
    form = ComposeForm()
    assert form.fresh_key != form.fresh_key


def test_more_stays_folded_until_something_under_it_is_changed():
    assert not ComposeForm(initial={"prompt": "a cat"}).more_is_open
    assert not ComposeForm(SENTENCE).more_is_open
    assert ComposeForm(SENTENCE | {"style": "noir"}).more_is_open
    assert ComposeForm(SENTENCE | {"seed": "x"}).more_is_open
