//! A library entry: what a position is and how it is usually held.

use serde::{Deserialize, Serialize};
use strum::{EnumMessage, IntoStaticStr, VariantArray};

use super::{Millis, Region, Setting, Technique, Timing};

/// A position as the library describes it: a reminder for a trained reader, with its sources.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Position {
    /// Name in files, unique in the library.
    pub id: String,
    /// Name for a therapist.
    pub name: String,
    /// Name for a lay person.
    pub plain_name: Option<String>,
    /// Other names it is known and looked for by, such as "QL".
    #[serde(default)]
    pub also: Vec<String>,
    /// The techniques that use it.
    pub techniques: Vec<Technique>,
    /// The region of the body that it works on.
    pub region: Region,
    /// There is a left and a right.
    pub sided: bool,
    /// The client's posture.
    pub posture: Option<Posture>,
    /// The position of ease as small movements, in their order.
    pub ease: Vec<String>,
    /// The usual timings, by technique.
    pub usual: Vec<Usual>,
    /// A lay person may do it at home.
    pub home: bool,
    /// The words that are said aloud at settle.
    pub say: Option<String>,
    /// The things that must be at hand.
    pub needs: Vec<String>,
    /// The cautions; shown, never a block.
    pub cautions: Vec<String>,
    /// Remarks on where its sources disagree and on what is the project's own, as sentences.
    #[serde(default)]
    pub remarks: Vec<String>,
    /// The grade of its sources.
    pub confidence: Confidence,
    /// Keys of the library's list of sources.
    pub sources: Vec<String>,
}

impl Position {
    /// Returns its usual timing in a technique, or failing that in any.
    pub fn usual_in(&self, technique: Technique) -> Option<&Usual> {
        self.usual.iter().find(|usual| usual.technique == technique).or(self.usual.first())
    }

    /// Returns the grade of its sources in a technique.
    pub fn confidence_in(&self, technique: Technique) -> Confidence {
        let own = self.usual.iter().find(|usual| usual.technique == technique).and_then(|usual| usual.confidence);
        own.unwrap_or(self.confidence)
    }

    /// Returns the movements of ease as they are read. An entry writes "toward" and "away" alone, as seen from the side
    /// that is held; for a reader that side is named.
    pub fn ease_words(&self) -> impl Iterator<Item = String> {
        self.ease.iter().map(|movement| {
            let (movement, rest) = movement.split_at(movement.find(',').unwrap_or(movement.len()));
            let seen_from = match movement.rsplit(' ').next() {
                Some("toward") => " that side",
                Some("away") => " from that side",
                _ => "",
            };
            format!("{movement}{seen_from}{rest}")
        })
    }
}

/// The ways in which a client lies or sits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, VariantArray, IntoStaticStr, EnumMessage)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
#[expect(missing_docs, reason = "the names are the postures")]
pub enum Posture {
    #[strum(message = "Supine")]
    Supine,
    #[strum(message = "Prone")]
    Prone,
    #[strum(message = "On the side")]
    Side,
    #[strum(message = "Seated")]
    Seated,
    #[strum(message = "Standing")]
    Standing,
}

impl Posture {
    /// Every posture.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// Returns the word for the screen.
    pub fn word(self) -> &'static str {
        self.get_message().unwrap_or_default()
    }
}

/// The grades of an entry's sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, VariantArray, IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Confidence {
    /// As the named sources teach it.
    Sourced,
    /// General knowledge of the trade, not confirmed by a named source.
    Own,
    /// Weakly supported; said on the screen.
    Low,
}

impl Confidence {
    /// Returns the word that files write.
    pub fn key(self) -> &'static str {
        self.into()
    }
}

/// The usual timing of a position in one technique.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Usual {
    /// The technique.
    pub technique: Technique,
    /// The timing that a step takes where it names none.
    pub timing: Timing,
    /// The range that is taught.
    pub range: Option<(Millis, Millis)>,
    /// The return, where the position asks for its own.
    pub return_: Option<Setting>,
    /// The grade of the sources for this technique, where it is another than the position's.
    #[serde(default)]
    pub confidence: Option<Confidence>,
}
