"""The network that tells what a clip shows: it finds every kind in every picture and follows whom it is asked about."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from generation.engines.pocket.judge.labels import BURST, OF_SCENE, OF_SUBJECT, SIGHT, SPREAD, Classes, Sight

LAYOUT = (6, 4)  # rows and columns in which the colours of a whole picture are kept
CROWD = 6.5  # what the many spots of a picture add up to where nothing is found


class Judge(nn.Module):
    """Answers about the scene, which kinds are in it, and colour, motion and number of a kind it is asked about."""

    def __init__(self, classes: Classes, width: int = 32, sight: Sight = SIGHT):
        """`width`: channels of the first layer; the others are multiples of it."""
        super().__init__()
        self.classes, self.width, self.sight = classes, width, sight
        deep, memory = 4 * width + 3, 4 * width
        self.eyes = nn.Sequential(
            _layer(6, width, (1, 5, 5), 2), _layer(width, 2 * width, (3, 3, 3), 2),
            _layer(2 * width, 3 * width, (3, 3, 3), 2), _layer(3 * width, 4 * width, (3, 3, 3), 1),
        )  # fmt: skip
        self.finds = nn.Conv3d(deep, len(classes.kind), 1)
        self.sharpness = nn.Parameter(torch.ones(()))
        self.overall = nn.GRU(2 * deep + 3 * LAYOUT[0] * LAYOUT[1], memory, batch_first=True, bidirectional=True)
        self.follows = nn.GRU(deep + 4, memory, batch_first=True, bidirectional=True)
        self.named = nn.Embedding(len(classes.kind), memory)
        self.guesses = _head(4 * memory, classes.kind)
        self.of_scene = nn.ModuleDict({slot: _head(4 * memory, getattr(classes, slot)) for slot in OF_SCENE})
        self.of_subject = nn.ModuleDict({slot: _head(9 * memory, getattr(classes, slot)) for slot in OF_SUBJECT})

    def forward(self, pictures: Tensor, asked: Tensor) -> tuple[Tensor, dict[str, Tensor], dict[str, Tensor]]:
        """`pictures`: uint8 (clips, moments, height, width, 3); `asked`: kinds, int64 (clips, questions).

        Logits of every kind being there (clips, kinds), of the scene's slots (clips, classes), and of the asked
        subjects' slots (clips, questions, classes).
        """
        seen, where = self._seen(pictures)
        maps = self.finds(seen.transpose(1, 2)).transpose(1, 2)  # clips, moments, kinds, rows, columns
        flat = maps.flatten(3)
        spotted = torch.logsumexp(flat, dim=3).mean(dim=1) - CROWD
        values = seen.flatten(3)
        layout = functional.adaptive_avg_pool2d(seen[:, :, -3:].flatten(0, 1), LAYOUT).unflatten(0, values.shape[:2])
        whole = torch.cat([values.mean(dim=3), values.amax(dim=3), layout.flatten(2)], dim=2)
        scene = _remembered(self.overall, whole)
        follow = self._followed(flat, values, where, asked)
        questions = asked.shape[1]
        about = torch.cat([follow, scene[:, None].expand(-1, questions, -1), self.named(asked)], dim=2)
        return (
            spotted + self.guesses(scene),
            {slot: head(scene) for slot, head in self.of_scene.items()},
            {slot: head(about) for slot, head in self.of_subject.items()},
        )

    def _seen(self, pictures: Tensor) -> tuple[Tensor, Tensor]:
        """Features (clips, moments, channels, rows, columns), and the place of each spot (2, rows * columns).

        The last three channels are the plain colours: normalised features forget how bright a picture is.
        """
        clips, count, height, width, _ = pictures.shape
        shown = pictures.permute(0, 4, 1, 2, 3).to(self.sharpness.dtype) / 127.5 - 1
        places = _places(count, height, width, shown).expand(clips, -1, -1, -1, -1)
        halves = torch.cat([shown, places], dim=1).split([SPREAD, BURST], dim=2)  # between them time leaps
        seen = torch.cat(self.eyes(torch.cat(halves)).chunk(2), dim=2)
        rows, columns = seen.shape[-2:]
        colours = functional.adaptive_avg_pool3d(shown, (count, rows, columns))
        seen = torch.cat([seen, colours], dim=1).transpose(1, 2)
        return seen, _places(1, rows, columns, seen)[0, :2, 0].flatten(1)

    def _followed(self, flat: Tensor, values: Tensor, where: Tensor, asked: Tensor) -> Tensor:
        """What is remembered of each asked kind's looks and way, (clips, questions, channels)."""
        clips, count, _, spots = flat.shape
        logits = flat.gather(2, asked[:, None, :, None].expand(-1, count, -1, spots))
        weights = functional.softmax(logits * self.sharpness, dim=3)
        looks = torch.einsum("btqs,btcs->bqtc", weights, values)
        way = torch.einsum("btqs,ps->bqtp", weights, where)
        spread = torch.einsum("btqs,ps->bqtp", weights, where**2) - way**2  # how large, how scattered
        path = torch.cat([looks, 4 * way, 4 * spread], dim=3).flatten(0, 1)
        return _remembered(self.follows, path).unflatten(0, (clips, asked.shape[1]))


def _layer(inside: int, outside: int, kernel: tuple[int, int, int], stride: int) -> nn.Sequential:
    padding = tuple(side // 2 for side in kernel)
    conv = nn.Conv3d(inside, outside, kernel, (1, stride, stride), padding)
    return nn.Sequential(conv, nn.GroupNorm(8, outside), nn.SiLU())


def _head(inside: int, answers: tuple[str, ...]) -> nn.Sequential:
    return nn.Sequential(
        nn.LayerNorm(inside), nn.Linear(inside, inside // 2), nn.SiLU(), nn.Linear(inside // 2, len(answers))
    )


def _remembered(memory: nn.GRU, steps: Tensor) -> Tensor:
    """The mean and the greatest of what a memory held while it went through `steps` (n, steps, channels)."""
    held, _ = memory(steps)
    return torch.cat([held.mean(dim=1), held.amax(dim=1)], dim=1)


def _places(count: int, rows: int, columns: int, like: Tensor) -> Tensor:
    """Row, column and moment of every spot, -1..1: (1, 3, count, rows, columns)."""
    ends = [torch.linspace(-1, 1, n, device=like.device, dtype=like.dtype) for n in (count, rows, columns)]
    moment, row, column = torch.meshgrid(*ends, indexing="ij")
    return torch.stack([row, column, moment])[None]
