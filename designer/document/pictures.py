"""What is done to the pixels of pictures: upright, in RGB, lighter, and how alike two look."""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Callable, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from designer.document.media import MOST_PIXELS
from designer.errors import InvalidError
from designer.language import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

HUGE = 5 * MOST_PIXELS
"""Pixels of a photograph that is brought in smaller; of more, nothing is read."""
ALIKE = 6
"""Bits of 64 in which the hashes of two pictures that look the same differ at most."""
LARGEST = 8000
"""Pixels of a side that such a photograph keeps."""
SHADES = 14
"""Levels of 256 by which their mean colours, in sixteen parts, differ at most."""
_BEST, _WORST = 92, 40


class Lighter(NamedTuple):
    """A picture made lighter: its bytes, type and sides, and the quality it was kept at."""

    data: bytes
    media: str
    width: int
    height: int
    quality: int


@contextmanager
def opened(data: bytes, *, name: str, most: int = MOST_PIXELS) -> Iterator[Image]:
    """The picture, not decoded yet; raises InvalidError when it is damaged or far too large."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            Image.MAX_IMAGE_PIXELS = HUGE  # ours is the check below, with the sides said
            with Image.open(io.BytesIO(data)) as picture:
                if picture.width * picture.height > most:
                    raise InvalidError(_("“{name}” has {width} × {height} pixels, more than a page "
                                         "can use.", name=name, width=picture.width,
                                         height=picture.height))  # fmt: skip
                yield picture
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError, MemoryError,
            Image.DecompressionBombError) as error:  # fmt: skip
        raise InvalidError(_("“{name}” is damaged and cannot be shown.", name=name)) from error


def reduced(data: bytes, side: int, *, name: str) -> Image:
    """The picture upright in RGB(A), no side longer than `side`, decoded small where it can be."""
    from PIL import Image, ImageOps

    with opened(data, name=name) as picture:
        picture.draft("RGB", (side, side))
        plain = picture.mode in ("RGB", "RGBA", "L", "LA", "CMYK")
        whole = picture if plain else picture.convert("RGBA" if _clear(picture) else "RGB")
        whole.thumbnail((side, side), Image.Resampling.BILINEAR)
        small = ImageOps.exif_transpose(whole)
        return small.convert("RGBA" if _clear(small) else "RGB")


def usable(data: bytes, media: str, *, name: str) -> bytes:
    """The bytes a browser shows as they are meant: a CMYK photograph turned into RGB, one of more
    pixels than a page can use brought to as many as it can."""
    if media != "image/jpeg":
        return data
    with opened(data, name=name, most=HUGE) as picture:
        huge = picture.width * picture.height > MOST_PIXELS
        if picture.mode != "CMYK" and not huge:
            return data
        out = io.BytesIO()
        if huge:
            picture.draft("RGB", (LARGEST, LARGEST))
            picture.thumbnail((LARGEST, LARGEST))
        exif = picture.getexif()
        shown = _rgb(picture) if picture.mode == "CMYK" else picture
        shown.save(out, "JPEG", quality=93, subsampling=0, exif=exif)
        return out.getvalue()


def _rgb(picture: Image) -> Image:
    """CMYK in RGB, by the picture's own profile when it carries one."""
    from PIL import ImageCms

    profile = picture.info.get("icc_profile")
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            target = ImageCms.createProfile("sRGB")
            made = ImageCms.profileToProfile(picture, source, target, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            return picture.convert("RGB")
        if made is not None:
            made.info.pop("icc_profile", None)
            return made
    return picture.convert("RGB")


def lighter(
    data: bytes, *, name: str, limit: int, widest: int = 1500,
    tell: Callable[[float], None] = lambda _share: None,
) -> Lighter:  # fmt: skip
    """The picture under `limit` bytes at the best quality that fits, as WebP where it has clear
    parts, as JPEG otherwise; made smaller only when quality alone is not enough."""
    from PIL import Image, ImageOps

    with opened(data, name=name) as picture:
        whole = ImageOps.exif_transpose(picture)
        whole = whole.convert("RGBA" if _clear(whole) else "RGB")
    media = "image/webp" if whole.mode == "RGBA" else "image/jpeg"
    scale = min(1.0, widest / whole.width)
    for turn in range(8):
        tell(turn / 8)
        sides = (max(1, round(whole.width * scale)), max(1, round(whole.height * scale)))
        shown = whole if scale == 1 else whole.resize(sides, Image.Resampling.LANCZOS)
        found = _best(shown, media, limit)
        if found is not None:
            return Lighter(found[0], media, *shown.size, found[1])
        scale *= 0.8
    raise InvalidError(_("“{name}” cannot be made light enough.", name=name))


def _best(picture: Image, media: str, limit: int) -> tuple[bytes, int] | None:
    """The highest quality that fits, found by halving."""
    low, high, found = _WORST, _BEST, None
    while low <= high:
        middle = (low + high) // 2
        made = _encoded(picture, media, middle)
        if len(made) <= limit:
            found, low = (made, middle), middle + 1
        else:
            high = middle - 1
    return found


def _encoded(picture: Image, media: str, quality: int) -> bytes:
    out = io.BytesIO()
    if media == "image/webp":
        picture.save(out, "WEBP", quality=quality, method=4)
    else:
        picture.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
    return out.getvalue()


def _clear(picture: Image) -> bool:
    """Whether some of it can be looked through."""
    if "transparency" in picture.info:
        return True
    if picture.mode not in ("RGBA", "LA", "PA"):
        return False
    low = picture.getchannel("A").getextrema()[0]
    return isinstance(low, int | float) and low < 255


def colours(data: bytes, *, name: str, most: int = 6) -> tuple[str, ...]:
    """The colours that most of a picture is made of, the largest share first, as #rrggbb."""
    from PIL import Image

    small = reduced(data, 96, name=name)
    if small.mode == "RGBA":
        ground = Image.new("RGB", small.size, "white")
        ground.paste(small, mask=small.getchannel("A"))
        small = ground
    few = small.quantize(most, method=Image.Quantize.MEDIANCUT)
    counted = sorted(few.getcolors() or [], key=lambda one: -int(one[0]))
    steps = few.getpalette() or []
    places = (place for __, place in counted if isinstance(place, int))
    found = (steps[3 * place : 3 * place + 3] for place in places)
    return tuple(dict.fromkeys("#" + bytes(one).hex() for one in found))


# ---- looking alike ----


class Looks(NamedTuple):
    """How a picture looks, small enough to compare: steps of light, shape, and mean colours."""

    steps: int
    ratio: float
    colours: tuple[int, ...]


def looks(data: bytes, *, name: str) -> Looks:
    """A hash of the picture that changes little when it is scaled or saved again."""
    from PIL import Image

    small = reduced(data, 128, name=name)
    ground = Image.new("RGB", small.size, "white")
    ground.paste(small, mask=small.getchannel("A") if small.mode == "RGBA" else None)
    grey = ground.convert("L").resize((9, 8), Image.Resampling.BOX).tobytes()
    steps = 0
    for row in range(8):
        for column in range(8):
            at = row * 9 + column
            steps = steps << 1 | (grey[at] > grey[at + 1] + 1)
    colours = ground.resize((4, 4), Image.Resampling.BOX).tobytes()
    return Looks(steps, small.width / max(1, small.height), tuple(colours))


def alike(first: Looks, other: Looks, *, most: int = ALIKE) -> bool:
    """Whether two pictures look the same: light falls alike, and so do shape and colours."""
    if abs(math.log(first.ratio / other.ratio)) > 0.06:
        return False
    if max(abs(a - b) for a, b in zip(first.colours, other.colours, strict=True)) > SHADES:
        return False
    return (first.steps ^ other.steps).bit_count() <= most


def groups(found: Mapping[str, Looks], *, most: int = ALIKE) -> list[tuple[str, ...]]:
    """Those that look the same, two or more together, in the order given."""
    keys = list(found)
    leader = {key: key for key in keys}

    def top(key: str) -> str:
        while leader[key] != key:
            key = leader[key]
        return key

    for place, key in enumerate(keys):
        for other in keys[:place]:
            if top(key) != top(other) and alike(found[key], found[other], most=most):
                leader[top(key)] = top(other)
    return _gathered(keys, top)


def _gathered(keys: Sequence[str], top: Callable[[str], str]) -> list[tuple[str, ...]]:
    made: dict[str, list[str]] = {}
    for key in keys:
        made.setdefault(top(key), []).append(key)
    return [tuple(group) for group in made.values() if len(group) > 1]
