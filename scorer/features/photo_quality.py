"""Faults of the picture itself: blur, noise, blocks, light, repetition."""

from __future__ import annotations

from dataclasses import dataclass

import cv2

from scorer.core.family import Family, measure
from scorer.core.pin import Creative
from scorer.core.units import Unit
from scorer.features._text_regions import overlay_mask, picture_grounds, text_mask
from scorer.vision.lab import cielab
from scorer.vision.quality.compression import blockiness
from scorer.vision.quality.noise import noise_level
from scorer.vision.quality.repetition import echo, repetition
from scorer.vision.quality.sharpness import detail_width, lettering_width
from scorer.vision.quality.tiles import gray_reference, gray_working
from scorer.vision.quality.tone import lights, tonal_range


@dataclass(frozen=True, slots=True)
class PhotoQuality:
    """What is wrong with the picture as a picture."""

    detail_width_px: float | None = measure(
        Unit.PX,
        "Width that suffices for all detail of the picture's sharpest places, at most "
        "1000; a blurred or enlarged picture has less than its width",
        source="Zhuo, Sim 2011, doi:10.1016/j.patcog.2011.03.009",
        label="width that would suffice for the detail",
    )
    lettering_width_px: float | None = measure(
        Unit.PX,
        "The same of the overlay text alone; None where there is little of it",
        source="Zhuo, Sim 2011, doi:10.1016/j.patcog.2011.03.009",
        label="width that would suffice for the letters",
    )
    noise: float = measure(
        Unit.NONE,
        "Standard deviation of noise in the plainest places, gray levels of 255",
        source="Immerkaer 1996, doi:10.1006/cviu.1996.0060",
        label="noise in plain places; gray levels of 255",
    )
    blockiness: float = measure(
        Unit.NONE,
        "How much larger steps are on a grid of 8 x 8 pixels than beside it, 0 and up",
        source="Wang, Sheikh, Bovik 2002, doi:10.1109/ICIP.2002.1038064",
        label="squares left by compression; 0 none and up",
    )
    echo: float = measure(
        Unit.NONE,
        "How strongly the picture is printed over itself, 0 to about 0.5",
        source="cepstrum: Bogert, Healy, Tukey 1963",
        label="ghost of the picture; 0 none to 0.5",
    )
    repetition: float = measure(
        Unit.NONE,
        "How far the picture repeats itself to the side and down, 0 to 1",
        label="repetition of the picture; 0 none to 1 tiles",
    )
    black_point: float = measure(
        Unit.NONE,
        "Lightness L* that one of a hundred pixels stays below, 0..100",
        source="CIE 15",
        label="lightness of the darkest parts; 0 black to 100 white",
    )
    white_point: float = measure(
        Unit.NONE,
        "Lightness L* that one of a hundred pixels exceeds, 0..100",
        source="CIE 15",
        label="lightness of the lightest parts; 0 black to 100 white",
    )
    photo_lightness: float | None = measure(
        Unit.NONE,
        "Lightness L* that a quarter of the photo or drawing exceeds, 0..100",
        source="CIE 15",
        label="lightness of the photo; 0 black to 100 white",
    )


def _extract(creative: Creative) -> PhotoQuality:
    gray, text = creative.once(gray_working), creative.once(text_mask)
    lightness = creative.once(cielab)[..., 0]
    black_point, white_point = tonal_range(lightness)
    file_gray = cv2.cvtColor(creative.pixels, cv2.COLOR_RGB2GRAY)
    fine = creative.once(gray_reference)
    return PhotoQuality(
        detail_width_px=detail_width(fine, gray, text),
        lettering_width_px=lettering_width(fine, gray, creative.once(overlay_mask)),
        noise=noise_level(gray),
        blockiness=blockiness(file_gray),
        echo=echo(gray),
        repetition=repetition(gray),
        black_point=black_point,
        white_point=white_point,
        photo_lightness=lights(lightness, creative.once(picture_grounds).picture),
    )


FAMILY = Family(record=PhotoQuality, extract=_extract, version=1, reads=("ocr_engine",))
