//! What is kept about a client as one page that any browser shows and prints. It loads nothing from anywhere.

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::LogLine;
use crate::engine::{Mark, MarkKind, Record, Release, ScoreKind};
use crate::model::{Change, Client, Preset, Spot, What};
use crate::store::{PresetPage, SessionPage, SessionState};

/// What the page shows.
pub(super) struct Whole<'a> {
    /// Whose it is; `None` for the sessions without a client.
    pub(super) client: Option<&'a Client>,
    pub(super) presets: Vec<KeptPreset>,
    /// Newest first.
    pub(super) sessions: Vec<SessionPage>,
    pub(super) log: &'a [LogLine],
    /// When it is made; its zone is the one in which times are shown.
    pub(super) now: &'a Zoned,
}

/// A preset, which may be deleted: then it can still be put back, and is still kept.
pub(super) struct KeptPreset {
    pub(super) page: PresetPage,
    pub(super) deleted: Option<Timestamp>,
}

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#222}\
h1,h2,h3{line-height:1.2;font-weight:600}table{border-collapse:collapse;width:100%}\
td,th{border-bottom:1px solid #ccc;padding:.25rem .5rem;text-align:left;vertical-align:top}\
.caution{border-left:4px solid #b35c00;padding-left:.75rem}.quiet{color:#666}\
section{break-inside:avoid-page}";

/// The page.
pub(super) fn page(whole: &Whole<'_>) -> String {
    let zone = whole.now.time_zone();
    let title = whole.client.map_or("Sessions without a client", |client| client.name.as_str());
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title><style>{STYLE}</style></head>\
         <body>\n<h1>{title}</h1>\n<p class=\"quiet\">All that Holdwell keeps, as of {}.</p>\n",
        escaped(&when(whole.now.timestamp(), zone)),
        title = escaped(title),
    );
    out += &whole.client.map(about).unwrap_or_default();
    out += &section("Presets", &each(&whole.presets, |preset| presets(preset, zone)));
    out += &section("Sessions", &each(&whole.sessions, |page| session(page, zone)));
    let lines = each(whole.log, |line| row(&[&line.day, &line.action]));
    out += &section("What was looked at and changed", &table(&["Day", "What"], &lines));
    out + "</body></html>\n"
}

/// All of them, one after the other.
fn each<T>(these: &[T], said: impl Fn(&T) -> String) -> String {
    these.iter().map(said).collect()
}

/// A section, where there is something in it.
fn section(title: &str, inside: &str) -> String {
    if inside.is_empty() { String::new() } else { format!("<h2>{}</h2>\n{inside}", escaped(title)) }
}

fn about(client: &Client) -> String {
    let cautions = each(&client.cautions, |caution| format!("<p class=\"caution\">{}</p>\n", escaped(&caution.text)));
    let lines = [
        ("Called", client.called.clone()),
        ("Worse side", client.worse_side.map(|side| side.word().to_owned())),
        ("Appointment", client.slot_mins.map(|mins| format!("{mins} min"))),
        ("Levels", Some(client.preferences.louder).filter(|louder| *louder != 0).map(|louder| format!("{louder:+}"))),
        ("Records kept until", client.keep_until.map(|day| day.to_string())),
        ("Where it hurts", Some(Spot::names(&client.hurts)).filter(|spots| !spots.is_empty())),
        ("Notes", Some(client.notes.clone()).filter(|notes| !notes.is_empty())),
    ];
    let rows: String = lines.iter().filter_map(|(what, said)| said.as_ref().map(|said| row(&[what, said]))).collect();
    cautions + &table(&[], &rows)
}

fn presets(KeptPreset { page, deleted }: &KeptPreset, zone: &TimeZone) -> String {
    let heads = ["Version", "Saved", "Routine", "What differs"];
    let version = |(saved, preset): &(Timestamp, crate::model::Arc<Preset>)| {
        let differs: Vec<String> = preset.changes.iter().map(differs).collect();
        row(&[&preset.version.to_string(), &when(*saved, zone), &preset.routine, &differs.join("\n")])
    };
    let versions = each(&page.versions, version);
    let gone = deleted.map(|at| format!("<p class=\"quiet\">Deleted {}</p>\n", escaped(&when(at, zone))));
    let (name, gone) = (escaped(&page.preset.name), gone.unwrap_or_default());
    format!("<section><h3>{name}</h3>\n{gone}{}</section>\n", table(&heads, &versions))
}

/// One thing in which a preset differs from its routine.
fn differs(change: &Change) -> String {
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

fn session(page: &SessionPage, zone: &TimeZone) -> String {
    let line = &page.session;
    let state = match line.state {
        SessionState::Running => "running",
        SessionState::Complete => "complete",
        SessionState::Stopped => "stopped",
        SessionState::ClientsWord => "stopped at the client's word",
        SessionState::Partial => "cut off",
    };
    let holds = each(&page.records, |record| hold(page, record));
    let said = each(&page.annotations, |said| row(&[&when(said.at, zone), &said.sentence()]));
    format!(
        "<section><h3>{}, {}</h3>\n<p class=\"quiet\">{state}, {} of holds</p>\n{}{}</section>\n",
        escaped(&line.name),
        escaped(&when(line.began, zone)),
        line.held.spoken(),
        table(&["Hold", "Held", "Ended by", "Let go", "Marks", "Scores", "Remarks"], &holds),
        table(&["Said later", ""], &said),
    )
}

fn hold(page: &SessionPage, record: &Record) -> String {
    let step = record.step_of(&page.plan, &page.added);
    let title = step.map(|step| step.title.as_str()).filter(|title| !title.is_empty());
    let title = title.or_else(|| page.named_later(record.bout)).unwrap_or("Unnamed hold");
    let side = record.side.word();
    let what = if side.is_empty() { title.to_owned() } else { format!("{title}, {}", side.to_lowercase()) };
    let ended = record.last().and_then(|last| last.ended).map_or("", crate::engine::Ended::key);
    let released = match record.released {
        Release::NotSaid => String::new(),
        Release::No => "no".to_owned(),
        Release::At(held) => format!("after {}", held.clock()),
    };
    let score = |contact, kind: ScoreKind| {
        let score = record.score(contact, kind).or_else(|| page.scored_later(record.bout, contact, kind))?;
        Some(format!("{} {score}", kind.word()))
    };
    let contacts = 0..step.map_or(1, |step| u8::try_from(step.contacts.len()).unwrap_or(u8::MAX));
    let scores: Vec<String> =
        contacts.flat_map(|contact| ScoreKind::ALL.into_iter().filter_map(move |kind| score(contact, kind))).collect();
    let marks: Vec<String> = record.marks.iter().map(mark).collect();
    let rhythm = record.cycles_per_minute();
    let rhythm = rhythm.map(|cycles| format!("Rhythm: about {cycles:.1} a minute, {} taps", record.taps.len()));
    let notes: Vec<&str> = record.notes.iter().chain(&rhythm).map(String::as_str).collect();
    let (marks, scores, notes) = (marks.join(", "), scores.join(", "), notes.join("\n"));
    row(&[&what, &record.held().clock(), ended, &released, &marks, &scores, &notes])
}

/// "0:30", and what it was where it was more than that something let go.
fn mark(mark: &Mark) -> String {
    match mark.kind {
        MarkKind::Release => mark.held.clock(),
        MarkKind::Significant => format!("{} significant", mark.held.clock()),
    }
}

fn when(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M").to_string()
}

/// A table, where it has rows.
fn table(heads: &[&str], rows: &str) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let heads = each(heads, |head| ["<th>", &escaped(head), "</th>"].concat());
    let heads = if heads.is_empty() { heads } else { format!("<tr>{heads}</tr>\n") };
    format!("<table>\n{heads}{rows}</table>\n")
}

fn row(cells: &[&str]) -> String {
    let cells = each(cells, |cell| ["<td>", &escaped(cell), "</td>"].concat());
    format!("<tr>{cells}</tr>\n")
}

/// Text that is only ever text, with its line breaks.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' => out.push_str("<br>"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_never_markup() {
        assert_eq!(escaped("<b a=\"1\" c='2'>&\n"), "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;<br>");
    }

    #[test]
    fn a_mark_says_when_and_what() {
        let (at, held) = (crate::model::SessionTime(50_000), crate::model::Millis::from_secs(30));
        let said = |kind| mark(&Mark { at, held, kind });
        assert_eq!([said(MarkKind::Release), said(MarkKind::Significant)], ["0:30", "0:30 significant"]);
    }

    #[test]
    fn a_page_says_the_cautions_and_loads_nothing() {
        let mut client = Client::new(crate::model::Id::from(uuid::Uuid::nil()), "Ann <script> Example");
        client.notes = "likes \"quiet\"".to_owned();
        let now = "2026-03-02T10:00[UTC]".parse().unwrap();
        let whole = Whole { client: Some(&client), presets: Vec::new(), sessions: Vec::new(), log: &[], now: &now };
        let page = page(&whole);
        assert!(page.contains("Ann &lt;script&gt; Example") && page.contains("likes &quot;quiet&quot;"), "{page}");
        assert!(!page.contains("<script") && !page.contains("http"), "{page}");
        assert!(!page.contains("Sessions</h2>"), "no empty sections: {page}");
    }
}
