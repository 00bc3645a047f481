"""The pure rules of For you, tried on invented clips."""

from collections import Counter
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

import pytest

from feed.ranking import CAP, SIGNALS, WINDOW, Candidate, explain, parts, rank, score

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def candidate(number=1, **facts):
    facts = {"author": number, "root": UUID(int=number), "age": 24.0} | facts
    return Candidate(id=UUID(int=number), **facts)


def crowd(seed, count=120, authors=25, roots=40):
    dice = Random(seed)
    return [
        candidate(
            number, author=dice.randrange(authors), root=UUID(int=dice.randrange(roots)), age=dice.uniform(0, 500),
            likes=int(dice.paretovariate(1)), comments=dice.randrange(9), remixes=dice.randrange(4),
            follows=dice.random() < 0.2, answered=dice.random() < 0.1, less_author=dice.random() < 0.1,
        )
        for number in range(count)
    ]  # fmt: skip


def weight(clip):
    return sum(parts(clip))


class TestParts:
    BETTER = [
        {"follows": True}, {"answered": True}, {"remixes": 3}, {"likes": 5}, {"comments": 5}, {"age": 1.0},
    ]  # fmt: skip

    @pytest.mark.parametrize("facts", BETTER)
    def test_it_lifts(self, facts):
        assert weight(candidate(**facts)) > weight(candidate())

    @pytest.mark.parametrize("fact", ["less_author", "less_root"])
    def test_asking_for_less_outweighs_a_follow_and_its_freshness(self, fact):
        wanted = candidate(follows=True, age=0.0)
        assert weight(replace(wanted, **{fact: True})) < weight(candidate(age=500.0))

    def test_how_long_somebody_watched_is_not_even_known(self):
        assert not {field.name for field in fields(Candidate)} & {"watched", "watch_time", "dwell", "seconds", "views"}

    def test_the_parts_are_all_there_is(self):
        clip = candidate(follows=True, likes=9)
        assert len(parts(clip)) == len(SIGNALS)
        assert [round(part, 2) for _, part in explain(parts(clip))] == sorted(
            (round(part, 2) for part in parts(clip) if part), key=abs, reverse=True
        )

    def test_every_part_is_named_and_nothing_is_not(self):
        told = dict(explain(parts(candidate(follows=True))))
        assert told[SIGNALS["followed"].label] == 2.0
        assert SIGNALS["less_author"].label not in told


class TestOrder:
    @pytest.mark.parametrize("seed", range(8))
    def test_nobody_is_lost_and_nobody_comes_twice(self, seed):
        clips = crowd(seed)
        assert sorted(clip.id for clip, _ in rank(clips)) == sorted(clip.id for clip in clips)

    @pytest.mark.parametrize("seed", range(8))
    def test_the_order_they_come_in_does_not_matter(self, seed):
        clips = crowd(seed)
        shuffled = Random(seed).sample(clips, len(clips))
        assert [clip.id for clip, _ in rank(shuffled)] == [clip.id for clip, _ in rank(clips)]

    @pytest.mark.parametrize("key", ["author", "root"])
    @pytest.mark.parametrize("seed", range(8))
    def test_no_window_has_more_than_the_cap_while_others_are_left(self, seed, key):
        ranked = [clip for clip, _ in rank(crowd(seed))]
        for start in range(len(ranked) - WINDOW):
            window, rest = ranked[start : start + WINDOW], ranked[start + WINDOW :]
            author, often = Counter(getattr(clip, key) for clip in window).most_common(1)[0]
            if often > CAP:
                # Only when whoever could have come instead was too often there as well.
                before = Counter(
                    (name, getattr(clip, name)) for clip in window[:-1] for name in ("author", "root")
                )  # fmt: skip
                assert all(
                    before["author", clip.author] >= CAP or before["root", clip.root] >= CAP for clip in rest
                ), start  # fmt: skip

    def test_apart_from_that_the_better_one_comes_first(self):
        clips = [candidate(number, likes=number) for number in range(1, 30)]
        assert [clip.likes for clip, _ in rank(clips)] == list(range(29, 0, -1))

    def test_a_site_of_one_author_still_shows_everything(self):
        assert len(rank([candidate(number, author=1) for number in range(20)])) == 20

    def test_one_busy_author_makes_room(self):
        busy = [candidate(number, author=1, likes=1000) for number in range(1, 20)]
        quiet = [candidate(number) for number in range(100, 120)]
        authors = [clip.author for clip, _ in rank(busy + quiet)][:WINDOW]
        assert authors.count(1) == CAP


class TestScore:
    def test_votes_lift_it(self):
        assert score(0, 0, 0, NOON) < score(1, 0, 0, NOON) < score(0, 1, 0, NOON) < score(0, 0, 1, NOON)

    def test_half_a_day_is_worth_ten_times_the_points(self):
        assert score(99, 0, 0, NOON) == pytest.approx(score(9, 0, 0, NOON + timedelta(seconds=45_000)))
