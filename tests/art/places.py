"""Places and people of 灯野町: `python3 tests/art/places.py` writes the drawings of the areas and of the voices.

Nobody here is anybody: faces are left out, and no house is one that stands.
"""

import math
from pathlib import Path

from drawing import INK, LAMP, SNOW, WOOD, Drawing, fir, hills, house, lamp, open_line, tree

CONTENT = Path(__file__).parent.parent.parent / "content"
SIZE = (1200, 630)


def sky(title, colours):
    """A drawing with bands of sky, the highest first."""
    art = Drawing(*SIZE, title, colours[0])
    for step, colour in enumerate(colours[1:], 1):
        y = 90 * step
        hills(art, y, [(-20, y + 30), (260, y), (560, y + 36), (860, y + 4), (1220, y + 40)], colour)
    return art


def mountains(art, peaks, colour, snow=SNOW):
    """Mountains with snow on their tops: where, how high above the lower edge of the sky, how wide."""
    for x, top, half in peaks:
        art.path(f"M{x - half} 400L{x} {top}L{x + half} 400Z", colour)
        cap = (400 - top) * .28
        wide = half * .28
        art.path(f"M{x} {top}L{x + wide:.0f} {top + cap:.0f}L{x + wide * .4:.0f} {top + cap * .75:.0f}L{x} {top + cap * 1.15:.0f}"
                 f"L{x - wide * .45:.0f} {top + cap * .78:.0f}L{x - wide:.0f} {top + cap:.0f}Z", snow)


def person(art, x, y, height, coat, hair="#3a2c24", hat=None):
    """Somebody from afar, standing at y."""
    head = height * .13
    art.box(x - height * .1, y - height * .34, height * .08, height * .34, "#33475a")
    art.box(x + height * .02, y - height * .34, height * .08, height * .34, "#33475a")
    art.path(f"M{x - height * .16:.1f} {y - height * .3:.1f}Q{x - height * .17:.1f} {y - height * .74:.1f} {x} {y - height * .74:.1f}"
             f"Q{x + height * .17:.1f} {y - height * .74:.1f} {x + height * .16:.1f} {y - height * .3:.1f}Z", coat)
    art.disc(x, y - height * .84, head, "#f0c9a0")
    art.path(f"M{x - head:.1f} {y - height * .85:.1f}A{head:.1f} {head:.1f} 0 0 1 {x + head:.1f} {y - height * .85:.1f}Q{x} {y - height * .93:.1f} {x - head:.1f} {y - height * .85:.1f}Z", hat or hair)


def flakes(art, count, top=20, bottom=420):
    """Snow in the air, always the same."""
    for step in range(count):
        x = (step * 617 + step * step * 53) % 1200
        y = top + (step * 389 + step * step * 31) % (bottom - top)
        art.disc(x, y, 3 + step % 3, SNOW, opacity=.9)


def highland():
    """北地区: a highland road in winter, poles that show where it runs."""
    art = sky("雪の高原。針葉樹の間を一本の道が通り、赤白の棒が道の端を示している。奥に白い山がある", ["#c9d8e4", "#d8e3ea", "#e9eef0"])
    mountains(art, [(240, 120, 300), (620, 70, 330), (1010, 130, 290)], "#8da3b1")
    hills(art, 360, [(-20, 380), (300, 340), (640, 372), (960, 336), (1220, 366)], "#c3d2d6")
    for x, y, size in [(70, 408, 110), (150, 420, 140), (250, 402, 100), (980, 404, 120), (1070, 424, 150), (1160, 408, 110)]:
        fir(art, x, y, size, snow=True)
    hills(art, 400, [(-20, 416), (320, 396), (700, 418), (1220, 400)], "#eef3f3")
    art.path("M520 630L612 410H650L860 630Z", "#b9bfc2")
    art.line("M690 600L634 430", "#dfe4e5", 6, dash="34 26")
    for x, y, size in [(470, 600, 150), (548, 500, 92), (586, 440, 56), (905, 600, 150), (760, 500, 92), (690, 440, 56)]:
        art.line(f"M{x} {y}V{y - size}", SNOW, size * .07)
        for part in (0, 2, 4):
            art.line(f"M{x} {y - size * (part + .2) / 5:.0f}V{y - size * (part + 1) / 5:.0f}", "#c8571b", size * .07)
    house(art, 250, 520, 150, roof="#4c6378", snow=True)
    flakes(art, 46)
    return art.write(CONTENT / "chiku/kita-kogen.svg")


def old_street():
    """川西地区: the old street by the river, with a bridge and morning mist."""
    art = sky("川沿いの古い町並み。白い壁と黒い屋根の家が並び、木の橋がかかる。川から朝の霧が上がっている", ["#f7e6c8", "#f3d9b2", "#ecd2b4"])
    mountains(art, [(200, 170, 280), (820, 150, 330), (1120, 200, 220)], "#9aa7a6", snow="#eef0ea")
    hills(art, 320, [(-20, 350), (360, 316), (760, 340), (1220, 312)], "#5f8f6c")
    for step, (x, width, roof) in enumerate([(110, 170, "#33475a"), (300, 150, "#4c6378"), (470, 180, "#33475a"), (668, 150, "#3a3f4a"), (850, 180, "#33475a"), (1050, 170, "#4c6378")]):
        high = width * (.62 + .06 * (step % 2))
        art.box(x - width / 2, 440 - high, width, high, SNOW)
        art.box(x - width / 2, 440 - high * .4, width, high * .4, WOOD)
        for bar in range(1, 9):
            art.line(f"M{x - width / 2 + bar * width / 9:.0f} {440 - high * .36:.0f}V440", "#553d2c", 4)
        art.box(x - width * .3, 440 - high * .86, width * .6, high * .26, "#ffd98a")
        art.path(f"M{x - width * .6:.0f} {440 - high}L{x - width * .42:.0f} {440 - high - 54}H{x + width * .42:.0f}L{x + width * .6:.0f} {440 - high}Z", roof)
    art.path("M-20 440H1220V520C900 540 300 500 -20 530Z", "#d6cfc0")
    for x in range(0, 1200, 48):
        art.box(x + 4, 462 + (x // 48) % 2 * 6, 38, 26, "#bfb6a4", round=8)
    art.path("M-20 500C300 480 800 560 1220 505V640H-20Z", "#7fa3b3")
    for x, y, wide in [(120, 560, 170), (420, 590, 220), (780, 566, 200), (1010, 600, 150)]:
        art.line(f"M{x} {y}q{wide / 4} -10 {wide / 2} 0t{wide / 2} 0", "#dbe6e8", 5)
    art.path("M690 640V560Q870 450 1050 560V640H1020V578Q870 490 720 578V640Z", "#c8571b")
    art.line("M690 540Q870 430 1050 540", "#8a3a12", 9)
    for x in range(706, 1050, 43):
        lift = 55 * (1 - ((x - 870) / 180) ** 2)
        art.line(f"M{x} {545 - lift:.0f}v40", "#8a3a12", 7)
    for x, y, wide in [(220, 505, 340), (560, 535, 300), (90, 545, 200)]:
        art.add(f'<ellipse cx="{x}" cy="{y}" rx="{wide / 2}" ry="20" fill="{SNOW}" opacity=".55"/>')
    person(art, 560, 500, 84, "#4c6378", hat="#f3e3c2")
    return art.write(CONTENT / "chiku/kawanishi-machinami.svg")


def station():
    """中央地区: the square before the station at dusk."""
    art = sky("夕方の灯野駅前。時計のある駅舎に明かりがともり、小さなバスが止まっている。手前に街灯と道しるべがある", ["#56708a", "#7f8aa0", "#c49d92", "#eab37e"])
    mountains(art, [(180, 190, 280), (1000, 170, 320)], "#4c6378", snow="#d5dde0")
    hills(art, 360, [(-20, 380), (380, 352), (800, 376), (1220, 350)], "#2f5a46")
    for x, width, roof in [(120, 150, "#33475a"), (1080, 170, "#33475a"), (930, 120, "#4c6378")]:
        house(art, x, 470, width, roof=roof)
    art.box(330, 330, 470, 140, "#f3e3c2")
    art.box(330, 430, 470, 40, WOOD)
    art.path("M300 340L360 262H770L830 340Z", "#c8571b")
    art.path("M490 340V270L565 206L640 270V340Z", "#1e4d3b")
    art.disc(565, 282, 32, SNOW)
    art.line("M565 282V262M565 282L580 288", INK, 5)
    for x in (360, 430, 660, 730):
        art.box(x, 362, 50, 52, "#ffd98a")
    art.box(512, 362, 106, 108, "#ffd98a")
    art.line("M565 362V470", WOOD, 6)
    art.words("灯野駅", 565, 338, 22, bold=True, colour=SNOW)
    art.path("M-20 470H1220V640H-20Z", "#8b8a86")
    art.path("M-20 560C300 530 900 530 1220 560V640H-20Z", "#6f6f6c")
    art.box(742, 462, 250, 92, SNOW, round=16)
    art.box(742, 520, 250, 18, "#259d63")
    for x in (758, 812, 866):
        art.box(x, 478, 44, 34, "#a9c3cf", round=4)
    art.box(924, 478, 54, 62, "#a9c3cf", round=4)
    for x in (792, 942):
        art.disc(x, 556, 20, INK)
        art.disc(x, 556, 8, "#d6cfc0")
    lamp(art, 250, 560, 210)
    lamp(art, 1100, 590, 220)
    person(art, 420, 548, 92, "#c8571b")
    person(art, 480, 552, 64, "#4c6378")
    return art.write(CONTENT / "chiku/chuo-ekimae.svg")


def family():
    """The family's story: a garden in summer, laundry, two children and a dog."""
    art = sky("夏の庭。物干しに洗濯物が並び、子ども二人と親が畑のそばに立つ。奥に平屋の家と山がある", ["#bfe0ea", "#d4ebee", "#e8f3ea"])
    art.disc(980, 110, 54, "#f9d27a")
    mountains(art, [(260, 190, 300), (760, 160, 330)], "#8fb0a8", snow="#e5efe6")
    hills(art, 340, [(-20, 370), (400, 336), (820, 360), (1220, 330)], "#6fa676")
    hills(art, 420, [(-20, 430), (400, 412), (900, 432), (1220, 414)], "#9fc48a")
    house(art, 300, 450, 260, roof="#4c6378", lit=False)
    art.box(620, 330, 8, 140, WOOD)
    art.box(1000, 330, 8, 140, WOOD)
    art.line("M612 344H1016", WOOD, 7)
    for x, wide, high, colour in [(650, 60, 74, SNOW), (724, 46, 60, "#9db7d9"), (786, 66, 82, "#f4a640"), (868, 40, 56, SNOW), (922, 56, 70, "#c8571b")]:
        art.path(f"M{x} 346h{wide}q6 {high / 2} -2 {high}q-{wide / 2} 8 -{wide - 4} 0q-4 -{high / 2} 2 -{high}Z", colour)
    for row in range(4):
        y = 520 + row * 30
        art.line(f"M700 {y}L1180 {y - 14}", "#7a5a40", 12)
        for x in range(720 + row * 9, 1180, 52):
            art.disc(x, y - 16 - (x - 700) * .028, 12, "#356b50")
    person(art, 470, 560, 150, "#259d63")
    person(art, 560, 566, 92, "#f4a640", hat="#c8571b")
    person(art, 620, 570, 74, "#9db7d9")
    art.path("M360 570q4 -34 44 -34q16 -22 34 -6l-6 16q2 26 -6 26h-10v-18h-30v18h-12v-14q-8 10 -14 12Z", "#b08a63")
    return art.write(CONTENT / "koe/kazoku-niwa.svg")


def alone():
    """The story of one who came alone: a lit window over the shopping street at night."""
    art = sky("夜の商店街。ほとんどの店は閉まり、2階の一つの窓だけに明かりがともって、人が机に向かっている", ["#2a3d52", "#32495f", "#3d566c"])
    art.disc(1010, 110, 44, "#f3e3c2")
    for step in range(26):
        art.disc((step * 311) % 1200, 20 + (step * 173) % 190, 2 + step % 2, SNOW, opacity=.8)
    for step, (x, width, wall) in enumerate([(0, 250, "#5d5348"), (250, 220, "#6b6052"), (470, 280, "#574d43"), (750, 210, "#665b4e"), (960, 260, "#5a5046")]):
        high = 300 + 26 * (step % 3)
        art.box(x, 520 - high, width, high, wall)
        art.box(x - 6, 520 - high - 16, width + 12, 20, "#33475a")
        art.path(f"M{x} 400h{width}l-14 34h-{width - 28}Z", ["#1e4d3b", "#8a3a12", "#33475a"][step % 3])
        art.box(x + 22, 440, width - 44, 80, "#3d3831")
        for line in range(1, 7):
            art.line(f"M{x + 22} {440 + line * 12}H{x + width - 22}", "#4d463d", 3)
        if step != 2:
            for part in (.2, .6):
                art.box(x + width * part, 520 - high + 44, width * .22, 76, "#3b4650")
    art.box(530, 262, 160, 104, "#ffd98a")
    art.disc(610, 300, 120, "#ffd98a", opacity=.14)
    person(art, 590, 366, 88, "#c8571b")
    art.box(560, 346, 104, 20, WOOD)
    art.box(624, 316, 30, 30, "#33475a")
    art.line("M610 262V366", "#553d2c", 6)
    art.path("M-20 520H1220V640H-20Z", "#4b4f52")
    art.line("M0 580H1200", "#6f7478", 6, dash="60 40")
    lamp(art, 150, 590, 230)
    lamp(art, 1030, 590, 230)
    return art.write(CONTENT / "koe/tanshin-yoru.svg")


def orchard():
    """The story of one who came back: apple trees, a ladder and boxes in autumn."""
    art = sky("秋のりんご畑。赤い実のなる木が並び、はしごの上で一人が実をとっている。手前に木の箱が積んである", ["#f6e2bd", "#f3d5a5", "#edc894"])
    mountains(art, [(300, 150, 320), (900, 180, 320)], "#8e9c9a")
    hills(art, 350, [(-20, 372), (420, 346), (840, 370), (1220, 342)], "#b9a15a")
    hills(art, 420, [(-20, 440), (400, 420), (820, 438), (1220, 424)], "#8fa65c")
    for x, y, size in [(120, 450, 170), (380, 446, 160), (1060, 450, 170), (820, 444, 150)]:
        tree(art, x, y, size, leaves="#5f8f4f", fruit="#c81e1e")
    tree(art, 600, 540, 330, leaves="#4f7d45")
    for step in range(24):
        angle = step * 2.4
        far = 30 + step * 5
        art.disc(600 + math.cos(angle) * far, 336 + math.sin(angle) * far * .72, 10, "#c81e1e")
    art.line("M726 560L670 330M772 560L690 330", "#b08a63", 9)
    for step in range(6):
        y = 370 + step * 34
        art.line(f"M{680 + step * 8} {y}h{14 + step * 6}", "#b08a63", 8)
    person(art, 704, 440, 130, "#33475a", hat="#f3e3c2")
    for x, y in [(180, 560), (300, 560), (240, 500), (930, 570), (1050, 570)]:
        art.box(x, y - 50, 110, 56, "#b08a63", stroke="#7a5a40", edge=4)
        art.line(f"M{x + 2} {y - 24}h106", "#7a5a40", 4)
        for part in range(4):
            art.disc(x + 18 + part * 25, y - 54, 13, "#c81e1e")
    return art.write(CONTENT / "koe/uturn-ringo.svg")


def leaving():
    """The story of those who left: a small lorry on the road out, neighbours who wave."""
    art = sky("朝の道。荷物を積んだ小さなトラックが町を出ていき、道ばたで三人の近所の人が手を振っている", ["#e8e2d2", "#f0dcc0", "#f3cfa6"])
    mountains(art, [(220, 180, 300), (700, 150, 330), (1060, 200, 260)], "#93a3a8")
    hills(art, 350, [(-20, 372), (420, 340), (860, 368), (1220, 344)], "#6b8f73")
    for x, y, size in [(90, 420, 120), (180, 430, 90), (1130, 420, 130)]:
        fir(art, x, y, size)
    house(art, 330, 440, 170, roof="#33475a", lit=False)
    hills(art, 430, [(-20, 446), (400, 428), (900, 448), (1220, 430)], "#9fb07e")
    art.path("M-20 630L560 440H640L1220 630Z", "#a8a49a")
    art.line("M600 630V450", SNOW, 8, dash="40 30")
    art.box(640, 430, 190, 110, "#f3e3c2", stroke="#b08a63", edge=5)
    for x, y, wide, high in [(652, 384, 70, 46), (728, 396, 84, 34)]:
        art.box(x, y, wide, high, "#b08a63", stroke="#7a5a40", edge=4)
    art.path("M830 540V462h58l34 40v38Z", "#259d63")
    art.path("M842 500v-28h40l22 28Z", "#c9dfe6")
    for x in (692, 868):
        art.disc(x, 546, 28, INK)
        art.disc(x, 546, 11, "#d6cfc0")
    for x, size, coat in [(300, 130, "#8a3a12"), (380, 118, "#4c6378"), (450, 124, "#1e4d3b")]:
        person(art, x, 580, size, coat)
        art.line(f"M{x + size * .13:.0f} {580 - size * .6:.0f}l{size * .14:.0f} {-size * .26:.0f}", coat, size * .08)
    return art.write(CONTENT / "koe/kaeru-asa.svg")


if __name__ == "__main__":
    for draw in (highland, old_street, station, family, alone, orchard, leaving):
        draw()
