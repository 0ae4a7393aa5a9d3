"""Which field draws which setting type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from designer.kinds.settings.base import Setting
from widgets.inspector.fields.blocks import BlocksField
from widgets.inspector.fields.choice import ChoiceField
from widgets.inspector.fields.colour import ColourField
from widgets.inspector.fields.cube import CubeField
from widgets.inspector.fields.field import Field, Place
from widgets.inspector.fields.goods import GoodsField
from widgets.inspector.fields.link import LinkField
from widgets.inspector.fields.media import MediaField
from widgets.inspector.fields.moment import CountdownField, MomentField
from widgets.inspector.fields.number import NumberField, RangeField
from widgets.inspector.fields.picture import PictureField
from widgets.inspector.fields.rich import RichField
from widgets.inspector.fields.text import TextField
from widgets.inspector.fields.toggle import ToggleField
from widgets.inspector.fields.vouchers import VouchersField
from widgets.inspector.fields.zones import ZonesField

FIELDS: Mapping[str, Callable[[Any, Place], Field]] = {
    "text": TextField, "rich_text": RichField, "number": NumberField, "range": RangeField,
    "toggle": ToggleField, "choice": ChoiceField, "colour": ColourField, "image": PictureField,
    "video": MediaField, "panorama": MediaField, "model": MediaField, "link": LinkField,
    "hot_zones": ZonesField, "cube": CubeField, "products": GoodsField, "coupons": VouchersField,
    "date_time": MomentField, "countdown": CountdownField, "spacing": NumberField,
    "blocks": BlocksField,
}  # fmt: skip
"""By setting type: what makes its field."""


def field_for(setting: Setting, place: Place) -> Field:
    """The field of a setting."""
    return FIELDS[setting.type](setting, place)
