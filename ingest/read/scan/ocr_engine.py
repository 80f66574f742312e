"""Recognises words in pictures: the engine is loaded when first needed, never from the network.

rapidocr would fetch models that it misses: it is given the paths of those inside its wheel."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingest.page_types import UnreadableError

if TYPE_CHECKING:
    from PIL.Image import Image

INSTALL_HINT = "安装 fagui[ocr] 后可以识别"
_MODELS = {"Det.model_path": "PP-OCRv6_det_small.onnx", "Rec.model_path": "PP-OCRv6_rec_small.onnx"}
#: lines are located at this resolution, which is enough, on a picture of so many pixels, and read
#: at the full one: three times as fast as both at 300 dpi, and no worse
_FINDING_DPI, _SMALLEST, _LARGEST = 96, 640, 2000
#: a word of lower confidence is a stamp or a speck
_LEAST_CONFIDENCE = 0.5


@dataclass(frozen=True, slots=True)
class OcrWord:
    """The text on one line of a picture.

    `corners` are (x, y) in pixels, clockwise from the upper left."""

    text: str
    confidence: float
    corners: tuple[tuple[float, float], ...]


def is_ocr_installed() -> bool:
    """Whether the packages that recognise pictures are installed."""
    return all(find_spec(name) is not None for name in ("rapidocr", "onnxruntime", "PIL"))


def recognise_words(image: Image, dpi: float) -> Iterator[OcrWord]:
    """The recognised words of a picture, in no particular order."""
    import numpy as np  # noqa: PLC0415 - heavy, and there only with the extra
    from PIL.Image import Resampling  # noqa: PLC0415
    from rapidocr.utils.process_img import get_rotate_crop_image  # noqa: PLC0415

    engine = _load_engine()
    longest = max(image.size)
    target = min(max(longest * _FINDING_DPI / dpi, _SMALLEST), _LARGEST, longest)
    ratio = target / longest
    size = (max(1, round(image.width * ratio)), max(1, round(image.height * ratio)))
    # a page of 40 million pixels takes 120 MB in colour: it is held once
    small = np.asarray(image.resize(size, Resampling.LANCZOS).convert("RGB"))
    whole = np.asarray(image if image.mode == "RGB" else image.convert("RGB"))
    located = engine(small, use_det=True, use_rec=False)
    for box in () if located.boxes is None else located.boxes:
        corners = (np.asarray(box) / ratio).astype(np.float32)
        line = engine(get_rotate_crop_image(whole, corners), use_det=False, use_rec=True)
        if line.txts and line.txts[0].strip() and line.scores[0] >= _LEAST_CONFIDENCE:
            points = tuple((float(x), float(y)) for x, y in corners)
            yield OcrWord(line.txts[0], float(line.scores[0]), points)


@cache
def _load_engine() -> Any:  # noqa: ANN401 - the library comes with the extra
    import cv2  # noqa: PLC0415
    import rapidocr  # noqa: PLC0415

    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
    folder = Path(rapidocr.__file__).parent / "models"
    paths = {name: folder / file for name, file in _MODELS.items()}
    if not all(path.is_file() for path in paths.values()):
        raise UnreadableError("是扫描件，而识别文字的模型不全：请重新安装 fagui[ocr]")
    # a worker process runs on each core: one thread each
    cv2.setNumThreads(1)
    threads = ("intra_op_num_threads", "inter_op_num_threads")
    return rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,  # pages upside down are not turned
            "Global.max_side_len": 100_000,
            **{f"EngineConfig.onnxruntime.{name}": 1 for name in threads},
            **{name: str(path) for name, path in paths.items()},
        }
    )
