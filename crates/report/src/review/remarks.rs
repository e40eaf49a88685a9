//! Remarks of a clinician, shown at the entries that they are about.

use maud::{Markup, html};

use super::entries::{EntryKind, ReviewEntry};
use holdwell_model::{Technique, fold};

/// A clinician's verdict and remark on an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The kind of the entry.
    pub kind: EntryKind,
    /// Its id.
    pub id: String,
    /// The technique; `None` where it is said of all of it.
    pub technique: Option<Technique>,
    /// The verdict, where there is one.
    pub verdict: Option<Verdict>,
    /// The words; may be empty beside a verdict.
    pub text: String,
}

/// A clinician's verdict on an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are the verdicts")]
pub enum Verdict {
    Right,
    Wrong,
}

impl Verdict {
    /// Returns the word in the table.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Wrong => "wrong",
        }
    }

    /// Reads a verdict as people write it.
    pub(super) fn read(text: &str) -> Option<Self> {
        match fold(text.trim()).as_str() {
            "right" | "r" | "ok" | "yes" | "correct" | "\u{2713}" => Some(Self::Right),
            "wrong" | "w" | "no" | "incorrect" | "\u{2717}" => Some(Self::Wrong),
            _ => None,
        }
    }
}

impl Remark {
    /// Says if it stands in this row of the list; what is said of all of an entry stands in its first row.
    pub(super) fn is_at(&self, entry: &ReviewEntry, is_first: bool) -> bool {
        let named = self.kind == entry.kind && self.id == entry.id;
        named && (self.technique == entry.technique || (self.technique.is_none() && is_first))
    }

    /// Returns it as a line: "Wrong (SMRT): more turning".
    pub fn line(&self) -> String {
        let verdict = match self.verdict {
            Some(Verdict::Right) => "Right",
            Some(Verdict::Wrong) => "Wrong",
            None => "Remark",
        };
        let technique = self.technique.filter(|_| self.kind == EntryKind::Position);
        let of = technique.map_or_else(String::new, |technique| format!(" ({})", technique.name()));
        let text = if self.text.is_empty() { String::new() } else { format!(": {}", self.text) };
        format!("{verdict}{of}{text}")
    }
}

/// Shows what is said of an entry.
pub(super) fn at(remarks: &[Remark], kind: EntryKind, id: &str) -> Markup {
    let here = remarks.iter().filter(|remark| remark.kind == kind && remark.id == id);
    html! {
        @for remark in here {
            p class={ "said " (remark.verdict.map_or("", Verdict::key)) } { (remark.line()) }
        }
    }
}
