//! The sentences of a session's note, line by line.

mod measured;
mod moved;
mod objective;
mod plain;
mod subjective;
mod what_follows;

use holdwell_store::{ConsentKind, NoteLine, NotePart};
use jiff::{Timestamp, Zoned};

use crate::note::NoteSources;

pub use moved::{goes_along, of_another};
pub use plain::plain_note;

/// Words before what was said or done last time.
pub(crate) const LAST_TIME: &str = "last time:";
/// Words before the holds that were not done last time.
pub(crate) const NEW_THIS_TIME: &str = "New this time:";
/// Words before the holds that were done last time and not now.
pub(crate) const NOT_THIS_TIME: &str = "Not this time:";

const COMPUTED: &str = "Computed from scores and times:";
const HURTS: &str = "Where it hurts:";
const FIGURES: &str = "Says, in figures:";
const SINCE: &str = "After the session of";
const MEASURED: &str = "Measured:";
const AT_HOME: &str = "At home since";
const CAUTIONS: &str = "Known cautions:";
const NEXT: &str = "Next, suggested by the scores:";
const HOME: &str = "Home plan:";
const CONSENT: &str = "Consent to";

/// Returns a line of a draft; `None` where there is nothing to say.
pub(crate) fn line_text(line: NoteLine, sources: &NoteSources<'_>) -> Option<String> {
    match line {
        NoteLine::Words => subjective::words(sources),
        NoteLine::Hurts => subjective::hurts(sources),
        NoteLine::Figures => measured::said(sources),
        NoteLine::Since => subjective::since(sources),
        NoteLine::AtHome => subjective::at_home(sources),
        NoteLine::Cautions => subjective::cautions(sources),
        NoteLine::Service => Some(objective::service(sources)),
        NoteLine::Posture => objective::posture(sources),
        NoteLine::Measured => measured::found(sources),
        NoteLine::Contacts => objective::contacts(sources),
        NoteLine::Worked => objective::worked(sources),
        NoteLine::Points => what_follows::points(sources),
        NoteLine::Tolerated => what_follows::tolerated(sources),
        NoteLine::NotDone => what_follows::not_done(sources),
        NoteLine::Next => what_follows::next(sources),
        NoteLine::Home => what_follows::home(sources),
        NoteLine::Consent => what_follows::consent(sources),
    }
}

/// Says before an assessment that it is computed.
pub(crate) fn mark_computed(assessment: &mut String) {
    if !assessment.is_empty() {
        *assessment = format!("{COMPUTED}\n{assessment}");
    }
}

/// Says if a line was worked out, and not written by hand.
pub(crate) fn is_computed(line: &str) -> bool {
    [HURTS, CAUTIONS, HOME].iter().any(|words| line.starts_with(words)) || is_of_the_day(line)
}

/// Says if a line is about its own day alone.
pub(crate) fn is_of_the_day(line: &str) -> bool {
    let of_the_day = [FIGURES, SINCE, MEASURED, AT_HOME, NEXT, CONSENT, COMPUTED, "Last time:", "“"];
    of_the_day.iter().any(|words| line.starts_with(words))
}

/// Returns the name of a line, for whoever chooses the lines of a template.
pub const fn line_name(line: NoteLine) -> &'static str {
    match line {
        NoteLine::Words => "Remarks to the session",
        NoteLine::Hurts => "Where it hurts",
        NoteLine::Figures => "Pain and activities, before and after",
        NoteLine::Since => "The days after the session before",
        NoteLine::AtHome => "What came back from home",
        NoteLine::Cautions => "Known cautions",
        NoteLine::Service => "Day, times and technique",
        NoteLine::Posture => "How the client lay or sat",
        NoteLine::Measured => "Movement and girth, before and after",
        NoteLine::Contacts => "A line for each hold",
        NoteLine::Worked => "All holds in one line",
        NoteLine::Points => "How far the tenderness came down",
        NoteLine::Tolerated => "What the client stopped",
        NoteLine::NotDone => "What was not done",
        NoteLine::Next => "What to look at next",
        NoteLine::Home => "The home plan",
        NoteLine::Consent => "Consent to the areas",
    }
}

/// Returns the name of a part.
pub const fn part_name(part: NotePart) -> &'static str {
    match part {
        NotePart::Subjective => "Subjective",
        NotePart::Objective => "Objective",
        NotePart::Assessment => "Assessment",
        NotePart::Plan => "Plan",
    }
}

/// Returns what a consent is to, inside a sentence.
pub const fn consent_to(kind: ConsentKind) -> &'static str {
    match kind {
        ConsentKind::Treat => "treatment",
        ConsentKind::Record => "keeping records",
        ConsentKind::HomePlan => "a plan for home",
        ConsentKind::Photo => "photos",
        ConsentKind::Areas => "the areas of today",
    }
}

/// The sentences for notes that come with the program, by part.
pub const BLOCKS: [(NotePart, &str); 6] = [
    (NotePart::Subjective, "No red flags named when asked."),
    (NotePart::Subjective, "No change since last time."),
    (NotePart::Objective, "Nothing new on palpation."),
    (NotePart::Assessment, "Treatment tolerated well."),
    (
        NotePart::Plan,
        "Advice given: some soreness for a day or two is usual, judge after two days, call if it is worse after that or \
         anything new comes.",
    ),
    (NotePart::Plan, "Go on as this time."),
];

/// Returns a day with its year: "30 Nov 2026".
fn full_day(wall: &Zoned, at: Timestamp) -> String {
    at.to_zoned(wall.time_zone().clone()).strftime("%-d %b %Y").to_string()
}
