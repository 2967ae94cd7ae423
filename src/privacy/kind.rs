//! What kinds of personal data there are, how much each matters, and the words that stand in for it.

/// How much a finding matters; the order is that of importance.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Severity {
    /// Blocks, and nothing lifts it.
    Never,
    /// Blocks, until it is replaced, listed as public or waived.
    Block,
    /// Is shown; approving a page asks about it.
    Warn,
    /// Is counted only.
    Info,
}

impl Severity {
    /// Whether a page with it is not published.
    pub fn blocks(self) -> bool {
        self <= Self::Block
    }
}

/// Declares the kinds: name in files and reports, Japanese and English words, replacement in drafts.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal, $ja:literal, $en:literal, $replacement:literal;)*) => {
        /// A kind of personal data.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Hash)]
        pub enum Kind { $($(#[$doc])* $kind),* }

        impl Kind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$kind),*];

            /// Its name in reports, `salon/privacy.toml` and the ledger: `PHONE`.
            pub fn name(self) -> &'static str {
                match self { $(Self::$kind => $name),* }
            }

            /// What it is called in Japanese.
            pub fn ja(self) -> &'static str {
                match self { $(Self::$kind => $ja),* }
            }

            /// What it is called in English.
            pub fn en(self) -> &'static str {
                match self { $(Self::$kind => $en),* }
            }

            /// What a draft writes in its place; empty: nothing.
            pub fn replacement(self) -> &'static str {
                match self { $(Self::$kind => $replacement),* }
            }
        }
    };
}

kinds! {
    /// A telephone number.
    Phone = "PHONE", "電話番号", "a telephone number", "〔電話番号〕";
    /// A mail address.
    Email = "EMAIL", "メールアドレス", "a mail address", "〔メールアドレス〕";
    /// Where somebody lives.
    Address = "ADDRESS", "住所", "an address", "〔住所〕";
    /// A postal code.
    PostalCode = "POSTAL_CODE", "郵便番号", "a postal code", "〔郵便番号〕";
    /// マイナンバー.
    MyNumber = "MY_NUMBER", "マイナンバー", "an individual number (My Number)", "〔番号削除〕";
    /// The number of a driving licence.
    DriverLicense = "DRIVER_LICENSE", "運転免許証の番号", "the number of a driving licence", "〔番号削除〕";
    /// The number of a passport.
    Passport = "PASSPORT", "旅券の番号", "the number of a passport", "〔番号削除〕";
    /// The number of a residence card.
    ResidenceCard = "RESIDENCE_CARD", "在留カードの番号", "the number of a residence card", "〔番号削除〕";
    /// Symbol and number of a health insurance.
    HealthInsurance = "HEALTH_INSURANCE", "保険証の記号・番号", "the number of a health insurance", "〔番号削除〕";
    /// A basic pension number.
    PensionNumber = "PENSION_NUMBER", "基礎年金番号", "a pension number", "〔番号削除〕";
    /// The number of somebody's card, contract or account that is no payment card's.
    MemberId = "MEMBER_ID", "会員番号や利用者番号", "the number of a member or a customer", "〔番号削除〕";
    /// The number of a payment card.
    CreditCard = "CREDIT_CARD", "カードの番号", "the number of a payment card", "〔番号削除〕";
    /// The number of a company, public by law.
    CorporateNumber = "CORPORATE_NUMBER", "法人番号", "a corporate number", "";
    /// A bank account.
    BankAccount = "BANK_ACCOUNT", "口座番号", "a bank account", "〔口座番号〕";
    /// When somebody was born.
    BirthDate = "BIRTH_DATE", "生年月日", "a date of birth", "〔生年月日〕";
    /// Somebody's name.
    PersonName = "PERSON_NAME", "人の名前", "a person's name", "〔氏名〕";
    /// A name that somebody uses in the salon.
    Nickname = "NICKNAME", "サロンでの呼び名", "a nickname of the salon", "〔氏名〕";
    /// An id, mention or link of Slack.
    SlackId = "SLACK_ID", "SlackのIDやリンク", "an id or a link of Slack", "";
    /// A key, token or password.
    Secret = "SECRET", "パスワードや鍵", "a password or a key", "";
    /// An account of a social network.
    SnsId = "SNS_ID", "SNSのアカウント", "an account of a social network", "〔SNSアカウント〕";
    /// An IP address.
    IpAddress = "IP_ADDRESS", "IPアドレス", "an IP address", "";
    /// A number plate.
    Plate = "PLATE", "車のナンバー", "a number plate", "〔ナンバー〕";
    /// Exact coordinates.
    GeoPoint = "GEO_POINT", "地図上の場所", "a place on the map", "〔場所〕";
    /// A named school with somebody's class.
    SchoolGrade = "SCHOOL_GRADE", "学校と学年", "a school and a class", "〔学校〕";
    /// A named employer.
    Workplace = "WORKPLACE", "勤め先", "an employer", "〔勤め先〕";
    /// Illness, disability, crime, welfare: 要配慮個人情報.
    Sensitive = "SENSITIVE", "配慮のいる情報", "sensitive personal data", "〔削除〕";
    /// Characters that nobody sees.
    HiddenChar = "HIDDEN_CHAR", "見えない文字", "hidden characters", "";
}

impl Kind {
    /// Whether nothing lifts a finding of it, whoever agrees.
    pub fn is_never(self) -> bool {
        matches!(
            self,
            Self::MyNumber
                | Self::CreditCard
                | Self::Secret
                | Self::DriverLicense
                | Self::Passport
                | Self::ResidenceCard
                | Self::PensionNumber
                | Self::HealthInsurance
        )
    }

    /// The kind of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }
}
