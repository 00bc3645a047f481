"""One adapter a family of models: how its pipeline is told of pictures, people and the clip it begins from."""

from generation.engines.diffusers.families.base import Family
from generation.engines.diffusers.families.ltx import LTX, LTX2
from generation.engines.diffusers.families.plain import Plain
from generation.engines.diffusers.families.wan import Wan

FAMILIES: dict[str, type[Family]] = {"wan": Wan, "ltx": LTX, "ltx2": LTX2, "plain": Plain}

__all__ = ["FAMILIES", "Family"]
