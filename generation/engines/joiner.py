"""The engine of stitched clips: it makes nothing, it lays finished clips end to end."""

from collections.abc import Callable

from generation.engines import Footage
from generation.joining import joined
from generation.script import Script


class Joiner:
    name = "joiner"

    def frames(self, script: Script, tell: Callable[[float], None]) -> Footage:
        """The clips of `script.before`. Raises EngineFault where there is none, or one cannot be read."""
        tell(0.0)
        footage = joined(script, None)
        tell(1.0)
        return footage
