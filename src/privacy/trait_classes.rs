//! What people tell of themselves, by classes: how each is called, and how to say it so that it fits many.

/// Declares the classes: words, and how to say it of many.
macro_rules! classes {
    ($($(#[$doc:meta])* $class:ident = $ja:literal, $en:literal, $how_ja:literal, $how_en:literal;)*) => {
        /// What an answer tells of its speaker.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
        pub enum Class { $($(#[$doc])* $class),* }

        impl Class {
            /// What it is called, in Japanese and English.
            pub(crate) fn words(self) -> (&'static str, &'static str) {
                match self { $(Self::$class => ($ja, $en)),* }
            }

            /// How it is said so that it fits many.
            pub(crate) fn how(self) -> (&'static str, &'static str) {
                match self { $(Self::$class => ($how_ja, $how_en)),* }
            }
        }
    };
}

classes! {
    /// Where they lived before.
    Former = "前の住まい", "where they came from", "「横浜から」→「都市部から」", "`横浜から` → `都市部から`";
    /// Where they live now.
    District = "地区", "the district", "「北地区」→「町内の北のほう」（見出しの `area=` も消す）",
        "`北地区` → `町内の北のほう`, and no `area=` in the heading";
    /// Whom they live with.
    Household = "家族の形", "the household", "「夫婦と子ども3人」→「子育て中の家族」", "`夫婦と子ども3人` → `子育て中の家族`";
    /// How old a child is, or where it goes to school.
    Child = "子どもの年齢や学校", "a child's age or school", "「8歳」「小学2年」→「小学生」", "`8歳` → `小学生`";
    /// What they live on.
    Job = "仕事", "the work", "「看護師」→「町内で働いています」", "`看護師` → `町内で働いています`";
    /// When they came.
    MoveIn = "移り住んだ時期", "when they moved in", "「移住して3年」→「数年前に移住」（見出しの `years=` も消す）",
        "`移住して3年` → `数年前に移住`, and no `years=` in the heading";
    /// Illness, disability, crime, welfare.
    Sensitive = "病気など", "illness and the like", "病名などを消し、「通院があるため」のように書く", "leave it out: `通院があるため`";
    /// What is true of one person only.
    Rare = "一人しかいない特徴", "what is true of one person", "「前町長の親戚」「町で唯一の」を消す",
    "leave out what is true of one person only";
}

/// Who is spoken of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Subject {
    /// The pattern itself says that it is the speaker or their family.
    Said,
    /// Whoever is the sentence's subject: nobody named, then it is the speaker.
    Silent,
}
