"""The site speaks French as well as it speaks English: nothing is missing, and what is compiled is what is written."""

import ast
import re
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.template.base import Lexer, TokenType

ROOT = settings.ROOT
FRENCH = ROOT / "locale" / "fr" / "LC_MESSAGES"
OURS = ("accounts", "cameos", "feed", "generation", "safety", "sora_site")
CALLS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
QUOTED = r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
TRANSLATE = re.compile(rf"trans(?:late)?\s+{QUOTED}")
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")


def said_in_python(path: Path) -> set[str]:
    tree = ast.parse(path.read_text())
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    named = [call for call in calls if getattr(call.func, "id", getattr(call.func, "attr", "")) in CALLS]
    return {call.args[0].value for call in named if isinstance(call.args[0], ast.Constant)}


def said_in_template(path: Path) -> set[str]:
    said, block = set(), None
    for token in Lexer(path.read_text()).tokenize():
        words = token.contents.split()
        if token.token_type is TokenType.BLOCK and (found := TRANSLATE.match(token.contents)):
            said.add(ast.literal_eval(found[1]))
        elif token.token_type is TokenType.BLOCK and words[0].startswith("blocktrans"):
            block = ""
        elif token.token_type is TokenType.BLOCK and words[0] in ("plural", "endblocktranslate", "endblocktrans"):
            said |= {block} if block is not None else set()
            block = None
        elif block is not None:
            block += f"%({token.contents})s" if token.token_type is TokenType.VAR else token.contents
    return said


def everything_said() -> set[str]:
    sources = [path for app in OURS for path in (ROOT / app).rglob("*.py") if "tests" not in path.parts]
    python = [said_in_python(path) for path in sources if "migrations" not in path.parts]
    return set().union(*python, *(said_in_template(path) for path in (ROOT / "templates").rglob("*.html")))


@pytest.fixture(scope="module")
def french():
    return {entry.msgid: entry for entry in polib.pofile(FRENCH / "django.po") if not entry.obsolete}


def test_the_scan_finds_what_is_said():
    said = everything_said()
    assert {"Make it", "Every clip from %(SITE_NAME)s is made by a machine and carries two marks that say so."} <= said
    assert {"The clip is deleted.", "%(n)s clip is waiting before yours", "being made"} <= said


def test_everything_the_site_says_is_said_in_french(french):
    assert sorted(everything_said() - french.keys()) == []


def test_no_french_sentence_is_empty_or_unsure(french):
    assert [entry.msgid for entry in french.values() if not entry.translated() or entry.fuzzy] == []


def test_names_put_into_a_sentence_are_the_same_in_both(french):
    def placeholders(text):
        return {name for pair in PLACEHOLDER.findall(text) for name in pair if name}

    for entry in french.values():
        for number, translation in (entry.msgstr_plural or {0: entry.msgstr}).items():
            said = entry.msgid_plural if number else entry.msgid
            assert placeholders(translation) == placeholders(said), entry.msgid


def test_the_compiled_file_agrees_with_the_written_one():
    def told(catalogue) -> dict:
        return {(entry.msgctxt, entry.msgid): (entry.msgstr, entry.msgstr_plural) for entry in catalogue}

    assert told(polib.mofile(FRENCH / "django.mo")) == told(polib.pofile(FRENCH / "django.po"))
