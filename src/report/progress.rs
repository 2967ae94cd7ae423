//! Floor 1: how far the work is, for whoever shows it. Counts only: prints nothing, and nothing depends on it.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::{msg, report::message::Message};

/// A part of the work, in order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Stage {
    /// The files are looked at.
    Scan,
    /// Changed files are read and understood.
    Load,
    /// The site is put together.
    Resolve,
    /// Outputs are made.
    Render,
    /// Pages are checked.
    Check,
    /// Pictures are developed.
    Pictures,
    /// Outputs are written.
    Write,
    /// Files are sent to a place.
    Send,
}

const STAGES: [Stage; 8] =
    [Stage::Scan, Stage::Load, Stage::Resolve, Stage::Render, Stage::Check, Stage::Pictures, Stage::Write, Stage::Send];

impl Stage {
    /// Its name, for benches.
    pub fn name(self) -> &'static str {
        match self {
            Self::Scan => "scan",
            Self::Load => "load",
            Self::Resolve => "resolve",
            Self::Render => "render",
            Self::Check => "check",
            Self::Pictures => "pictures",
            Self::Write => "write",
            Self::Send => "send",
        }
    }

    /// Its name for people.
    pub fn words(self) -> Message {
        match self {
            Self::Scan => msg!(ja: "ファイルの確認", en: "looking at files"),
            Self::Load => msg!(ja: "読み込み", en: "reading"),
            Self::Resolve => msg!(ja: "組み立て", en: "putting together"),
            Self::Render => msg!(ja: "ページの作成", en: "making pages"),
            Self::Check => msg!(ja: "点検", en: "checking"),
            Self::Pictures => msg!(ja: "画像の準備", en: "developing pictures"),
            Self::Write => msg!(ja: "書き出し", en: "writing"),
            Self::Send => msg!(ja: "公開先への送信", en: "sending"),
        }
    }
}

/// The stage that runs now, how many of its parts are done, and how many there are (0: it has none).
#[derive(Default, Debug)]
pub struct Progress {
    stage: AtomicUsize,
    done: AtomicUsize,
    all: AtomicUsize,
}

impl Progress {
    /// Begins a stage of so many parts.
    pub fn begin(&self, stage: Stage, all: usize) {
        self.done.store(0, Ordering::Relaxed);
        self.all.store(all, Ordering::Relaxed);
        self.stage.store(stage as usize, Ordering::Relaxed);
    }

    /// One part is done.
    pub fn step(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    /// What is going on.
    pub fn now(&self) -> (Stage, usize, usize) {
        let all = self.all.load(Ordering::Relaxed);
        (STAGES[self.stage.load(Ordering::Relaxed)], self.done.load(Ordering::Relaxed).min(all), all)
    }
}
