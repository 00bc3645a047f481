"""`manage.py review`: the review from the command line."""

import io
import json

import pytest
from django.core.management import CommandError, call_command


def run(*arguments):
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("review", *arguments, stdout=out, stderr=err)
    except SystemExit as end:
        return out.getvalue(), err.getvalue(), end.code
    return out.getvalue(), err.getvalue(), 0


def test_one_text_is_one_line_of_json():
    out, err, code = run("A naked woman dancing on a table", "--json")
    assert json.loads(out) == {
        "verdict": "refuse",
        "category": "sexual",
        "rule": "sexual.nudity",
        "words": ["naked"],
        "suggestion": "A woman dancing on a table",
    }
    assert (err, code) == ("", 0)


def test_an_allowed_text_has_nothing_to_say():
    out, *_ = run("a red ball", "--json")
    assert json.loads(out) == {"verdict": "allow", "category": "", "rule": "", "words": [], "suggestion": ""}


def test_without_json_it_is_a_sentence():
    out, *_ = run("A naked woman dancing on a table")
    assert out == (
        "refused: Nudity and sex are not made here. (sexual.nudity) "
        'Words: "naked". This would pass: "A woman dancing on a table"\n'
    )
    assert run("a red ball")[0] == "allowed\n"


def test_a_bad_line_is_reported_by_number_and_the_rest_go_on(tmp_path):
    file = tmp_path / "texts.jsonl"
    lines = [b'{"text": "a red ball"}', b"not json", b"", b'{"words": 1}', b'{"text": 3}', b'{"text": "\xff"}', b"[]"]
    file.write_bytes(b"\n".join([*lines, b'{"text": "a nude man, caf\xc3\xa9"}']))
    out, err, code = run("--from", str(file), "--json")
    assert [json.loads(line)["verdict"] for line in out.splitlines()] == ["allow", "refuse"]
    assert [line.split(":")[0] for line in err.splitlines()] == [f"line {number}" for number in (2, 4, 5, 6, 7)]
    assert code == 1


def test_standard_input_will_do(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO('{"text": "a red ball"}\n'))
    out, err, code = run("--from", "-")
    assert (json.loads(out)["verdict"], err, code) == ("allow", "", 0)


def test_a_handle_that_gave_no_leave_is_refused():
    out, *_ = run("@ana on the beach", "--json")
    assert (json.loads(out)["rule"], json.loads(out)["words"]) == ("people.no_cameo", ["@ana"])


@pytest.mark.parametrize("arguments", [(), ("a ball", "--from", "-"), ("--from", "/no/such/file")])
def test_what_cannot_be_done_is_said(arguments):
    with pytest.raises(CommandError):
        call_command("review", *arguments)
