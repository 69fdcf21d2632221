"""Faults of the picture itself: blur, noise, blocks, light, repetition."""

from __future__ import annotations

from dataclasses import dataclass

from scorer.core.family import Family, measure
from scorer.core.pin import Creative
from scorer.core.units import Unit
from scorer.features._text_regions import lettering_mask, picture_backgrounds, text_mask
from scorer.vision.color.lab import cielab
from scorer.vision.quality.compression import blockiness, pixelation
from scorer.vision.quality.noise import noise_level
from scorer.vision.quality.repetition import echo, repetition
from scorer.vision.quality.sharpness import detail_width, lettering_width
from scorer.vision.quality.tiles import (
    gray_file,
    gray_reference,
    gray_unenlarged,
    gray_working,
)
from scorer.vision.quality.tone import mean_lightness, tonal_range


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
        "The same of the text over the picture alone; None where there is little",
        source="Zhuo, Sim 2011, doi:10.1016/j.patcog.2011.03.009",
        label="width that would suffice for the letters",
    )
    noise: float = measure(
        Unit.NONE,
        "Standard deviation of noise in the plainest places, gray levels of 255",
        source="Immerkaer 1996, doi:10.1006/cviu.1996.0060",
        label="noise in plain places",
        scale="gray levels of 255",
    )
    blockiness: float = measure(
        Unit.NONE,
        "How much larger steps are on a grid of 8 x 8 pixels than beside it, 0 and up",
        source="Wang, Sheikh, Bovik 2002, doi:10.1109/ICIP.2002.1038064",
        label="squares left by compression",
        scale="0 none and up",
    )
    pixelation_share: float = measure(
        Unit.SHARE,
        "Share of all steps between pixels that stand on lines by themselves, 0..1; "
        "near 1 where the picture was enlarged without smoothing",
        label="share of steps at the edges of large pixels",
    )
    echo: float = measure(
        Unit.NONE,
        "How strongly the picture is printed over itself, 0 to about 0.5",
        source="cepstrum: Bogert, Healy, Tukey 1963",
        label="ghost of the picture",
        scale="0 none to 0.5",
    )
    repetition: float = measure(
        Unit.NONE,
        "How far the picture repeats itself to the side and down, 0 to 1",
        label="repetition of the picture",
        scale="0 none to 1 tiles",
    )
    black_point: float = measure(
        Unit.NONE,
        "Lightness L* that one of a hundred pixels stays below, 0..100",
        source="CIE 15",
        label="lightness of the darkest parts",
        scale="0 black to 100 white",
    )
    white_point: float = measure(
        Unit.NONE,
        "Lightness L* that one of a hundred pixels exceeds, 0..100",
        source="CIE 15",
        label="lightness of the lightest parts",
        scale="0 black to 100 white",
    )
    photo_lightness: float | None = measure(
        Unit.NONE,
        "Mean lightness L* of what is photo or drawing, 0..100",
        source="CIE 15",
        label="lightness of the photo",
        scale="0 black to 100 white",
    )


def _extract(creative: Creative) -> PhotoQuality:
    gray, text = creative.once(gray_working), creative.once(text_mask)
    lightness = creative.once(cielab)[..., 0]
    black_point, white_point = tonal_range(lightness)
    picture = creative.once(picture_backgrounds).picture
    file_gray = creative.once(gray_file)
    fine = creative.once(gray_reference)
    return PhotoQuality(
        detail_width_px=detail_width(fine, gray, text),
        lettering_width_px=lettering_width(fine, gray, creative.once(lettering_mask)),
        noise=noise_level(creative.once(gray_unenlarged)),
        blockiness=blockiness(file_gray),
        pixelation_share=pixelation(file_gray),
        echo=echo(gray),
        repetition=repetition(gray),
        black_point=black_point,
        white_point=white_point,
        photo_lightness=mean_lightness(lightness, picture),
    )


FAMILY = Family(
    record=PhotoQuality, extract=_extract, version=4, reads=("ocr_engine", "languages")
)
