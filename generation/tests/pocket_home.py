"""A training of toys, done once for all tests that need what comes out of it."""

from dataclasses import replace

import pytest

from generation.engines import catalogue

STEPS = 4
#: Toys are made for clips of 64x32.
SMALL = replace(catalogue.card("pocket"), sizes=((32, 64), (64, 32)), pixels=32 * 64, longest=25)


@pytest.fixture(scope="session")
def trained(tmp_path_factory, one_thread):
    """The folder of a training with all its phases, and the weights that came of it in the folder "weights"."""
    from generation.engines.pocket import shipping
    from generation.engines.pocket.training import TOY_RECIPE, train

    home = tmp_path_factory.mktemp("pocket")
    train(TOY_RECIPE, home, steps=STEPS)
    shipping.ship(TOY_RECIPE, home, home / "weights")
    return home
