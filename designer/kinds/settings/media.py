"""The `video`, `panorama` and `model` settings: a moving or spatial file and the poster that stands
in for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from designer.kinds.problems import convert
from designer.kinds.settings.base import Scene, Setting
from designer.records import Struct


class MediaValue(Struct):
    """A file asset and the picture shown before and instead of it."""

    asset: str | None = None
    poster: str | None = None


class VideoValue(Struct):
    """A video asset, its poster, and whether it starts without sound."""

    asset: str | None = None
    poster: str | None = None
    muted: bool = True


class Media(Setting):
    """What the three have in common."""

    def initial(self) -> dict[str, Any]:
        """Nothing yet."""
        return {"asset": None, "poster": None}

    def parse(self, value: Any, *, at: str = "") -> MediaValue | VideoValue:
        """The typed value."""
        return convert(value, MediaValue, at=at)

    def references(self, value: Any) -> Iterator[str]:
        """The file and its poster."""
        parsed = self.parse(value)
        yield from filter(None, (parsed.asset, parsed.poster))

    def view(self, value: Any, scene: Scene) -> Any:
        """A `MediaView`, or None with neither file nor poster."""
        parsed = self.parse(value)
        muted = parsed.muted if isinstance(parsed, VideoValue) else True
        return scene.media(parsed.asset, poster=parsed.poster, muted=muted)


class Video(Media, tag="video"):
    """A video; `ratio` (width, height) is what the kind is drawn for."""

    ratio: tuple[int, int] | None = None

    def initial(self) -> dict[str, Any]:
        """No video yet."""
        return {"asset": None, "poster": None, "muted": True}

    def parse(self, value: Any, *, at: str = "") -> VideoValue:
        """The typed value."""
        return convert(value, VideoValue, at=at)


class Panorama(Media, tag="panorama"):
    """An equirectangular picture to look around in."""


class Model(Media, tag="model"):
    """A 3D model (GLB)."""
