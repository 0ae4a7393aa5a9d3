"""The two printers templates call: a picture with all its attributes, and a link's attributes."""

from __future__ import annotations

from markupsafe import Markup, escape

from designer.render.views import ImageView, LinkView

_BUTTON_LIKE = frozenset({"add_to_cart", "coupon_claim", "coupon_follow", "follow"})


def picture(
    image: ImageView | None, name: str = "", *, loading: str = "lazy", alt: str | None = None
) -> Markup:
    """An <img> with size, alt and focus; without a picture a quiet placeholder of the same
    class."""
    if image is None:
        return (
            Markup('<span class="{} missing"></span>').format(name)
            if name
            else Markup('<span class="missing"></span>')
        )
    classes = " ".join(filter(None, (name, image.css)))
    label = image.alt if alt is None else alt
    parts = [
        Markup('<img src="{}" alt="{}"').format(image.url, label),
        Markup(' width="{}" height="{}"').format(image.width, image.height)
        if image.width
        else Markup(),
        Markup(' class="{}"').format(classes) if classes else Markup(),
        Markup(' loading="{}" decoding="async">').format("eager" if loading == "eager" else "lazy"),
    ]
    return Markup().join(parts)


def attrs(link: LinkView | None, label: str = "") -> Markup:
    """The attributes of an <a> for a link: href, data-action, data-target; nothing when it leads
    nowhere."""
    if link is None:
        return Markup()
    parts = [Markup('href="{}" data-action="{}"').format(link.href, link.action)]
    if link.target and link.action != "url":
        parts.append(Markup('data-target="{}"').format(link.target))
    if link.action == "url":
        parts.append(Markup('rel="noopener noreferrer"'))
    if link.action in _BUTTON_LIKE:
        parts.append(Markup('role="button"'))
    if label:
        parts.append(Markup('aria-label="{}"').format(label))
    return Markup(" ").join(parts)


def tag(name: str, **attributes: str) -> Markup:
    """A start tag with these attributes, underscores as hyphens."""
    pairs = (f' {key.replace("_", "-")}="{escape(value)}"' for key, value in attributes.items())
    return Markup(f"<{name}{''.join(pairs)}>")
