"""The map of 灯野町: `python3 tests/art/map.py` writes content/chiku/chizu.svg.

The areas are the paths of `<g id="areas">`; the id of each is the name of the area's page beside the map. `check`
compares them, and pages of areas show them as a small map, so that nothing has to be drawn twice.
"""

from pathlib import Path

from drawing import Drawing, closed, flag, fir, house, open_line, tree

# Points on the outline of each area, clockwise; the name of its page, its words, its ground.
AREAS = [
    ("kita", [(250, 214), (262, 110), (400, 58), (600, 40), (800, 52), (960, 96), (1000, 190), (900, 238), (720, 252),
              (520, 240), (380, 236)], "#b7c9bd"),
    ("kawanishi", [(196, 300), (262, 226), (380, 240), (460, 252), (446, 330), (470, 410), (430, 492), (330, 510),
                   (226, 470), (176, 390)], "#e6d3ae"),
    ("chuo", [(470, 250), (600, 246), (740, 256), (900, 240), (1010, 262), (1036, 340), (980, 408), (800, 424),
              (600, 412), (490, 408), (462, 330)], "#f7d9a6"),
    ("minami", [(476, 420), (600, 414), (800, 430), (970, 414), (1024, 470), (960, 556), (800, 596), (620, 598),
                (480, 572), (424, 508)], "#c9d8a4"),
]
RIVER = [(560, 36), (530, 110), (556, 180), (478, 244), (456, 330), (478, 410), (446, 500), (430, 570), (440, 660)]
RAILWAY = "M-10 474C300 474 400 368 560 368H1210"
NAMES = [
    ("北地区", 740, 168, "高原・標高900m前後"),
    ("川西地区", 304, 340, "古い町並み"),
    ("中央地区", 732, 292, "駅・役場・商店街"),
    ("南地区", 748, 470, "田園・空き家"),
]


def draw_map():
    """The map, with everything that lets one find one's way."""
    art = Drawing(1200, 630, "灯野町の四つの地区の略図。北に北地区、まん中に駅のある中央地区、川の西に川西地区、南に南地区", "#fbf4e4")
    art.path("M-20 600C33 597 180 579 300 580C420 581 547 606 700 604C853 602 1133 576 1220 570L1220 630L-20 630Z", "#f4ead2")
    with art.group("areas"):
        for name, points, ground in AREAS:
            art.path(closed(points), ground, id=name, stroke="#fbf4e4", width=7)
    with art.group("lines"):
        art.line(open_line(RIVER), "#9fb8c4", 26)
        art.line(RAILWAY, "#2b3a3a", 13)
    art.line(open_line(RIVER), "#dbe6e8", 5)
    art.line(RAILWAY, "#fffdf7", 8, dash="20 20")
    for x, y, size in [(690, 38, 1), (770, 56, .8)]:
        art.path(f"M{x - 60 * size:.0f} 112L{x} {y}L{x + 60 * size:.0f} 112Z", "#8da3b1")
        art.path(f"M{x} {y}l{16 * size:.0f} {20 * size:.0f}l-10 -5l-6 10l-8 -9l-6 8l-4 -2Z", "#fffdf7")
    for x in (330, 362, 396, 880, 914, 946):
        fir(art, x, 152, 60)
    for x, y in [(250, 292), (304, 286), (358, 292)]:
        house(art, x, y, 44, roof="#33475a")
    house(art, 936, 344, 56, roof="#c8571b")
    for y in (530, 546, 562):
        art.line(f"M500 {y}L660 {y - 4}", "#8f9a4c", 3)
    for x, y in [(890, 560), (944, 548)]:
        tree(art, x, y, 62, fruit="#c8571b")
    art.box(628, 346, 150, 44, "#fffdf7", stroke="#2b3a3a", edge=5, round=12)
    art.words("灯野駅", 703, 379, 32, bold=True)
    for name, x, y, note in NAMES:
        art.words(name, x, y, 40, bold=True, colour="#1e4d3b")
        art.words(note, x, y + 38, 28)
    art.words("隣の市へ", 1096, 406, 28, bold=True)
    art.words("川", 392, 596, 28, bold=True, colour="#33475a")
    flag(art, 1104, 118)
    art.words("略図", 1130, 600, 28)
    return art


if __name__ == "__main__":
    draw_map().write(Path(__file__).parent.parent.parent / "content/chiku/chizu.svg")
