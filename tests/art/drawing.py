"""Pens for the drawings of the sample guide: plain SVG in a few flat colours, the same from every run.

The colours are those of the theme at dusk. Nothing here reads a file or asks for the time: a drawing is what its
script says, so that it can be mended by mending the script.
"""

import contextlib
import math

INK = "#2b3a3a"
SNOW = "#fffdf7"
LAMP = "#f4a640"
WOOD = "#7a5a40"


def number(value):
    """A number as a drawing writes it: at most one digit behind the point."""
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def curve(points, is_closed):
    """A smooth line through points (Catmull-Rom as cubic curves)."""
    count = len(points)
    at = (lambda i: points[i % count]) if is_closed else (lambda i: points[max(0, min(count - 1, i))])
    parts = [f"M{number(points[0][0])} {number(points[0][1])}"]
    for i in range(count if is_closed else count - 1):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = at(i - 1), at(i), at(i + 1), at(i + 2)
        numbers = [bx + (cx - ax) / 6, by + (cy - ay) / 6, cx - (dx - bx) / 6, cy - (dy - by) / 6, cx, cy]
        parts.append("C" + " ".join(number(it) for it in numbers))
    return "".join(parts) + ("Z" if is_closed else "")


def closed(points):
    """A smooth outline."""
    return curve(points, True)


def open_line(points):
    """A smooth line with two ends."""
    return curve(points, False)


class Drawing:
    """A drawing in the making."""

    def __init__(self, width, height, title, ground):
        self.size = (width, height)
        self.title = title
        self.parts = [f'<rect width="{width}" height="{height}" fill="{ground}"/>']

    def add(self, part):
        self.parts.append(part)

    def path(self, outline, fill, id=None, stroke=None, width=0, opacity=None):
        name = f' id="{id}"' if id else ""
        edge = f' stroke="{stroke}" stroke-width="{number(width)}" stroke-linejoin="round"' if stroke else ""
        seen = f' opacity="{opacity}"' if opacity else ""
        self.add(f'<path{name} d="{outline}" fill="{fill}"{edge}{seen}/>')

    def line(self, outline, stroke, width, dash=None):
        gaps = f' stroke-dasharray="{dash}"' if dash else ""
        ends = ' stroke-linecap="round"' if not dash else ""
        self.add(f'<path d="{outline}" fill="none" stroke="{stroke}" stroke-width="{number(width)}"{ends}{gaps}/>')

    def box(self, x, y, width, height, fill, stroke=None, edge=2, round=0):
        corner = f' rx="{number(round)}"' if round else ""
        line = f' stroke="{stroke}" stroke-width="{number(edge)}"' if stroke else ""
        self.add(f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"{corner} fill="{fill}"{line}/>')

    def disc(self, x, y, radius, fill, opacity=None):
        seen = f' opacity="{opacity}"' if opacity else ""
        self.add(f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" fill="{fill}"{seen}/>')

    def words(self, text, x, y, size, bold=False, colour=INK, anchor="middle"):
        weight = ' font-weight="700"' if bold else ""
        self.add(f'<text x="{number(x)}" y="{number(y)}" font-family="sans-serif" font-size="{size}"{weight} text-anchor="{anchor}" fill="{colour}">{text}</text>')

    @contextlib.contextmanager
    def group(self, id):
        """Everything within is below `<g id=…>`."""
        self.add(f'<g id="{id}">')
        yield
        self.add("</g>")

    def write(self, path):
        width, height = self.size
        head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img">'
        path.write_text("\n".join([head, f"<title>{self.title}</title>", *self.parts, "</svg>", ""]), encoding="utf-8")


def fir(art, x, y, height, fill="#1e4d3b", snow=False):
    """A fir on the ground at y."""
    half = height * .24
    art.line(f"M{number(x)} {number(y)}v{number(-height * .3)}", "#553d2c", height * .06)
    top = y - height
    steps = [(0, .38, .62), (.2, .62, .82), (.42, .86, 1)]
    for begin, end, wide in steps:
        art.path(f"M{number(x)} {number(top + height * begin)}L{number(x + half * wide)} {number(top + height * end)}H{number(x - half * wide)}Z", fill)
    if snow:
        for begin, end, wide in steps:
            high = (end - begin) * .45
            art.path(f"M{number(x)} {number(top + height * begin)}L{number(x + half * wide * .5)} {number(top + height * (begin + high))}L{number(x)} {number(top + height * (begin + high * .7))}L{number(x - half * wide * .5)} {number(top + height * (begin + high))}Z", SNOW)


def tree(art, x, y, height, leaves="#356b50", fruit=None):
    """A round tree, with fruit in its season."""
    art.line(f"M{number(x)} {number(y)}v{number(-height * .5)}", "#553d2c", height * .08)
    radius = height * .34
    for dx, dy, size in [(-.45, .1, .7), (.45, .1, .7), (0, -.25, 1)]:
        art.disc(x + radius * dx, y - height * .62 + radius * dy, radius * size, leaves)
    if fruit:
        for turn in range(7):
            angle = turn * 2.4
            art.disc(x + math.cos(angle) * radius * (.25 + turn * .08), y - height * .62 + math.sin(angle) * radius * (.2 + turn * .07), height * .035, fruit)


def house(art, x, y, width, roof="#4c6378", wall=SNOW, snow=False, lit=True):
    """A house with a gable, its floor at y."""
    high = width * .58
    art.box(x - width / 2, y - high, width, high, wall)
    art.box(x - width / 2, y - high * .22, width, high * .22, "#b08a63")
    eaves, ridge = y - high, y - high - width * .42
    art.path(f"M{number(x - width * .62)} {number(eaves)}L{number(x)} {number(ridge)}L{number(x + width * .62)} {number(eaves)}Z", roof)
    if snow:
        art.path(f"M{number(x - width * .66)} {number(eaves - 1)}L{number(x)} {number(ridge - width * .1)}L{number(x + width * .66)} {number(eaves - 1)}L{number(x + width * .5)} {number(eaves - width * .06)}L{number(x)} {number(ridge + width * .12)}L{number(x - width * .5)} {number(eaves - width * .06)}Z", SNOW)
    glow = "#ffd98a" if lit else "#8da3b1"
    art.box(x - width * .26, y - high * .68, width * .2, high * .3, glow)
    art.box(x + width * .06, y - high * .68, width * .2, high * .3, glow)


def flag(art, x, y):
    """A needle that shows where north is."""
    art.disc(x, y, 46, SNOW)
    art.words("北", x, y - 54, 30, bold=True)
    art.path(f"M{x} {y - 32}L{x + 16} {y + 28}L{x} {y + 16}L{x - 16} {y + 28}Z", "#c8571b")


def lamp(art, x, y, height):
    """A street lamp that is lit."""
    art.line(f"M{number(x)} {number(y)}v{number(-height)}", "#33475a", height * .035)
    art.disc(x, y - height, height * .3, LAMP, opacity=.22)
    art.disc(x, y - height, height * .17, "#ffd98a", opacity=.5)
    art.path(f"M{number(x - height * .07)} {number(y - height * .92)}h{number(height * .14)}l{number(height * .03)} {number(-height * .14)}h{number(-height * .2)}Z", LAMP)


def hills(art, base, points, fill):
    """A row of hills that ends at the lower edge."""
    width, height = art.size
    art.path(f"{open_line(points)}L{width + 20} {height}L-20 {height}Z", fill)
