"""How words reach the transformer: through MiniLM, which every installation has already and `pocket` keeps no copy of.

A plain BertModel stands in the `text_encoder` slot of the LTX pipelines; both read the vectors of its tokens.
"""

from pathlib import Path

import torch
from django.conf import settings
from transformers import BertModel, BertTokenizerFast
from transformers.utils import logging

from generation.engines.sketch.reading.meaning import packaged_model

MOST_TOKENS = 128  # that a caption in training has, or the rest is left out


def folder() -> str:
    """Where MiniLM is: SENTENCE_MODEL, or the package of the requirements."""
    return settings.SENTENCE_MODEL or str(packaged_model())


def parts(dtype: torch.dtype = torch.float32) -> dict:
    """What `LTXPipeline.from_pretrained` wants beside the folder of `pocket`: {"text_encoder", "tokenizer"}."""
    name = folder()
    local = Path(name).is_absolute()
    logging.disable_progress_bar()
    try:
        encoder = BertModel.from_pretrained(name, dtype=dtype, local_files_only=local)
    finally:
        logging.enable_progress_bar()
    return {
        "text_encoder": encoder.eval(),
        "tokenizer": BertTokenizerFast.from_pretrained(name, local_files_only=local),
    }


class Reader:
    """Reads captions while the transformer learns."""

    def __init__(self, device: str = "cpu"):
        self.device = device
        self._encoder, self._tokenizer = parts().values()
        self._encoder.to(device).requires_grad_(False)
        self._nothing = self._read([""])[0]

    def __call__(self, words: list[str]) -> tuple[torch.Tensor, torch.Tensor]:
        """Vectors (captions, tokens, TEXT_WIDTH), and which of the tokens are words, bool (captions, tokens)."""
        return self._read(words)

    def nothing(self, like: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """The same for as many empty captions as there are in `like`, padded to its tokens."""
        count, tokens, width = like.shape
        vectors = like.new_zeros(count, tokens, width)
        said = self._nothing.shape[1]
        vectors[:, :said] = self._nothing.to(like)
        return vectors, (torch.arange(tokens, device=like.device) < said).expand(count, -1)

    @torch.no_grad()
    def _read(self, words: list[str]) -> tuple[torch.Tensor, torch.Tensor]:
        read = self._tokenizer(words, padding=True, truncation=True, max_length=MOST_TOKENS, return_tensors="pt")
        mask = read["attention_mask"].bool().to(self.device)
        return self._encoder(read["input_ids"].to(self.device), attention_mask=mask)[0], mask
