"""Who may use whose likeness: every level, every way two people can stand to each other, every door of this app."""

import pytest

from cameos.models import Level
from cameos.services import casting_of


class TestCastingOf:
    @pytest.fixture
    def cast(self, make_person, make_cameo):
        for handle in ("dev", "ines", "zoe"):
            make_cameo(make_person(handle), level=Level.EVERYONE)

    def test_it_keeps_the_order_of_the_text(self, cast, alice):
        found = casting_of(alice, "@zoe meets @Dev, then @ZOE leaves")
        assert [cameo.handle for cameo in found.usable] == ["zoe", "dev"]
        assert found.unusable == ()

    def test_those_who_did_not_agree_and_those_who_do_not_exist_look_the_same(self, cast, alice, bob, make_cameo):
        make_cameo(bob)
        found = casting_of(alice, "@nobody and @dev and @bob and @alice")
        assert [cameo.handle for cameo in found.usable] == ["dev"]
        assert found.unusable == ("nobody", "bob", "alice")

    def test_one_query_whoever_is_mentioned(self, cast, alice, django_assert_num_queries):
        with django_assert_num_queries(1):
            found = casting_of(alice, "@zoe @dev @ines @nobody")
            assert [cameo.owner.name for cameo in found.usable] == ["zoe", "dev", "ines"]

    def test_a_text_about_nobody_asks_nothing(self, alice, django_assert_num_queries):
        with django_assert_num_queries(0):
            assert casting_of(alice, "a red ball on the beach").usable == ()
