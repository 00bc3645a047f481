"""LTX-2 with toy weights: pictures and sound from one call. Its text encoder is a toy T5, which gives what is read."""

SAMPLE_RATE = 16000  # of the sound


def ltx2(tokenizer, text: dict):
    """`text`: the sizes of the text encoder."""
    from diffusers import FlowMatchEulerDiscreteScheduler, LTX2Pipeline
    from transformers import T5Config, T5EncoderModel

    audio_vae = _audio_vae()
    return LTX2Pipeline(
        tokenizer=tokenizer,
        text_encoder=T5EncoderModel(T5Config(**text)),
        connectors=_connectors(text),
        scheduler=FlowMatchEulerDiscreteScheduler(use_dynamic_shifting=True, shift_terminal=0.1),
        vae=_vae(),
        audio_vae=audio_vae,
        vocoder=_vocoder(audio_vae),
        transformer=_transformer(text),
    )


def _connectors(text: dict):
    from diffusers.pipelines.ltx2 import LTX2TextConnectors

    video = {
        "num_attention_heads": 4,
        "attention_head_dim": text["d_model"] // 4,
        "num_layers": 1,
        "num_learnable_registers": None,
    }
    return LTX2TextConnectors(
        caption_channels=text["d_model"],
        text_proj_in_factor=text["num_layers"] + 1,
        connector_rope_base_seq_len=32,
        rope_double_precision=False,
        rope_type="split",
        **{f"video_connector_{name}": value for name, value in video.items()},
        **{f"audio_connector_{name}": value for name, value in video.items()},
    )


def _transformer(text: dict):
    from diffusers import LTX2VideoTransformer3DModel

    return LTX2VideoTransformer3DModel(
        in_channels=8,
        out_channels=8,
        num_attention_heads=2,
        attention_head_dim=8,
        cross_attention_dim=16,
        audio_in_channels=4,
        audio_out_channels=4,
        audio_num_attention_heads=2,
        audio_attention_head_dim=4,
        audio_cross_attention_dim=8,
        num_layers=2,
        caption_channels=text["d_model"],
        rope_double_precision=False,
        rope_type="split",
    )


def _vae():
    from diffusers import AutoencoderKLLTX2Video

    return AutoencoderKLLTX2Video(
        latent_channels=8,
        block_out_channels=(8, 8, 8, 8),
        decoder_block_out_channels=(8, 16, 32),
        layers_per_block=(1, 1, 1, 1, 1),
        decoder_layers_per_block=(1, 1, 1, 1),
        spatial_compression_ratio=32,
        temporal_compression_ratio=8,
        decoder_spatial_padding_mode="zeros",  # pictures of one latent have nothing to reflect
    )


def _audio_vae():
    from diffusers import AutoencoderKLLTX2Audio

    return AutoencoderKLLTX2Audio(
        base_channels=4, ch_mult=(1,), num_res_blocks=1, resolution=32, latent_channels=2, mel_bins=8,
        sample_rate=SAMPLE_RATE, mel_hop_length=160,
    )  # fmt: skip


def _vocoder(audio_vae):
    from diffusers.pipelines.ltx2.vocoder import LTX2Vocoder

    config = audio_vae.config
    return LTX2Vocoder(
        in_channels=config.output_channels * config.mel_bins,
        hidden_channels=32,
        upsample_kernel_sizes=[16, 20],
        upsample_factors=[8, 20],  # samples of one line of the spectrogram: its hop
        resnet_kernel_sizes=[3],
        resnet_dilations=[[1, 3, 5]],
        output_sampling_rate=SAMPLE_RATE,
    )
