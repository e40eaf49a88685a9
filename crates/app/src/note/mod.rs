//! The draft of a session's note: worked out from what ran, from what came back from home, and from what was agreed.
//! The sentences are in [`text::note`](crate::text::note); here is what they are about.

mod areas;
mod holds;
mod results;
mod same;
mod templates;
#[cfg(test)]
mod tests;

use holdwell_library::Library;
use holdwell_store::{ClientPage, NoteTemplate, NoteText, SessionPage};
use jiff::{Timestamp, Zoned};

pub use areas::areas;
pub use holds::{NotedContact, NotedHold, noted_holds};
pub use results::{NotDone, Points, TARGET_PERCENT, WhyNotDone, not_done, points, stopped};
pub use same::same_as_last;
pub use templates::{FULL, MINIMUM, SHORT, built_in, template};

use crate::text::note::line_text;

/// Facts that a draft is worked out from.
#[derive(Clone, Copy)]
pub struct NoteSources<'a> {
    /// The session.
    pub page: &'a SessionPage,
    /// Page of its client; `None` for a session that is nobody's.
    pub client: Option<&'a ClientPage>,
    /// Library that names the positions.
    pub library: &'a Library,
    /// The clock on the wall; its zone is the one in which times are said.
    pub wall: &'a Zoned,
}

impl NoteSources<'_> {
    /// Returns the beginning of the client's session before this one.
    pub fn session_before(&self) -> Option<Timestamp> {
        let began = self.page.session.began;
        let before = self.client?.sessions.iter().map(|session| session.began).filter(|other| *other < began);
        before.max()
    }
}

/// Drafts a note with a template. Where a line has nothing to say it is left out.
pub fn draft(sources: &NoteSources<'_>, template: &NoteTemplate) -> NoteText {
    let mut text = NoteText { template: template.id.clone(), ..NoteText::default() };
    for line in &template.lines {
        let Some(words) = line_text(*line, sources) else { continue };
        let part = text.part_mut(line.part());
        if !part.is_empty() {
            part.push('\n');
        }
        part.push_str(&words);
    }
    crate::text::note::mark_computed(&mut text.assessment);
    text
}
