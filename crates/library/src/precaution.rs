//! What to see before hands are laid on.

use holdwell_model::{Confidence, Region, Technique};

/// Something to know of a technique, a region or both. It is shown, and never forbids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Precaution {
    /// What it is, in a few words.
    pub text: String,
    /// Which kind it is.
    pub weight: Weight,
    /// The techniques it concerns; none named is every technique.
    pub techniques: Vec<Technique>,
    /// The regions it concerns; none named is every region.
    pub regions: Vec<Region>,
    /// Where its sources disagree, and what is the project's own, as sentences.
    pub remarks: Vec<String>,
    /// How well it is sourced.
    pub confidence: Confidence,
    /// Keys of the library's list of sources.
    pub sources: Vec<String>,
}

impl Precaution {
    /// Whether it is to be seen in work of this technique at this region; work on the whole body touches every region.
    pub fn concerns(&self, technique: Technique, region: Region) -> bool {
        let here = self.regions.is_empty() || self.regions.contains(&region) || region == Region::WholeBody;
        here && (self.techniques.is_empty() || self.techniques.contains(&technique))
    }
}

/// The kinds of precaution, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// Stop, and send to a doctor.
    RedFlag,
    /// The sources leave the work out.
    Contraindication,
    /// A doctor or the treating team is asked before.
    AskFirst,
    /// Go on, differently.
    Care,
    /// How the sources stand, and where they disagree.
    Note,
}

impl Weight {
    /// Every kind, as files write it, with the words for the screen.
    pub const ALL: [(&'static str, Self, &'static str); 5] = [
        ("red-flag", Self::RedFlag, "Red flag: stop, and send to a doctor"),
        ("contraindication", Self::Contraindication, "The sources leave it out"),
        ("ask-first", Self::AskFirst, "Ask a doctor first"),
        ("care", Self::Care, "With care"),
        ("note", Self::Note, "How the sources stand"),
    ];
}
