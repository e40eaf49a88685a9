//! The entries of the library as rows: one for each technique of a position, each caution, each routine.

use strum::{IntoStaticStr, VariantArray};

use super::words;
use holdwell_library::{Library, Precaution};
use holdwell_model::{Confidence, Position, Region, Technique};

/// The kinds of entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, VariantArray, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum EntryKind {
    /// Something to see before hands are laid on.
    Caution,
    /// A position or a block.
    Position,
    /// A routine.
    Routine,
}

impl EntryKind {
    /// Every kind.
    pub const ALL: &[Self] = Self::VARIANTS;

    /// Returns the word in the table.
    pub fn key(self) -> &'static str {
        self.into()
    }
}

/// A row of the list.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewEntry {
    /// The kind.
    pub kind: EntryKind,
    /// The id; that of a caution is made of its words.
    pub id: String,
    /// The name.
    pub name: String,
    /// The technique; `None` where it holds for several.
    pub technique: Option<Technique>,
    /// How well it is supported, where that is said.
    pub confidence: Option<Confidence>,
    /// The figures in words.
    pub figures: String,
    /// Keys of the sources.
    pub sources: Vec<String>,
}

/// Lists the entries in the order of the page.
pub fn review_entries(library: &Library) -> Vec<ReviewEntry> {
    let cautions = library.precautions().iter().map(caution);
    let positions = in_order(library).flat_map(of_position);
    let routines = library.routines().iter().map(|routine| ReviewEntry {
        kind: EntryKind::Routine,
        id: routine.id.clone(),
        name: routine.name.clone(),
        technique: Some(routine.technique),
        confidence: None,
        figures: format!("{} steps", routine.steps.len()),
        sources: routine.background.as_ref().map(|background| background.sources.clone()).unwrap_or_default(),
    });
    cautions.chain(positions).chain(routines).collect()
}

/// Lists the positions from head to foot.
pub(super) fn in_order(library: &Library) -> impl Iterator<Item = &Position> {
    let of = |region: &'static Region| library.positions().filter(move |position| position.region == *region);
    Region::ALL.iter().flat_map(of)
}

fn of_position(position: &Position) -> impl Iterator<Item = ReviewEntry> {
    position.techniques.iter().map(|technique| ReviewEntry {
        kind: EntryKind::Position,
        id: position.id.clone(),
        name: position.name.clone(),
        technique: Some(*technique),
        confidence: Some(position.confidence_in(*technique)),
        figures: words::times(position, *technique),
        sources: position.sources.clone(),
    })
}

fn caution(precaution: &Precaution) -> ReviewEntry {
    ReviewEntry {
        kind: EntryKind::Caution,
        id: caution_id(precaution),
        name: precaution.text.clone(),
        technique: None,
        confidence: Some(precaution.confidence),
        figures: precaution.weight.words().to_owned(),
        sources: precaution.sources.clone(),
    }
}

/// Returns the id of a caution, made of its words: where they change, a remark on the old ones finds nothing.
pub(super) fn caution_id(precaution: &Precaution) -> String {
    let text = precaution.text.to_lowercase();
    let words = text.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.take(16).collect::<Vec<_>>().join("-")
}
