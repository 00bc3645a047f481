"""Engines on toy weights. Nothing is loaded until a test asks for one."""

import pytest

from generation.engines import get_engine
from generation.engines.diffusers import DiffusersEngine
from generation.tests import toys

#: LTX-2 reads 1,024 tokens, whatever is said.
QUICK = {"ltx2": {"max_sequence_length": 32}}


@pytest.fixture(scope="session")
def one_thread():
    """Toys are too small to share among threads."""
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="session")
def toy(tmp_path_factory, one_thread):
    """`toy("wan")`: the folder of that pipeline."""
    saved = {}

    def toy(name):
        if name not in saved:
            saved[name] = toys.save(name, tmp_path_factory.mktemp(name))
        return saved[name]

    return toy


@pytest.fixture
def engine_of(toy, settings):
    """`engine_of("wan", longest=9)`: an engine of its own on that pipeline."""

    def engine_of(name, **options):
        settings.GENERATION_MODEL = str(toy(name))
        settings.GENERATION_MODEL_OPTIONS = {"num_inference_steps": 3} | QUICK.get(name, {}) | options
        return DiffusersEngine()

    get_engine.cache_clear()
    yield engine_of
    get_engine.cache_clear()


@pytest.fixture(params=["wan", "ltx", "cogvideox"])
def family(request):
    return request.param
