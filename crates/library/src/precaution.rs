//! Precautions: signs to see before hands are laid on.

use strum::{EnumMessage, IntoStaticStr, VariantArray};

use holdwell_model::{Confidence, Region, Technique};

/// Caution about a technique, a region or both. It is shown, and never forbids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Precaution {
    /// The precaution in a few words.
    pub text: String,
    /// The question by which somebody at home is asked for it, in plain words; `None` for what is not asked there.
    pub ask: Option<String>,
    /// Kind of precaution.
    pub weight: Weight,
    /// The techniques it concerns; none named is every technique.
    pub techniques: Vec<Technique>,
    /// The regions it concerns; none named is every region.
    pub regions: Vec<Region>,
    /// Disagreements of the sources, and the project's own additions, as sentences.
    pub remarks: Vec<String>,
    /// Confidence of the sources.
    pub confidence: Confidence,
    /// Keys of the library's list of sources.
    pub sources: Vec<String>,
}

impl Precaution {
    /// Says if the precaution is to be seen in work of this technique at this region; work on the whole body touches
    /// every region.
    pub fn concerns(&self, technique: Technique, region: Region) -> bool {
        let here = self.regions.is_empty() || self.regions.contains(&region) || region == Region::WholeBody;
        here && (self.techniques.is_empty() || self.techniques.contains(&technique))
    }
}

/// The kinds of precaution, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, VariantArray, IntoStaticStr, EnumMessage)]
#[strum(serialize_all = "kebab-case")]
pub enum Weight {
    /// Help today: what cannot wait.
    #[strum(message = "Emergency: help today")]
    Emergency,
    /// Stop, and send to a doctor.
    #[strum(message = "Red flag: stop, and send to a doctor")]
    RedFlag,
    /// The sources leave the work out.
    #[strum(message = "Contraindications in the sources")]
    Contraindication,
    /// A doctor or the treating team is asked before.
    #[strum(message = "Ask a doctor first")]
    AskFirst,
    /// Go on, differently.
    #[strum(message = "With care")]
    Care,
    /// State of the sources, and their disagreements.
    #[strum(message = "How the sources stand")]
    Note,
}

impl Weight {
    /// Every kind, the gravest first.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// Returns the words for the screen.
    pub fn words(self) -> &'static str {
        self.get_message().unwrap_or_default()
    }
}
