"""Decoded bit by bit is decoded: the same pictures as the VAE gives in one go, and never a whole clip in memory."""

import gc

import numpy as np
import pytest

from generation.engines import OutOfMemory
from generation.engines.diffusers.decoding import deferred
from generation.engines.diffusers.tiles import SHARED, STRETCH
from generation.engines.diffusers.watching import Watch
from generation.tests.toys import PIPELINES, before

pytestmark = pytest.mark.pipeline

CHANNELS = {"wan": 16, "ltx": 8, "ltx2": 8, "cogvideox": 4}


@pytest.fixture(params=CHANNELS)
def kind(request, one_thread):
    return request.param


@pytest.fixture
def pipe(kind):
    """`pipe()` with another VAE of that kind in its place: `pipe(vae)`."""
    import torch

    torch.manual_seed(0)
    return PIPELINES[kind]()


@pytest.fixture
def latents(kind):
    def latents(frames, side=1):
        import torch

        return torch.randn(1, CHANNELS[kind], frames, side, side, generator=torch.manual_seed(3))

    return latents


def watch():
    return Watch(lambda fraction: None, pieces=1)


def late(pipe, *calls):
    """As if a call of the pipeline had decoded these."""
    import torch

    with deferred(pipe) as late, torch.no_grad():
        for z in calls:
            pipe.vae.decode(z, return_dict=False)
    return late


def streamed(pipe, *calls):
    return list(late(pipe, *calls).chunks(watch()))


def in_one_go(pipe, z):
    """What a pipeline gives: floats 0..1, then whole numbers."""
    import torch

    with torch.no_grad():
        sample = pipe.vae.decode(z, return_dict=False)[0][0]
    frames = (sample * 0.5 + 0.5).clamp(0, 1).permute(1, 2, 3, 0).float().numpy()
    return np.rint(frames * 255).astype(np.uint8)


class TestSamePictures:
    @pytest.mark.parametrize("frames", [1, 2, 5])
    def test_bit_for_bit_what_the_vae_gives(self, pipe, latents, frames):
        z = latents(frames, side=4)
        chunks = streamed(pipe, z)
        assert all(chunk.dtype == np.uint8 and len(chunk) <= 16 for chunk in chunks)
        assert (np.concatenate(chunks) == in_one_go(pipe, z)).all()

    @pytest.mark.parametrize("frames", [1, 4])
    def test_also_tile_by_tile(self, kind, pipe, latents, frames):
        z = latents(frames, side=6)
        pixels = getattr(pipe.vae, "spatial_compression_ratio", 8)
        names = ["min_height", "min_width", "stride_height", "stride_width"]
        if kind == "cogvideox":
            pipe.vae.enable_tiling(4 * pixels, 4 * pixels, 1 / 4, 1 / 4)
        else:
            tiles = dict(zip(names, [4 * pixels] * 2 + [3 * pixels] * 2, strict=True))
            pipe.vae.enable_tiling(**{f"tile_sample_{name}": length for name, length in tiles.items()})
        whole = in_one_go(pipe, z)
        assert (np.concatenate(streamed(pipe, z)) == whole).all()
        pipe.vae.disable_tiling()
        assert (in_one_go(pipe, z) != whole).any()  # there was something to blend

    def test_wan_with_patches(self, one_thread):
        import torch
        from diffusers import AutoencoderKLWan

        torch.manual_seed(0)
        shape = {"base_dim": 4, "dim_mult": [1, 1, 1, 1], "num_res_blocks": 1, "is_residual": True}
        pipe = PIPELINES["wan"]()
        pipe.vae = AutoencoderKLWan(
            **shape, decoder_base_dim=4, patch_size=2, in_channels=12, out_channels=12, scale_factor_spatial=16
        )
        z = torch.randn(1, 16, 3, 6, 4)
        assert (np.concatenate(streamed(pipe, z)) == in_one_go(pipe, z)).all()
        pipe.vae.enable_tiling(64, 64, 48, 48)
        assert (np.concatenate(streamed(pipe, z)) == in_one_go(pipe, z)).all()

    def test_several_calls_come_one_after_the_other(self, pipe, latents):
        first, second = latents(2), latents(3)
        wanted = np.concatenate([in_one_go(pipe, first), in_one_go(pipe, second)])
        assert (np.concatenate(streamed(pipe, first, second)) == wanted).all()


class TestStretches:
    @pytest.fixture(params=["ltx", "ltx2"])
    def kind(self, request, one_thread):
        return request.param

    @pytest.mark.parametrize("frames", [18, 20, 34])
    def test_a_long_clip_is_decoded_as_the_vaes_own_tiles_in_time(self, pipe, latents, frames):
        z = latents(frames)
        ours = streamed(pipe, z)
        vae = pipe.vae
        vae.use_framewise_decoding = True
        vae.tile_sample_min_num_frames, vae.tile_sample_stride_num_frames = STRETCH, STRETCH - SHARED
        assert (np.concatenate(ours) == in_one_go(pipe, z)).all()

    def test_up_to_one_stretch_there_are_no_tiles(self, pipe, latents):
        z = latents(STRETCH // 8 + 1)
        assert (np.concatenate(streamed(pipe, z)) == in_one_go(pipe, z)).all()

    def test_hunyuan_video_keeps_its_own(self, one_thread):
        import torch
        from diffusers import AutoencoderKLHunyuanVideo

        torch.manual_seed(0)
        down, up = ("HunyuanVideoDownBlock3D",) * 4, ("HunyuanVideoUpBlock3D",) * 4
        pipe = PIPELINES["wan"]()
        pipe.vae = AutoencoderKLHunyuanVideo(
            latent_channels=4, block_out_channels=(8, 8, 8, 8), layers_per_block=1, norm_num_groups=4,
            down_block_types=down, up_block_types=up,
        )  # fmt: skip
        z = torch.randn(1, 4, 12, 2, 2)
        assert (np.concatenate(streamed(pipe, z)) == in_one_go(pipe, z)).all()


class TestMemory:
    def test_what_is_alive_does_not_grow_with_the_clip(self, kind, pipe, latents):
        """The most bytes in tensors at any time while the pictures are read, at two lengths."""
        longest = {"ltx": 34, "ltx2": 34}.get(kind, 4)
        assert self._most_alive(pipe, latents(2 * longest)) <= self._most_alive(pipe, latents(longest))

    def _most_alive(self, pipe, z):
        import torch

        def alive():
            tensors = (thing for thing in gc.get_objects() if issubclass(type(thing), torch.Tensor))
            storages = {tensor.untyped_storage().data_ptr(): tensor.untyped_storage().nbytes() for tensor in tensors}
            return sum(storages.values()) - z.untyped_storage().nbytes()

        gc.collect()
        gc.freeze()  # whatever was there before is not looked at
        try:
            return max(alive() for _ in late(pipe, z.clone()).chunks(watch()))
        finally:
            gc.unfreeze()


class TestAround:
    def test_the_pipelines_call_decodes_nothing_and_leaves_everything_as_it_was(self, pipe, latents):
        decoded = []
        with before("decoder3d", decoded.append):
            left = late(pipe, latents(2))
            assert decoded == []
            list(left.chunks(watch()))
        assert decoded
        assert pipe.vae.decode.__func__ is type(pipe.vae).decode

    def test_a_vae_that_was_moved_away_is_brought_back_first(self, pipe, latents):
        class Hook:
            brought = 0

            def pre_forward(self, module):
                self.brought += 1

        pipe.vae._hf_hook = Hook()
        streamed(pipe, latents(2))
        assert pipe.vae._hf_hook.brought

    def test_every_step_says_that_work_goes_on_and_can_be_stopped(self, pipe, latents):
        class Cancelled(Exception):
            pass

        told = []

        def tell(fraction):
            told.append(fraction)
            if len(told) > 6:
                raise Cancelled

        with pytest.raises(Cancelled):
            list(late(pipe, latents(3)).chunks(Watch(tell, pieces=1)))
        assert not [block for block in pipe.vae.modules() if block._forward_pre_hooks]

    def test_lack_of_memory_says_where(self, pipe, latents):
        import torch

        def run_out(inputs):
            raise torch.OutOfMemoryError("Tried to allocate 20.00 GiB")

        left = late(pipe, latents(2))
        with before("decoder3d", run_out), pytest.raises(OutOfMemory, match="decode: Tried") as out:
            list(left.chunks(watch()))
        assert out.value.where == "decode"

    def test_pictures_that_are_no_numbers_are_an_error(self, pipe, latents):
        with pytest.raises(FloatingPointError):
            streamed(pipe, latents(2) * float("nan"))

    def test_another_vae_decodes_within_the_call(self, one_thread):
        class Pipe:
            vae = None

        frames = np.linspace(0, 1, 20 * 4 * 4 * 3).reshape(20, 4, 4, 3)
        with deferred(Pipe()) as left:
            pass
        chunks = list(left.chunks(watch(), frames))
        assert [len(chunk) for chunk in chunks] == [16, 4]
        assert (np.concatenate(chunks) == np.rint(frames * 255)).all()
