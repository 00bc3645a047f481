"""How each kind of video VAE decodes a clip in parts, exactly as its own `decode` does it in one go.

Some decoders are causal and remember the last frames they saw: Wan's and CogVideoX's are fed one piece after another.
Others look both ways: LTX's and HunyuanVideo's decode stretches that overlap, and what they share runs into each other.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

#: Frames of a stretch, and how many of them it shares with the next: whole clips of 5 s are decoded in one go.
STRETCH, SHARED = 128, 16
#: The same when memory is short, which is when a VAE was told to decode by tiles.
LEAN_STRETCH, LEAN_SHARED = 48, 16


@dataclass(frozen=True)
class Tiles:
    """Cut a picture into tiles that overlap. Heights and widths; the first two in latents, the others in pixels."""

    side: tuple[int, int]
    step: tuple[int, int]
    blend: tuple[int, int]
    kept: tuple[int, int]  # of each decoded tile, from its top left

    def decoded(self, vae, latent, decode):
        """All of `latent` through `decode(tile, place)`, seams blended by the VAE's own functions."""
        import torch

        (high, wide), (down, right) = self.side, self.step
        rows = [
            [decode(latent[..., y : y + high, x : x + wide], (y, x)) for x in range(0, latent.shape[-1], right)]
            for y in range(0, latent.shape[-2], down)
        ]
        return torch.cat([torch.cat(self._row(vae, rows, number), dim=-1) for number in range(len(rows))], dim=-2)

    def _row(self, vae, rows: list, number: int) -> list:
        row, kept = rows[number], []
        for x, tile in enumerate(row):
            if number:
                tile = vae.blend_v(rows[number - 1][x], tile, self.blend[0])  # changes the tile itself
            if x:
                tile = vae.blend_h(row[x - 1], tile, self.blend[1])
            kept.append(tile[..., : self.kept[0], : self.kept[1]])
        return kept


class Causal:
    """A decoder that is fed pieces of a clip in order, with what it remembers of those before."""

    def __init__(self, vae):
        self.vae = vae

    @classmethod
    def decoded(cls, vae, z) -> Iterator:
        """`z` (1, channels, frames, height, width) as pictures (1, 3, n, height, width), a few frames at a time."""
        self = cls(vae)
        tiles, memories = self.tiles(z), {}

        def decode(piece, place=None):
            # With tiles there is a memory for each, and little room: it waits in the memory of the CPU.
            memory = _moved(memories.get(place), piece.device)
            sample, memory = self.step(piece, memory)
            memories[place] = _moved(memory, "cpu") if tiles else memory
            return sample

        for piece in self.pieces(z):
            yield self.finished(tiles.decoded(vae, piece, decode) if tiles else decode(piece), z)

    def pieces(self, z) -> tuple:
        """`z` cut along its frames."""
        raise NotImplementedError

    def step(self, piece, memory) -> tuple:
        """The pictures of one piece and the memory for the next; `memory` is None at first."""
        raise NotImplementedError

    def tiles(self, z) -> Tiles | None:
        """None where a whole picture is decoded at once."""
        raise NotImplementedError

    def finished(self, sample, z):
        return sample


class Wan(Causal):
    """`AutoencoderKLWan`: one latent frame after another, four pictures each, the first one alone."""

    def pieces(self, z) -> tuple:
        return z.split(1, dim=2)

    def step(self, piece, memory) -> tuple:
        vae = self.vae
        vae.clear_cache()
        known = vae._feat_map if memory is None else memory
        piece = vae.post_quant_conv(piece)
        sample = vae.decoder(piece, feat_cache=known, feat_idx=[0], first_chunk=memory is None)
        return sample, known

    def tiles(self, z) -> Tiles | None:
        vae, ratio, patch = self.vae, self.vae.spatial_compression_ratio, self.vae.config.patch_size or 1
        side = vae.tile_sample_min_height, vae.tile_sample_min_width
        stride = vae.tile_sample_stride_height, vae.tile_sample_stride_width
        latents = tuple(length // ratio for length in side)
        if not (vae.use_tiling and (z.shape[-2] > latents[0] or z.shape[-1] > latents[1])):
            return None
        kept = tuple(length // patch for length in stride)
        blend = tuple(length // patch - own for length, own in zip(side, kept, strict=True))
        return Tiles(latents, tuple(length // ratio for length in stride), blend, kept)

    def finished(self, sample, z):
        from diffusers.models.autoencoders.autoencoder_kl_wan import unpatchify

        if patch := self.vae.config.patch_size:
            sample = unpatchify(sample, patch_size=patch)
        height, width = (side * self.vae.spatial_compression_ratio for side in z.shape[-2:])
        return sample[..., :height, :width].clamp(-1, 1)


class CogVideoX(Causal):
    """`AutoencoderKLCogVideoX`: two latent frames after another, the first time one more where their count is odd."""

    def pieces(self, z) -> tuple:
        frames, at_once = z.shape[2], self.vae.num_latent_frames_batch_size
        if frames < at_once:
            return (z,)
        first = at_once + frames % at_once
        return z.split([first, *[at_once] * ((frames - first) // at_once)], dim=2)

    def step(self, piece, memory) -> tuple:
        if self.vae.post_quant_conv is not None:
            piece = self.vae.post_quant_conv(piece)
        return self.vae.decoder(piece, conv_cache=memory)

    def tiles(self, z) -> Tiles | None:
        vae = self.vae
        side = vae.tile_latent_min_height, vae.tile_latent_min_width
        if not (vae.use_tiling and (z.shape[-2] > side[0] or z.shape[-1] > side[1])):
            return None
        shared = vae.tile_overlap_factor_height, vae.tile_overlap_factor_width
        pixels = vae.tile_sample_min_height, vae.tile_sample_min_width
        step = tuple(int(length * (1 - part)) for length, part in zip(side, shared, strict=True))
        blend = tuple(int(length * part) for length, part in zip(pixels, shared, strict=True))
        return Tiles(side, step, blend, tuple(length - own for length, own in zip(pixels, blend, strict=True)))


def stretches(vae, z, *args, **options) -> Iterator:
    """For the VAEs with a `_temporal_tiled_decode`, which this is: arguments as of their `decode`."""
    ratio = vae.temporal_compression_ratio
    length, shared = _stretch(vae)
    stride, wanted = (length - shared) // ratio, (z.shape[2] - 1) * ratio + 1
    if z.shape[2] <= length // ratio + 1:
        yield _plainly(vae, z, *args, **options)
        return
    given, last = 0, None
    for begin in range(0, z.shape[2], stride):
        sample = _plainly(vae, z[:, :, begin : begin + length // ratio + 1], *args, **options)
        if begin:
            sample = vae.blend_t(last, _without_double(vae, sample), shared)
        last = sample[:, :, -shared:].clone()
        sample = sample[:, :, : min(length - shared + (begin == 0), wanted - given)]
        given += sample.shape[2]
        yield sample
        if given == wanted:
            return


def _stretch(vae) -> tuple[int, int]:
    """Frames of a stretch and frames shared: the VAE's own where it always decodes so."""
    if vae.use_framewise_decoding:
        return vae.tile_sample_min_num_frames, vae.tile_sample_min_num_frames - vae.tile_sample_stride_num_frames
    return (LEAN_STRETCH, LEAN_SHARED) if vae.use_tiling else (STRETCH, SHARED)


def _without_double(vae, sample):
    """Every stretch but the first has one picture that the one before has as well: where it is, is the VAE's choice."""
    return sample[:, :, 1:] if type(vae).__name__ == "AutoencoderKLHunyuanVideo" else sample[:, :, :-1]


def _plainly(vae, z, *args, **options):
    with _whole_in_time(vae):
        return vae._decode(z, *args, **options).sample


@contextmanager
def _whole_in_time(vae) -> Iterator[None]:
    before, vae.use_framewise_decoding = vae.use_framewise_decoding, False
    try:
        yield
    finally:
        vae.use_framewise_decoding = before


def _moved(memory, device):
    """What a decoder remembers, in lists or dictionaries of tensors and other things, on `device`."""
    if isinstance(memory, dict):
        return {name: _moved(part, device) for name, part in memory.items()}
    if isinstance(memory, list):
        return [_moved(part, device) for part in memory]
    return memory.to(device) if hasattr(memory, "to") else memory
