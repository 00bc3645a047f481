"""The judge that tells what a clip shows, and the evaluation that rests on it, in a small world."""

import json

import cv2
import numpy as np
import pytest

from generation.engines.pocket.evaluation import evaluate, true_maker
from generation.engines.pocket.evaluation.measures import diversity, gist, on_cores, psnr, seconds_of, smoothness
from generation.engines.pocket.evaluation.report import JUDGED, Evaluation, Figures, Share
from generation.engines.pocket.grammar import Actor, Caption, Slots, held_out
from generation.engines.pocket.judge import Judge, judged, load, questions, train_judge
from generation.engines.pocket.judge.labels import MIRRORED, UNKNOWN, Classes, labels, moments
from generation.tests import pockets

STEPS = 100


def train(steps, folder, **options):
    small = {"width": 8, "sight": pockets.SIGHT, "shapes": [pockets.SHAPE], "classes": pockets.CLASSES}
    return train_judge(steps, folder, count=12, rate=1e-3, echo=3, say=pockets.say, **small, **options)


@pytest.fixture(scope="module")
def judge(tmp_path_factory, one_thread):
    """Has seen a few hundred clips of the small world."""
    return train(STEPS, tmp_path_factory.mktemp("judge"))


@pytest.fixture(scope="module")
def captions():
    return pockets.captions(24)


@pytest.fixture(scope="module")
def shape():
    return {"size": pockets.SHAPE.size, "frames": pockets.SHAPE.frames}


@pytest.fixture(scope="module")
def of_truth(judge, captions, shape):
    """The evaluation of a maker that could not be better: it draws what is meant."""
    truth = true_maker(captions, **shape)
    return evaluate(truth, captions, judge=judge, reconstruct=lambda frames: frames // 16 * 16 + 8, **shape)


class TestLabels:
    def test_a_chase_asks_of_the_chaser_how_it_moves_and_of_both_what_colour_they_are(self):
        actors = Actor("ball", "red", motion="left"), Actor("dog", "black", motion="chase")
        made = Caption("", Slots(actors, "park", "day"), frozenset({"motion", "place"}))
        asked = {(question.slot, question.of, question.right) for question in questions(made)}
        assert {("subject", 0, "ball+dog"), ("motion", 1, "chase"), ("colour", 0, "red")} <= asked
        assert not any((slot, of) == ("motion", 0) for slot, of, _ in asked)
        assert not any(slot == "time" for slot, _, _ in asked)

    def test_left_is_right_in_the_mirror(self):
        made = Caption("", Slots((Actor("car", motion="left"),), "road", "day", camera="follow"), frozenset())
        classes = Classes()
        assert classes.motion[labels(made, classes).subjects[0]["motion"]] == "left"
        assert classes.motion[labels(made, classes, mirrored=True).subjects[0]["motion"]] == "right"
        assert all(MIRRORED[MIRRORED[way]] == way for way in MIRRORED)

    def test_nobody_is_asked_for_what_cannot_be_seen(self):
        made = Caption("", Slots((Actor("robot"),), "space", "night"), frozenset())
        known = labels(made, Classes())
        assert known.scene["time"] == known.scene["weather"] == known.subjects[0]["colour"] == UNKNOWN

    @pytest.mark.parametrize("frames", [9, 33, 121])
    def test_it_never_looks_at_the_sheet_before_a_clip(self, frames):
        assert len(moments(frames, 12)) == 16
        assert min(moments(frames, 12)) == 1
        assert max(moments(frames, 12)) == frames - 1

    def test_every_held_out_caption_can_be_judged(self):
        known = Classes()
        assert all(labels(caption, known).kinds for caption in held_out(200))


class TestTraining:
    def test_what_was_stopped_is_gone_on_with_as_if_it_had_not_been(self, tmp_path, one_thread):
        whole = train(3, tmp_path / "whole", save_every=1)
        for at in range(2):
            with pytest.raises(InterruptedError):
                train(3, tmp_path / "parts", save_every=1, tell=stop_after(at + 1))
        parts = train(3, tmp_path / "parts", save_every=1)
        for name, value in whole.state_dict().items():
            assert np.array_equal(value.numpy(), parts.state_dict()[name].numpy()), name

    def test_it_is_kept_in_safetensors_and_answers_the_same(self, judge, tmp_path, captions, shape):
        kept = train(1, tmp_path)
        again = load(tmp_path)
        frames = true_maker(captions, **shape)(captions[0].words, 1)
        assert judged(kept, captions[0], frames, 12) == judged(again, captions[0], frames, 12)
        assert isinstance(again, Judge)
        assert {path.suffix for path in tmp_path.iterdir()} == {".safetensors"}


def stop_after(step):
    """Somebody who pulls the plug."""

    def tell(at, loss):
        if at == step:
            raise InterruptedError

    return tell


class TestEvaluation:
    def test_the_judge_clearly_beats_guessing_on_true_renders(self, of_truth):
        for slot in ("place", "time"):
            assert of_truth.true.accuracy[slot].value > 0.5 * (1 + of_truth.guessing[slot]), slot
        shares = [(of_truth.true.accuracy[slot], of_truth.guessing[slot]) for slot in ("subject", "colour", "place")]
        right, guessed = sum(share.right for share, _ in shares), sum(share.asked * guess for share, guess in shares)
        assert right > 1.2 * guessed

    def test_a_maker_that_draws_the_truth_is_as_good_as_the_truth(self, of_truth):
        assert of_truth.made == of_truth.true
        assert of_truth.made.smoothness > 0.95
        assert of_truth.made.diversity > 0.01
        assert of_truth.psnr == pytest.approx(34.8, abs=1.0)  # what four bits keep
        assert of_truth.seconds is None

    def test_noise_is_no_better_than_guessing(self, judge, captions, shape, of_truth):
        def noise(words, seed):
            return np.random.default_rng(seed).integers(0, 256, (33, 64, 36, 3), np.uint8)

        found = evaluate(noise, captions, judge=judge, timed=noise, **shape)
        shares = [(found.made.accuracy[slot].value, found.guessing[slot]) for slot in ("subject", "colour", "place")]
        assert all(value <= guess + 0.15 for value, guess in shares)
        assert found.made.smoothness < of_truth.made.smoothness - 0.1
        assert not found.meets(0.8)
        assert 0 < found.seconds < 1
        assert found.true == of_truth.true

    def test_the_report_says_which_goals_are_met(self, of_truth):
        told = of_truth.table()
        assert "true renders" in told
        assert "met   reconstruction, dB" in told
        assert "open  seconds a clip: not measured" in told
        kept = json.loads(of_truth.as_json())
        assert kept["captions"] == 24
        assert kept["made"]["accuracy"]["place"]["value"] == of_truth.made.accuracy["place"].value


class TestReport:
    @staticmethod
    def having(right):
        shares = {slot: Share(right, 100) for slot in (*JUDGED, "weather", "number")}
        figures = Figures(shares, 0.99, 0.01, 0.2)
        return Evaluation(100, (512, 288), 121, 12, figures, figures, dict.fromkeys(shares, 0.1), 33.0, 15.0)

    def test_four_of_five_make_it_the_default(self):
        assert self.having(80).meets(0.8)
        assert not self.having(79).meets(0.8)

    def test_the_goals_are_higher(self):
        assert {goal.name for goal in self.having(90).goals if goal.met} == {
            "reconstruction, dB", "seconds a clip", *(f"accuracy of {slot}" for slot in JUDGED),
        }  # fmt: skip
        assert sum(goal.met for goal in self.having(89).goals) == 2

    def test_what_was_never_asked_meets_nothing(self):
        assert not any(goal.met for goal in self.having(0).goals[1:7])
        assert "null" in TestReport.unasked().as_json()

    @staticmethod
    def unasked():
        shares = dict.fromkeys((*JUDGED, "weather", "number"), Share(0, 0))
        figures = Figures(shares, 1.0, 0.0, 0.0)
        return Evaluation(0, (64, 36), 9, 12, figures, figures, dict.fromkeys(shares, 0.0), None, None)


class TestMeasures:
    def test_a_picture_is_all_like_itself(self):
        picture = np.full((4, 8, 8, 3), 90, np.uint8)
        assert psnr(picture, picture) == 100
        assert psnr(picture, picture + 10) == pytest.approx(28.13, abs=0.01)

    def test_a_glide_is_smoother_than_a_flicker(self):
        wall = cv2.GaussianBlur(np.random.default_rng(1).uniform(0, 255, (96, 96)), (0, 0), 4)
        wall = cv2.normalize(wall, None, 0, 255, cv2.NORM_MINMAX).astype(np.uint8)
        glide = np.stack([np.roll(wall, 2 * t, axis=1) for t in range(12)])[..., None].repeat(3, axis=3)
        flicker = glide.copy()
        flicker[1::2] //= 2
        assert smoothness(glide)[0] > 0.97 > smoothness(flicker)[0]
        assert smoothness(glide)[1] == pytest.approx(2 / 96, rel=0.4)

    def test_equal_clips_have_no_diversity(self):
        one, other = np.zeros((9, 36, 64, 3), np.uint8), np.full((9, 36, 64, 3), 255, np.uint8)
        assert diversity([gist(one), gist(one)]) == 0
        assert diversity([gist(one), gist(other)]) == pytest.approx(1)

    def test_time_is_taken_on_two_cores_which_are_given_back(self):
        import os

        import torch

        before, threads = os.sched_getaffinity(0), torch.get_num_threads()
        with on_cores(1):
            assert len(os.sched_getaffinity(0)) == torch.get_num_threads() == 1
        assert (os.sched_getaffinity(0), torch.get_num_threads()) == (before, threads)
        calls = []
        seconds_of(calls.append, 3)
        assert calls == [0, 0, 1, 2]
