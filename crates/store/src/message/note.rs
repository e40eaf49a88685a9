//! The note of a session for the file: its text by part, its signatures and what was added since.

use jiff::Timestamp;
use strum::{IntoStaticStr, VariantArray};

use super::Consent;

/// The parts of a note, in the order of SOAP.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, VariantArray, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum NotePart {
    /// Words and scores of the client.
    Subjective,
    /// Findings and work.
    Objective,
    /// Result of the work.
    Assessment,
    /// Next steps.
    Plan,
}

impl NotePart {
    /// Every part, in order.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// Returns the name of the part on the disk.
    pub fn key(self) -> &'static str {
        self.into()
    }

    /// Returns the letter that stands before the part.
    pub const fn letter(self) -> &'static str {
        match self {
            Self::Subjective => "S",
            Self::Objective => "O",
            Self::Assessment => "A",
            Self::Plan => "P",
        }
    }

    /// Returns the part of this name.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|part| part.key() == key)
    }
}

/// The lines that a draft can have, in their order. A template is a choice of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, VariantArray, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum NoteLine {
    /// Remarks to the session, in the words in which they were written.
    Words,
    /// The places where it hurts.
    Hurts,
    /// Measurements of what the client says: pain, activities, forms; before and after.
    Figures,
    /// Answers about the days after the session before.
    Since,
    /// Diary of the home plan since the last session.
    AtHome,
    /// The cautions that are known.
    Cautions,
    /// Day, times and technique.
    Service,
    /// The positions in which the client lay or sat.
    Posture,
    /// What was measured by hand and eye: movement, girth, swelling; before and after.
    Measured,
    /// One line for each contact, with its technique, its times, its end and its scores.
    Contacts,
    /// All contacts in one line, without times.
    Worked,
    /// Points whose tenderness came down to the usual target.
    Points,
    /// Holds that were stopped at the client's word, or none.
    Tolerated,
    /// Work that was planned and not done, and why.
    NotDone,
    /// Points to look at next time.
    Next,
    /// The home plan.
    Home,
    /// The consent to what was worked on.
    Consent,
}

impl NoteLine {
    /// Every line, in order.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    /// Returns the name of the line on the disk.
    pub fn key(self) -> &'static str {
        self.into()
    }

    /// Returns the line of this name.
    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|line| line.key() == key)
    }

    /// Returns the part that the line belongs to.
    pub const fn part(self) -> NotePart {
        match self {
            Self::Words | Self::Hurts | Self::Figures | Self::Since | Self::AtHome | Self::Cautions => {
                NotePart::Subjective
            }
            Self::Service | Self::Posture | Self::Measured | Self::Contacts | Self::Worked => NotePart::Objective,
            Self::Points | Self::Tolerated | Self::NotDone => NotePart::Assessment,
            Self::Next | Self::Home | Self::Consent => NotePart::Plan,
        }
    }
}

/// A template of the therapist's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteTemplate {
    /// Id of the template.
    pub id: String,
    /// Name of the template.
    pub name: String,
    /// The lines that a draft of it has, in their order.
    pub lines: Vec<NoteLine>,
}

/// A sentence that is put into a part of a note with one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextBlock {
    /// Id of the block.
    pub id: String,
    /// The part that it belongs to.
    pub part: NotePart,
    /// The text.
    pub text: String,
}

/// The text of a note.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct NoteText {
    /// Id of the template that it was drafted with.
    pub template: String,
    /// Words and scores of the client.
    pub subjective: String,
    /// Findings and work.
    pub objective: String,
    /// Result of the work.
    pub assessment: String,
    /// Next steps.
    pub plan: String,
}

impl NoteText {
    /// Returns the text of a part.
    pub fn part(&self, part: NotePart) -> &str {
        match part {
            NotePart::Subjective => &self.subjective,
            NotePart::Objective => &self.objective,
            NotePart::Assessment => &self.assessment,
            NotePart::Plan => &self.plan,
        }
    }

    /// Returns the text of a part, to be changed.
    pub const fn part_mut(&mut self, part: NotePart) -> &mut String {
        match part {
            NotePart::Subjective => &mut self.subjective,
            NotePart::Objective => &mut self.objective,
            NotePart::Assessment => &mut self.assessment,
            NotePart::Plan => &mut self.plan,
        }
    }

    /// Says if the text is the same, whatever template it was drafted with.
    pub fn is_same_text(&self, other: &Self) -> bool {
        NotePart::ALL.iter().all(|part| self.part(*part) == other.part(*part))
    }

    /// Says if nothing is written in any part.
    pub fn is_empty(&self) -> bool {
        NotePart::ALL.iter().all(|part| self.part(*part).trim().is_empty())
    }
}

/// A note that was signed. It never changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedNote {
    /// Instant of the signature.
    pub at: Timestamp,
    /// Name of whoever signed.
    pub by: String,
    /// The text as it was signed.
    pub text: NoteText,
}

/// A text that was added to a signed note. It stands below the note and changes nothing of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addendum {
    /// Instant at which it was added.
    pub at: Timestamp,
    /// Name of whoever added it.
    pub by: String,
    /// The text.
    pub text: String,
}

/// The text of the client's note before this session's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastNote {
    /// Beginning of the session that it is of.
    pub began: Timestamp,
    /// The text, with whatever it was signed.
    pub text: NoteText,
}

/// All that is kept of the note of a session.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SessionNote {
    /// The text as it was written last, with the instant; `None` where nobody wrote one.
    pub draft: Option<(Timestamp, NoteText)>,
    /// Texts that were written on other computers without knowing of that one, the last first.
    pub others: Vec<(Timestamp, NoteText)>,
    /// Addenda that were begun and are not signed, the last first.
    pub begun: Vec<(Timestamp, String)>,
    /// The signed notes, the first signed first. There is more than one only where two computers signed apart.
    pub signed: Vec<SignedNote>,
    /// Addenda, the oldest first.
    pub addenda: Vec<Addendum>,
    /// The note of the client's session before.
    pub last: Option<LastNote>,
    /// The consent to the areas of this session.
    pub consent: Option<Consent>,
    /// True where the session was another client's when the note was written, and nobody looked through it since.
    pub is_of_another: bool,
    /// Ids of the rows that cannot be read: they are kept as they are.
    pub unreadable: Vec<String>,
    /// True where the text or a signed note is among them: then nothing is written.
    pub is_unreadable: bool,
}

impl SessionNote {
    /// Says if the note is locked.
    pub const fn is_signed(&self) -> bool {
        !self.signed.is_empty()
    }

    /// Lists the texts that stand apart from the note: written on another computer that did not know of it. Of a signed
    /// note that may be one that was written since.
    pub fn apart(&self) -> Vec<(Timestamp, &NoteText)> {
        let (draft, is_signed) = (self.draft.as_ref(), self.is_signed());
        let mut known: Vec<&NoteText> = self.signed.iter().map(|signed| &signed.text).collect();
        known.extend(draft.filter(|_| !is_signed).map(|(_, text)| text));
        let mut apart = Vec::new();
        for (saved, text) in draft.filter(|_| is_signed).into_iter().chain(&self.others) {
            if known.iter().all(|known| !known.is_same_text(text)) {
                known.push(text);
                apart.push((*saved, text));
            }
        }
        apart
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_and_lines_are_found_by_their_keys() {
        for part in NotePart::ALL {
            assert_eq!(NotePart::of_key(part.key()), Some(*part));
        }
        for line in NoteLine::ALL {
            assert_eq!(NoteLine::of_key(line.key()), Some(*line));
        }
        let parts: Vec<NotePart> = NoteLine::ALL.iter().map(|line| line.part()).collect();
        assert!(parts.is_sorted(), "the lines stand in the order of their parts");
    }

    #[test]
    fn a_text_that_stands_apart_from_the_note_is_not_lost() {
        let text = |plan: &str| NoteText { plan: plan.to_owned(), ..NoteText::default() };
        let at = |second| Timestamp::from_second(second).unwrap();
        let draft = |second, plan| Some((at(second), text(plan)));
        let signed = SignedNote { at: at(10), by: "J. Example".to_owned(), text: text("one") };
        let apart = |note: &SessionNote| note.apart().iter().map(|(_, text)| text.plan.clone()).collect::<Vec<_>>();
        let note = |draft| SessionNote { draft, signed: vec![signed.clone()], ..SessionNote::default() };
        assert_eq!(apart(&note(draft(20, "two"))), ["two"]);
        assert_eq!(apart(&note(draft(5, "two"))), ["two"], "whatever the clocks said");
        assert_eq!(apart(&note(draft(20, "one"))), [""; 0]);
        assert_eq!(apart(&note(None)), [""; 0]);
        let others = ["two", "three", "two", "one"].map(|plan| (at(1), text(plan))).to_vec();
        let note =
            |signed| SessionNote { draft: draft(20, "two"), others: others.clone(), signed, ..SessionNote::default() };
        assert_eq!(apart(&note(Vec::new())), ["three", "one"]);
        assert_eq!(apart(&note(vec![signed.clone()])), ["two", "three"]);
    }
}
