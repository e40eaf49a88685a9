//! A client's record as one page that any browser shows and prints. It loads nothing from anywhere.

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use maud::{Markup, html};

use crate::chart::CHART_STYLE;
use crate::document::document;
use crate::note::note;
use holdwell_engine::{Mark, MarkKind, Record, Release, Rhythm, ScoreKind};
use holdwell_library::{Change, Preset};
use holdwell_model::{Arc, Client, HoldName, Spot, What};
use holdwell_store::{Consent, Course, HomePlanPage, PresetPage, SessionLine, SessionPage, SessionState};

mod consents;
mod course;
mod home;

/// Everything that the page shows.
pub struct ClientRecord<'a> {
    /// The client; `None` for the sessions without one.
    pub client: Option<&'a Client>,
    /// The name of a client who cannot be read otherwise.
    pub name: Option<String>,
    /// The presets, deleted ones last.
    pub presets: Vec<KeptPreset>,
    /// The plans that were given to take home, the last first, each with its diary.
    pub home: Vec<HomePlanPage>,
    /// Measures, plans of care, and what was said after sessions.
    pub course: Course,
    /// What the client agreed to or did not, in the order in which it was noted.
    pub consents: Vec<Consent>,
    /// The sessions, newest first.
    pub sessions: Vec<SessionPage>,
    /// Ids of the rows that cannot be read.
    pub unreadable: Vec<String>,
    /// The log, as days and actions, the oldest first.
    pub log: Vec<(&'a str, &'a str)>,
    /// The instant at which the page is made; its zone is the one in which times are shown.
    pub now: &'a Zoned,
}

/// A preset with its versions. A deleted one can still be put back, so it is still kept and shown.
pub struct KeptPreset {
    /// The preset.
    pub page: PresetPage,
    /// When it was deleted.
    pub deleted: Option<Timestamp>,
}

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#222}\
h1,h2,h3{line-height:1.2;font-weight:600}table{border-collapse:collapse;width:100%}\
td,th{border-bottom:1px solid #ccc;padding:.25rem .5rem;text-align:left;vertical-align:top}\
.caution{border-left:4px solid #b35c00;padding-left:.75rem}.addendum{border-left:4px solid #666;padding-left:.75rem}.quiet{color:#666}\
section{break-inside:avoid-page}";

/// Renders the page.
pub fn client_record(record: &ClientRecord<'_>) -> String {
    let zone = record.now.time_zone();
    let title = record.client.map(|client| client.name.as_str()).or(record.name.as_deref());
    let title = title.unwrap_or("Sessions without a client");
    let log = record.log.iter().map(|(day, action)| vec![(*day).to_owned(), (*action).to_owned()]).collect();
    let body = html! {
        h1 { (title) }
        p.quiet { "All that Holdwell keeps, as of " (when(record.now.timestamp(), zone)) "." }
        @if let Some(client) = record.client { (about(client)) }
        @if !record.consents.is_empty() {
            h2 { "Consents" }
            (consents::list(&record.consents, zone))
        }
        @if !record.presets.is_empty() {
            h2 { "Presets" }
            @for kept in &record.presets { (preset(kept, zone)) }
        }
        @if !record.home.is_empty() {
            h2 { "Home plans" }
            @for page in &record.home { (home::plan(page, zone)) }
        }
        (course::section(&record.course, zone))
        @if !record.sessions.is_empty() {
            h2 { "Sessions" }
            @for page in &record.sessions { (session(page, zone)) }
        }
        @if !record.unreadable.is_empty() {
            h2 { "What cannot be read" }
            p { "These entries are kept as they are, and stand in the file beside this page: "
                (record.unreadable.join(", ")) "." }
        }
        @if !record.log.is_empty() {
            h2 { "What was looked at and changed" }
            (table(&["Day", "What"], log))
        }
    };
    document("Client record", &format!("{STYLE}{CHART_STYLE}"), &html! {}, &body)
}

fn about(client: &Client) -> Markup {
    let lines = [
        ("Called", client.called.clone()),
        ("Worse side", client.worse_side.map(|side| side.word().to_owned())),
        ("Appointment", client.slot_mins.map(|mins| format!("{mins} min"))),
        ("Levels", Some(client.preferences.louder).filter(|louder| *louder != 0).map(|louder| format!("{louder:+}"))),
        ("Born", client.born.map(|day| day.to_string())),
        ("Records kept until", client.keep_until.map(|day| day.to_string())),
        ("Where it hurts", Some(Spot::names(&client.hurts)).filter(|spots| !spots.is_empty())),
        ("Notes", Some(client.notes.clone()).filter(|notes| !notes.is_empty())),
    ];
    let rows = lines.into_iter().filter_map(|(what, said)| said.map(|said| vec![what.to_owned(), said])).collect();
    html! {
        @for caution in &client.cautions { p.caution { (lines_of(&caution.text)) } }
        (table(&[], rows))
    }
}

fn preset(KeptPreset { page, deleted }: &KeptPreset, zone: &TimeZone) -> Markup {
    let version = |(saved, preset): &(Timestamp, Arc<Preset>)| {
        let changes: Vec<String> = preset.changes.iter().map(difference).collect();
        vec![preset.version.to_string(), when(*saved, zone), preset.routine.clone(), changes.join("\n")]
    };
    html! {
        section {
            h3 { (page.preset.name) }
            @if let Some(at) = deleted { p.quiet { "Deleted " (when(*at, zone)) } }
            (table(&["Version", "Saved", "Routine", "What differs"], page.versions.iter().map(version).collect()))
        }
    }
}

/// Describes one thing in which a preset differs from its routine.
fn difference(change: &Change) -> String {
    match change {
        Change::Dropped(key) => format!("left out: {}", key.what),
        Change::Added { step, .. } => format!(
            "added: {}",
            match &step.what {
                What::Position(id) => id.clone(),
                What::Contacts(contacts) => {
                    contacts.iter().map(|contact| contact.position.as_str()).collect::<Vec<_>>().join(" and ")
                }
                What::Named { name, .. } => name.clone(),
            }
        ),
        Change::Timed(key, _) => format!("its own times: {}", key.what),
        Change::Sides(key, _) => format!("its own sides: {}", key.what),
        Change::Phase(key, phase, _) => format!("its own {}: {}", phase.key(), key.what),
        Change::Order(_) => "in its own order".to_owned(),
    }
}

fn session(page: &SessionPage, zone: &TimeZone) -> Markup {
    let line = &page.session;
    let heads = ["Hold", "Held", "Ended by", "Let go", "Marks", "Scores", "Remarks"];
    let said = page.annotations.iter().map(|said| vec![when(said.at, zone), said.sentence()]).collect();
    html! {
        section {
            h3 { (line.name) ", " (when(line.began, zone)) }
            p.quiet { (state(line)) ", " (line.held.spoken()) " of holds" }
            @if let Some(at) = line.entered { p.quiet { "Entered afterwards, " (when(at, zone)) } }
            @if let Some(was) = line.recorded_began { p.quiet { "Time corrected, was " (when(was, zone)) } }
            (table(&heads, page.records.iter().map(|record| hold(page, record)).collect()))
            (table(&["Said later", ""], said))
            @if page.note.draft.is_some() || page.note.is_signed() {
                h3 { "Note" }
                (note(&page.note, zone))
            }
        }
    }
}

/// Returns the way in which a session ended. A free one has no list to be done to its end.
const fn state(line: &SessionLine) -> &'static str {
    match line.state {
        SessionState::Running => "running",
        SessionState::Complete | SessionState::Stopped if line.is_free => "done",
        SessionState::Complete => "complete",
        SessionState::Stopped => "stopped",
        SessionState::ClientsWord => "stopped at the client's word",
        SessionState::Partial => "cut off",
    }
}

fn hold(page: &SessionPage, record: &Record) -> Vec<String> {
    let (title, side) = page.hold_name(record);
    let title = if title.is_empty() { "Unnamed hold" } else { title.as_str() };
    let what = HoldName::words(title, side).spoken();
    let ended = record.last().and_then(|last| last.ended).map_or("", holdwell_engine::Ended::key);
    let recorded = page.recorded(record.item).unwrap_or(record);
    let released = beside(release(record.released), &release(recorded.released));
    let score = |contact, kind: ScoreKind| {
        let (now, was) = (page.score(record.item, contact, kind), page.recorded_score(record.item, contact, kind));
        let said = |score: Option<u8>| score.map_or_else(|| "none".to_owned(), |score| score.to_string());
        now.or(was).map(|_| format!("{} {}", kind.word(), beside(said(now), &said(was))))
    };
    let scores: Vec<String> = (0..page.contacts(record))
        .flat_map(|contact| ScoreKind::ALL.iter().filter_map(move |kind| score(contact, *kind)))
        .collect();
    let marks: Vec<String> = recorded.marks.iter().map(|was| mark_now(record, was)).collect();
    let rhythm = record.rhythm().map(|rhythm| a_minute(rhythm, record.taps.len()));
    let notes: Vec<&str> = record.notes.iter().chain(&rhythm).map(String::as_str).collect();
    let (marks, scores, notes) = (marks.join(", "), scores.join(", "), notes.join("\n"));
    vec![what, record.held().clock(), ended.to_owned(), released, marks, scores, notes]
}

/// Returns a tapped rhythm with its range.
fn a_minute(rhythm: Rhythm, taps: usize) -> String {
    let Rhythm { rate, slowest, fastest } = rhythm;
    let range = if slowest == fastest { String::new() } else { format!(" ({slowest} to {fastest})") };
    format!("Rhythm: about {rate} a minute{range}, {taps} taps")
}

/// Says what stands now, with what was recorded beside it where that is another.
fn beside(now: String, was: &str) -> String {
    match (now == was, now.is_empty(), was.is_empty()) {
        (true, ..) => now,
        (_, true, _) => format!("not said (was {was})"),
        (_, _, true) => format!("{now} (was not said)"),
        _ => format!("{now} (was {was})"),
    }
}

fn release(released: Release) -> String {
    match released {
        Release::NotSaid => String::new(),
        Release::No => "no".to_owned(),
        Release::At(held) => format!("after {}", held.clock()),
    }
}

/// Says what a mark is now, with what was recorded beside it.
fn mark_now(record: &Record, was: &Mark) -> String {
    let now = record.marks.iter().find(|now| (now.at, now.held) == (was.at, was.held));
    match now {
        Some(now) if now.kind == was.kind => mark(was),
        Some(now) => format!("{} (corrected, was {})", mark(now), word(was.kind)),
        None => format!("{} by accident (was {})", was.held.clock(), word(was.kind)),
    }
}

const fn word(kind: MarkKind) -> &'static str {
    match kind {
        MarkKind::Release => "a release",
        MarkKind::Significant => "significant",
        MarkKind::ClientsWord => "the client's word",
    }
}

/// "0:30", and what it was where it was more than that something let go.
fn mark(mark: &Mark) -> String {
    match mark.kind {
        MarkKind::Release => mark.held.clock(),
        MarkKind::Significant => format!("{} significant", mark.held.clock()),
        MarkKind::ClientsWord => format!("{} the client's word", mark.held.clock()),
    }
}

pub(crate) fn when(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M").to_string()
}

/// Renders a table, or nothing where it has no rows.
fn table(heads: &[&str], rows: Vec<Vec<String>>) -> Markup {
    html! {
        @if !rows.is_empty() {
            table {
                @if !heads.is_empty() { tr { @for head in heads { th { (head) } } } }
                @for row in rows { tr { @for cell in row { td { (lines_of(&cell)) } } } }
            }
        }
    }
}

/// Renders a text with its line breaks.
pub(crate) fn lines_of(text: &str) -> Markup {
    html! { @for (index, line) in text.lines().enumerate() { @if index > 0 { br; } (line) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_says_when_and_what() {
        let (at, held) = (holdwell_model::SessionTime(50_000), holdwell_model::Millis::from_secs(30));
        let said = |kind| mark(&Mark { at, held, kind });
        assert_eq!([said(MarkKind::Release), said(MarkKind::Significant)], ["0:30", "0:30 significant"]);
    }

    #[test]
    fn what_was_recorded_stands_beside_what_was_corrected() {
        let said = |now: &str, was: &str| beside(now.to_owned(), was);
        assert_eq!([said("6", "7"), said("6", "6")], ["6 (was 7)", "6"]);
        assert_eq!([said("", "after 0:03"), said("no", "")], ["not said (was after 0:03)", "no (was not said)"]);
    }

    #[test]
    fn a_free_session_that_was_ended_is_done() {
        let line = |state, is_free| SessionLine {
            id: holdwell_model::Id::from(uuid::Uuid::nil()),
            client: None,
            name: String::new(),
            is_free,
            began: Timestamp::UNIX_EPOCH,
            recorded_began: None,
            entered: None,
            length: holdwell_model::Millis::ZERO,
            state,
            holds: 0,
            held: holdwell_model::Millis::ZERO,
        };
        let said = |state| [false, true].map(|is_free| super::state(&line(state, is_free)));
        assert_eq!(said(SessionState::Stopped), ["stopped", "done"]);
        assert_eq!(said(SessionState::Complete), ["complete", "done"]);
        assert_eq!(said(SessionState::ClientsWord), ["stopped at the client's word"; 2]);
    }

    #[test]
    fn a_page_says_the_cautions_and_loads_nothing() {
        let mut client = Client::new(holdwell_model::Id::from(uuid::Uuid::nil()), "Ann <script> Example");
        client.notes = "likes \"quiet\"\nand <b>".to_owned();
        let now = "2026-03-02T10:00[UTC]".parse().unwrap();
        let record = ClientRecord {
            client: Some(&client),
            presets: Vec::new(),
            home: Vec::new(),
            course: Course::default(),
            consents: Vec::new(),
            sessions: Vec::new(),
            name: None,
            unreadable: Vec::new(),
            log: Vec::new(),
            now: &now,
        };
        let page = client_record(&record);
        assert!(
            page.contains("Ann &lt;script&gt; Example") && page.contains("likes &quot;quiet&quot;<br>and &lt;b&gt;"),
            "{page}"
        );
        assert!(!page.contains("<script") && !page.contains("http"), "{page}");
        assert!(page.contains("<title>Client record</title>"), "a title says nothing of anybody");
        assert!(!page.contains("Sessions</h2>"), "no empty sections: {page}");
    }
}
