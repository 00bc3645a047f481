"""The command that makes clips without the site, by the same way."""

import io
import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import User
from cameos import services as cameos
from cameos.models import Level
from generation import batch, services
from generation.models import Generation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def lenient(settings):
    settings.SAFETY_CHECKS = ["tests.reviews.AllowEverything"]
    settings.GENERATION_ENGINE = "quick"


def generate(*args, **options):
    """Exit code, JSON lines of standard output, text of standard error."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("generate", *args, "--json", stdout=out, stderr=err, **options)
        code = 0
    except SystemExit as stop:
        code = stop.code
    return code, [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue()


@pytest.fixture
def orders(tmp_path):
    def orders(text, name="orders.jsonl"):
        path = tmp_path / name
        path.write_text(text)
        return str(path)

    return orders


def test_one_sentence_makes_one_marked_clip(tmp_path):
    code, (line,), _ = generate("a red ball", out=tmp_path / "ball.mp4")
    assert code == 0
    assert line["state"] == "ready"
    assert line["path"] == str(tmp_path / "ball.mp4")
    assert len(line["payload"]) == 16
    assert set(line["wall"]) == {"engine", "stamp", "save"}
    assert b"ftyp" in (tmp_path / "ball.mp4").read_bytes()[:12]


def test_what_it_made_is_found_again_by_verify(tmp_path):
    _, (line,), _ = generate("a red ball", out=tmp_path / "ball.mp4")
    out = io.StringIO()
    call_command("verify", str(tmp_path / "ball.mp4"), "--json", stdout=out)
    assert json.loads(out.getvalue()) == {"made_here": True, "id": line["id"], "confidence": "certain"}


def test_a_refused_sentence_is_reported_with_its_rule(settings):
    settings.SAFETY_CHECKS = ["tests.reviews.RefuseEverything"]
    code, (line,), _ = generate("a red ball")
    assert code == 1
    assert (line["state"], line["path"], line["reasons"][0]["rule"]) == ("refused", None, "test.refuse")


def test_the_clip_is_the_named_persons(alice):
    generate("a red ball", user="@Alice")
    assert Generation.objects.get().owner == alice


def test_nobody_of_that_name_is_a_clear_error(db):
    code, lines, said = generate("a red ball", user="nobody")
    assert (code, lines) == (1, [])
    assert "nobody has that handle" in said


def test_the_operator_cannot_be_signed_in_as():
    generate("a red ball")
    assert not User.objects.get(username="operator").has_usable_password()


class TestPeople:
    @pytest.fixture(autouse=True)
    def reviewed(self, settings):
        settings.SAFETY_CHECKS = ["safety.review.handles.HandleCheck"]

    def test_who_lets_everyone_can_be_put_in_by_name(self, bob, make_cameo):
        make_cameo(bob, level=Level.EVERYONE)
        code, (line,), _ = generate("a red ball", cameo=["bob"])
        assert (code, line["state"]) == (0, "ready")
        clip = Generation.objects.get()
        assert clip.prompt == "@bob a red ball"
        assert clip.castings.get().person == bob

    def test_for_whom_it_is_made_decides(self, alice, bob, make_cameo):
        cameos.grant(make_cameo(bob, level=Level.APPROVED), to=alice)
        answers = [generate("a red ball", user=user, cameo=["@bob"])[1][0] for user in ("alice", "", "bob")]
        assert [line["state"] for line in answers[::2]] == ["ready", "ready"]
        assert (answers[1]["state"], answers[1]["reasons"][0]["rule"]) == ("refused", "people.no_cameo")

    def test_a_batch_names_them_in_a_column(self, orders, bob, charlie, make_cameo):
        make_cameo(bob, level=Level.EVERYONE)
        path = orders("prompt,cameo\na cat,bob\na dog,\na cow,bob charlie\n", "orders.csv")
        _, lines, _ = generate(source=path)
        assert [line["state"] for line in lines] == ["ready", "ready", "refused"]


def test_a_bad_option_is_named():
    with pytest.raises(CommandError, match="size"):
        call_command("generate", "a red ball", "--size", "7x7")


def test_a_batch_reports_bad_lines_by_number_and_goes_on(orders):
    path = orders('{"prompt": "a cat"}\nnot json\n{"prompt": "a dog", "seed": 3}\n')
    code, lines, said = generate(source=path)
    assert code == 1
    assert [line["state"] for line in lines] == ["ready", "ready"]
    assert "line 2: not JSON" in said


def test_a_batch_begun_again_makes_nothing_twice(orders):
    path = orders("prompt,seed\na cat,1\na dog,2\n", "orders.csv")
    _, first, _ = generate(source=path)
    _, second, _ = generate(source=path)
    assert [line["id"] for line in first] == [line["id"] for line in second]
    assert Generation.objects.count() == 2


def test_a_batch_goes_on_where_it_was_killed(orders):
    path = orders('{"prompt": "a cat"}\n{"prompt": "a dog"}\n')
    cat, dog = (_asked_for(line) for line in batch.read(io.StringIO(Path(path).read_text()), as_csv=False))
    cat.claim()
    Generation.objects.filter(pk=cat.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    _, lines, _ = generate(source=path)
    assert [line["id"] for line in lines] == [str(cat.pk), str(dog.pk)]
    assert [line["state"] for line in lines] == ["ready", "ready"]
    cat.refresh_from_db()
    assert cat.attempts == 2


def _asked_for(line):
    order = {name: value for name, value in line.order.items() if name != "user"}
    owner = User.objects.get_or_create(username="operator")[0]
    return services.request(owner=owner, key=line.key, limited=False, ring=False, **order)


def test_a_batch_puts_its_clips_into_a_folder(orders, tmp_path):
    _, lines, _ = generate(source=orders('{"prompt": "a cat"}\n'), out=tmp_path / "made")
    assert [path.name for path in (tmp_path / "made").iterdir()] == ["0001.mp4"]
    assert lines[0]["path"].endswith("0001.mp4")


def test_a_file_that_is_not_there_is_a_clear_error():
    with pytest.raises(CommandError, match="nowhere.csv"):
        call_command("generate", "--from", "nowhere.csv")
