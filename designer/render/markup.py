"""The two printers templates call: a picture with all its attributes, and a link's attributes."""

from __future__ import annotations

from markupsafe import Markup, escape

from designer.render.views import ImageView, LinkView

_TOKENS = {
    "add_to_cart": "add|{target}",
    "service": "wang|{target}",
    "coupon_claim": "coupon|{href}",
    "module": "widgetid|{target}",
}
"""What the platform's own editor writes for actions that are no address."""
_BUTTON_LIKE = frozenset({"add_to_cart", "coupon_claim", "coupon_follow", "follow"})


def picture(
    image: ImageView | None, name: str = "", *, loading: str = "lazy", alt: str | None = None
) -> Markup:
    """An <img> with size, alt and focus; without one a quiet placeholder of the same class."""
    if image is None:
        return _safe(f'<span class="{escape(name)} missing"></span>' if name else _MISSING)
    classes = escape(f"{name} {image.css}".strip())
    style = f' class="{classes}"' if classes else ""
    when = "eager" if loading == "eager" else "lazy"
    size = f' width="{image.width}" height="{image.height}"' if image.width else ""
    label = escape(image.alt if alt is None else alt)
    return _safe(
        f'<img src="{escape(image.url)}" alt="{label}"{size}'
        f'{style} loading="{when}" decoding="async">'
    )


def attrs(link: LinkView | None, label: str = "") -> Markup:
    """The attributes of an <a> for a link: href, data-action, data-target, and data-tmall with the
    platform's token where the action has one; nothing when it leads nowhere."""
    if link is None:
        return Markup()
    text = f'href="{escape(link.href)}" data-action="{escape(link.action)}"'
    if link.action == "url":
        text += ' rel="noopener noreferrer"'
    elif link.target:
        text += f' data-target="{escape(link.target)}"'
    if token := _TOKENS.get(link.action):
        text += f' data-tmall="{escape(token.format(target=link.target, href=link.href))}"'
    if link.action in _BUTTON_LIKE:
        text += ' role="button"'
    if label:
        text += f' aria-label="{escape(label)}"'
    return _safe(text)


def _safe(html: str) -> Markup:
    """HTML whose every value was escaped when it was put in."""
    return Markup(html)


_MISSING = '<span class="missing"></span>'
