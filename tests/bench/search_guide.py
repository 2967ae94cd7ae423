"""A guide of any number of Japanese pages for the bench of the search: the same ones in every run, no two alike.

Sentences are put together from words of their own: things, places, times, what is done with them. Every page has a
few things of its own that it speaks of often; the others come from everywhere, the common ones more often, as in texts
that somebody wrote. Nothing in it can be taken for a person, a telephone or an account: the bench stops if the gate
finds anything.
"""

import itertools
import random

# Things are words of two kanji, alone or with one of these before or behind: a pair of kanji stands on one page in
# twenty at most, as in texts that somebody wrote.
KANJI = """泉 滝 崖 峰 麓 霧 霜 雹 虹 潮 磯 岬 湾 渓 苔 藻 蔓 葉 茎 根 芽 穂 籾 藁 糠 麹 酢 餅 粥 卵 乳 肉 魚 貝 塩 砂 糖 油 酒 茶 湯 鍋 釜 皿 椀 箸 匙
刃 鎌 鍬 鋤 斧 鋸 槌 釘 縄 綱 網 籠 袋 箱 樽 桶 壺 瓶 管 筒 板 棒 柱 梁 壁 床 窓 戸 庭 柵 垣 塀 蔵 棚 机 椅 灯 炉 煙 灰 炭 火 熱 光 影 音 響 香 味 色
布 糸 綿 絹 麻 革 紙 筆 墨 版 刷 折 巻 包 結 編 織 染 縫 裁 削 彫 磨 塗 貼 積 敷 掛 吊 注 汲 煮 焼 蒸 揚 炊 漬 搾 挽 練 捏 干 晒 燻 凍 融 溶 沈 浮 流
漕 泳 潜 登 降 渡 跳 投 打 踏 押 引 回 転 開 閉 昇 傾 曲 延 縮 増 減 加 除 混 濾 測 量 秤 尺 寸 角 円 線 面 層 段 列 群 束""".split()
FIRST = """冬季 夏季 早朝 夜間 休日 屋外 屋内 共同 臨時 常設 無料 有料 小型 大型 中古 新型 木造 石積 山道 川沿 駅前 峠道 農道 林道 坂道
湖畔 高原 谷筋 里山 棚田 果樹 野菜 穀物 山菜 牧草 温室 養蜂 養鶏 竹林 杉林 用水 井戸 貯水 排水 給水 散水 融雪 防風 防寒 断熱
採光 換気 乾燥 保冷 冷凍 発酵 燻製 製麺 製材 木工 陶芸 染織 和紙 竹細工 刺繍 編物 裁縫 料理 製菓 合唱 吹奏 太鼓 神楽 盆踊 花火
朝市 夜店 直売 移動 巡回 宅配 集荷 仕分 再生 分別 収集 焼却 堆肥 植樹 伐採 間伐 薪割 落葉 除草 播種 収穫 脱穀 選果 出荷""".split()
SECOND = """道具 教室 広場 小屋 倉庫 工房 売場 食堂 台帳 手帳 案内 講座 実習 見本 標本 模型 図面 地図 年表 写真 展示 記録 統計 調査 点検 整備
修繕 清掃 保管 運搬 配達 予約 抽選 申告 登録 更新 変更 返却 貸出 交換 回数 日程 順番 当番 分担 費用 料金 割引 補修 備品 燃料 部品 電源
配線 配管 屋根 土台 外壁 窓枠 床板 階段 手摺 門扉 看板 照明 暖房 冷房 通路 橋梁 堤防 水門 水路 溜池 花壇 菜園 果樹園 牧場 作業場 集会所
駐輪場 停留所 待合室 休憩所 展望台 遊歩道 運動場 体操 遠足 合宿 大会 祭礼""".split()
OTHER = """カレンダー ポスター アンケート メニュー レシピ バケツ ロープ シャベル ヘルメット テント ベンチ プランター ビニール フィルター
バッテリー タンク ポンプ ホース ハンドル ブレーキ エンジン チェーン ワイパー トレーラー フェンス ゲート センサー モニター スピーカー マイク
かまど いろり すだれ のれん ふすま 障子 ほうき ちりとり たらい まな板 やかん どんぶり 味噌 漬物 干し柿 きのこ わらび とうもろこし かぼちゃ
じゃがいも さつまいも 玉ねぎ にんじん 大根 白菜 ほうれん草 いちご ぶどう 桃 梨 栗 くるみ そば 小麦 大豆 あずき""".split()
# Some words that visitors have other words for, so that the tables of words have something to do.
KNOWN = """除雪 引っ越し 家賃 灯油 保育園 診療所 空き家 補助金 インターネット 自治会 草刈り 移住 転入 給食 路線バス 求人 農業 図書館
買い物 凍結 薪ストーブ 断熱 相談 見学会 避難 駐車場 水道 下水道 薬局 公園""".split()
PLACES = [a + b for a, b in itertools.product("東 西 南 上 下 奥 新 古".split(), "の谷 の坂 の橋 の辻 の原 の沢 の丘 の森 の淵 の里".split())]
TIMES = """春 梅雨の間 真夏 盆の前 秋の終わり 雪の前 真冬 雪どけのころ 毎週 隔週 月の初め 月の半ば 月の終わり 年度の初め 夕方 昼過ぎ 夜明け前
晴れた日 雨の日 風の強い日 凍った朝 連休の前 学期の初め 田植えの後 稲刈りの後""".split()
HOW = """少しずつ まとめて 順番に 二人で 数人で 一人でも 早めに ゆっくり 声をかけ合って 手分けして 雨でも 何度でも 前もって 天気を見て
音を立てずに 明るいうちに 帰りがけに 仕事の前に 家族みんなで 近くの家と""".split()
DO = """を使います を借ります を直します を確かめます を運びます を並べます を洗います を干します を育てます を選びます を頼みます を配ります
を集めます を片付けます を塗り直します を組み立てます を取り替えます を試します を届けます を売ります を買い足します を分けます を見直します
を知らせます を書き留めます を持ち寄ります を数えます を守ります を続けます をやめます を増やします を減らします""".split()
IS = """が足りません が増えました が減りました が古くなりました が役に立ちます が混み合います が始まります が終わります が変わります が届きます
が見つかります が壊れやすいです が長持ちします が評判です が安くなります が高くなります が便利です が重いです が静かです が好まれます
が要ります が余ります が遅れます が早まります""".split()
THEN = """慣れると楽になります 初めての年は戸惑います 思ったより時間がかかります 手間の分だけ長く持ちます 天気しだいで日が変わります
帰りは下り坂です 片道で汗をかきます 昼までに終わります 隣の家と替われます 毎年同じ悩みが出ます 代わりの方法もあります
紙に書いておくと忘れません 冬の間は休みます 次の週に延びることもあります 多めに用意すると安心です""".split()


class Guide:
    """What is written, and what is asked for."""

    def __init__(self, count):
        self.dice = random.Random(14)
        pairs = [a + b for a, b in itertools.permutations(KANJI, 2)]
        plain = self.dice.sample(pairs, 4000)
        before = [self.dice.choice(FIRST) + word for word in self.dice.sample(plain, 1000)]
        behind = [word + self.dice.choice(SECOND) for word in self.dice.sample(plain, 1000)]
        self.things = OTHER + KNOWN + plain + before + behind
        self.dice.shuffle(self.things)
        # The tenth word is met a tenth as often as the first.
        self.weights = list(itertools.accumulate(1 / (rank + 8) for rank in range(len(self.things))))
        self.pages, self.queries = [], []
        for number in range(count):
            self.write(number, number % max(count // 60, 1) == 0)

    def thing(self, own):
        if own and self.dice.random() < 0.35:
            return self.dice.choice(own)
        return self.dice.choices(self.things, cum_weights=self.weights)[0]

    def sentence(self, own):
        pick, one = self.dice.choice, lambda: self.thing(own)
        forms = (
            lambda: f"{pick(TIMES)}は、{one()}{pick(DO)}。",
            lambda: f"{pick(PLACES)}では、{one()}{pick(IS)}。",
            lambda: f"{one()}と{one()}は、{pick(HOW)}{pick(THEN)}。",
            lambda: f"{pick(TIMES)}になると{pick(PLACES)}の{one()}{pick(IS)}。",
            lambda: f"{one()}の後に、{pick(HOW)}{one()}{pick(DO)}。",
            lambda: f"{one()}は{self.dice.randint(2, 60)}{pick(['分', '回', '個', '軒', '枚', '日', 'メートル', 'キロ'])}ほどで、{pick(THEN)}。",
            lambda: f"{pick(PLACES)}まで{one()}を運ぶと、{pick(THEN)}。",
            lambda: f"{one()}がない家は、{one()}{pick(DO)}。",
        )
        return pick(forms)()

    def write(self, number, is_asked):
        own = self.dice.sample(self.things, 6)
        title = f"{own[0]}と{own[1]}の{own[2]}"
        heading = f"{own[3]}の目安"
        parts = []
        for length in (230, 230, 200):
            text = ""
            while len(text) < length:
                text += self.sentence(own)
            parts.append(text)
        body = f"{parts[0]}\n\n## {heading}\n\n{parts[1]}\n\n## {own[4]}\n\n{parts[2]}"
        self.pages.append((f"p{number:05}", title, body))
        if is_asked:
            asks = {"title": title, "question": f"{own[0]}の{own[2]}はどこですか", "and-space": f"{own[0]} {own[1]}",
                    "heading": heading, "compound": own[1] + own[2]}
            url = f"/p{number:05}/"
            self.queries += [{"q": query, "kind": kind, "relevant": [url]} for kind, query in asks.items()]


def write_guide(folder, count):
    """Writes the guide and returns its queries."""
    guide = Guide(count)
    (folder / "content").mkdir(parents=True)
    (folder / "site.toml").write_text('title = "大きなガイド"\nbase_url = "https://example.jp/"\n', encoding="utf-8")
    for name, title, body in guide.pages:
        (folder / "content" / f"{name}.md").write_text(f"---\ntitle: {title}\n---\n\n{body}\n", encoding="utf-8")
    return guide.queries
