//! Sentences about home plans and diaries.

pub use holdwell_handout::words::{sentence, sentences, side_and_amount, stop_if, when};

use super::at_home::often;
use super::count;
use super::problems::routine_problem;
use super::timing::timing_violation;
use holdwell_audio::{LONGEST_RECORDING, RecordingFault};
use holdwell_give::{Form, GiveError};
use holdwell_home::{Brought, CodeFault, Diary, Fault, HomePlan, Kind, Problem, Refused, Share};
use holdwell_library::shown;
use holdwell_model::Millis;

/// Returns what is wrong with a plan or a diary, and where: `file:line:column: path: what is wrong; what would be right`.
pub fn home_problem(file: &str, problem: &Problem) -> String {
    let Problem { place, path, fault } = problem;
    let words = home_fault(fault);
    let path = if path.is_empty() { String::new() } else { format!("{path}: ") };
    format!("{file}:{}:{}: {path}{words}", place.line, place.column)
}

/// Returns the reasons why no plan is made of a routine, a line each.
pub fn refused_plan(file: &str, refused: &Refused) -> Vec<String> {
    let of_routine = |problem: &holdwell_library::Problem| format!("{file}: {}", routine_problem(problem));
    match refused {
        Refused::ForTherapist(problems) => {
            let words = "this routine is for a therapist; a home plan takes one with audience = \"home\"";
            std::iter::once(format!("{file}: {words}")).chain(problems.iter().map(of_routine)).collect()
        }
        Refused::Routine(problems) => problems.iter().map(of_routine).collect(),
        Refused::NoItem(number) => vec![format!("{file}: there is no item {number}; name those that the routine has")],
        Refused::Asked(problems) => problems.iter().map(|problem| asked(file, problem)).collect(),
    }
}

/// Says what cannot stand in a plan: it was typed, and stands in no line of a file.
fn asked(file: &str, Problem { path, fault, .. }: &Problem) -> String {
    format!("{file}: {path}: {}", home_fault(fault))
}

/// Returns what a plan is, in one line: nothing of whom it is for.
pub fn plan_facts(plan: &HomePlan) -> String {
    let (items, length) = (count(plan.items.len(), "item"), plan.length(Share::Whole).spoken());
    format!("{}: {items}, about {length}, {}", plan.title, often(plan))
}

/// Returns why a recording cannot be used.
pub fn recording_fault(file: &str, fault: RecordingFault) -> String {
    let why = match fault {
        RecordingFault::Unknown => "this is no sound file that is known; WAV, FLAC and MP3 are".to_owned(),
        RecordingFault::M4a => "the M4A of a phone cannot be read; send it as WAV or MP3, or record it anew".to_owned(),
        RecordingFault::Damaged => "this sound file is damaged; save it once more".to_owned(),
        RecordingFault::Rate(hertz) => format!("a sample rate of {hertz} Hz is not known; 44100 and 48000 are usual"),
        RecordingFault::Silent => "nobody speaks in it; hear it, and record it closer".to_owned(),
        RecordingFault::TooLong(length) => {
            format!("it lasts {}; at most {} are used", length.spoken(), LONGEST_RECORDING.spoken())
        }
    };
    format!("{file}: {why}")
}

/// Says that a recording takes longer than there is time for it.
pub fn recording_has_no_time(file: &str, takes: Millis, room: Millis) -> String {
    format!(
        "{file}: it takes {}, and there is time for {}; say less, or give this step more time to settle",
        takes.spoken(),
        Millis(room.0 / 1000 * 1000).spoken()
    )
}

/// Says that a recording is for nothing that is said in a plan.
pub fn recording_for_nothing(file: &str, place: &str) -> String {
    format!("{file}: nothing is said in this plan for {place}; name one of its positions, or begin, or end")
}

/// Says that a plan cannot be opened by a link.
pub fn not_on_site(file: &str) -> String {
    format!(
        "{file}: the page on a site has the positions that come with Holdwell, and this plan has others; \
         leave out --web, and give the page as a file"
    )
}

/// Sentence for a plan that no page on a site opens.
pub const NO_LINK: &str = "The page on a site has the positions that come with Holdwell, and this plan has others. Give \
                           the page as a file";

/// Lists what leaves with a plan, field by field: nothing else of the client does.
pub fn leaves(plan: &HomePlan) -> Vec<(&'static str, String)> {
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.strftime("%-d %b %Y").to_string());
    let or_none = |said: Option<String>| said.unwrap_or_else(|| "not in it".to_owned());
    let items: Vec<&str> = plan.items.iter().map(|item| item.step.title.as_str()).collect();
    let id = plan.id.to_string();
    vec![
        ("Name", or_none(plan.name.clone())),
        ("Title", plan.title.clone()),
        ("Items", format!("{}, each with its drawing, words and cautions", items.join(", "))),
        ("How often", super::sentence(&often(plan))),
        ("From", or_none(day(plan.from))),
        ("Until", or_none(day(plan.until))),
        ("Whom to call", or_none(plan.call.clone())),
        ("Notes", or_none(Some(plan.notes.join(" / ")).filter(|notes| !notes.is_empty()))),
        ("Signs", format!("{} to be asked for once a week", count(plan.signs.len(), "question"))),
        ("Random number", format!("…{}, by which the diary finds its way back", id.get(24..).unwrap_or_default())),
    ]
}

/// Returns the reason why the files of a plan are not all written.
pub fn give_error(error: &GiveError) -> String {
    match error {
        GiveError::Unwritable(path, why) => {
            format!("{} could not be written: {why}. Choose another folder", holdwell_files::shown(path))
        }
        GiveError::Sound(path, why) => format!("{}: {}", holdwell_files::shown(path), super::render_error(why)),
        GiveError::CalledOff => "Stopped. What was written before is in the folder".to_owned(),
    }
}

/// Names a form of a plan, as it is being made and as it is chosen.
pub const fn form(form: Form) -> &'static str {
    match form {
        Form::Page => "Page for a phone",
        Form::Sound => "Sound file",
        Form::Sheet => "Sheet to print",
        Form::Plan => "Plan file",
    }
}

/// Returns what is said of the words while they are recorded, and of a form while it is made.
pub const fn making(form: Option<Form>) -> &'static str {
    match form {
        None => "Speaking the words",
        Some(Form::Page) => "Making the page",
        Some(Form::Sound) => "Making the sound file",
        Some(Form::Sheet) => "Drawing the sheet",
        Some(Form::Plan) => "Writing the plan",
    }
}

/// Returns what is wrong with the choices for a plan, a sentence each.
pub fn cannot_be_made(refused: &Refused) -> Vec<String> {
    match refused {
        Refused::ForTherapist(_) => vec!["This routine is for a therapist".to_owned()],
        Refused::Routine(problems) => problems.iter().map(routine_problem).collect(),
        Refused::NoItem(number) => vec![format!("There is no item {number} any more")],
        Refused::Asked(problems) => {
            problems.iter().map(|problem| super::sentence(&home_fault(&problem.fault))).collect()
        }
    }
}

/// Returns what a diary is, in one line.
pub fn diary_facts(diary: &Diary) -> String {
    let (entries, days) = (entries(diary.entries().len()), count(diary.days_done(), "day"));
    format!("a diary of {entries}, done on {days}")
}

/// Says what a diary brought.
pub fn diary_taken(brought: Brought) -> String {
    match brought {
        Brought { new: 0, changed: 0 } => "Diary read: nothing new".to_owned(),
        Brought { new, changed: 0 } => format!("Diary read: {} new", entries(new)),
        Brought { new: 0, changed } => format!("Diary read: {changed} changed"),
        Brought { new, changed } => format!("Diary read: {} new, {changed} changed", entries(new)),
    }
}

/// Says on which day the client last said that something was new or worse: the first that a therapist has to know.
pub fn diary_worse(diary: &Diary) -> Option<String> {
    let last = diary.entries().iter().rev().find(|entry| entry.worse == Some(true))?;
    let word = last.word.as_ref().map_or_else(String::new, |word| format!(": {word}"));
    Some(format!("New or worse on {}{word}", last.day.strftime("%-d %B %Y")))
}

/// Counts entries of a diary.
pub fn entries(count: usize) -> String {
    if count == 1 { "1 entry".to_owned() } else { format!("{count} entries") }
}

/// Sentence for a text without a diary.
pub const NO_DIARY: &str = code_fault(CodeFault::NoCode);

/// Sentence for a plan that was taken for a diary.
pub const PLAN_NO_DIARY: &str =
    "This is a home plan, which a client takes along. The diary comes back as another file, or as text";

/// Returns the reason why no diary is read from a text.
pub const fn code_fault(fault: CodeFault) -> &'static str {
    match fault {
        CodeFault::TooLong => "This is too long for a message. Paste only the part from Holdwell-diary-U to U-end",
        CodeFault::NoCode => "There is no diary in this text. It begins with Holdwell-diary-U and ends with U-end",
        CodeFault::CutOff => "The end of the diary is missing. Ask for it once more, whole, down to U-end",
        CodeFault::Damaged => {
            "A part of the diary was changed or lost on the way. Ask for it once more, or for the file"
        }
        CodeFault::Newer => "This diary was made by a newer Holdwell. Update Holdwell and try again",
    }
}

/// Returns what is wrong with a value, and what would be right.
fn home_fault(fault: &Fault) -> String {
    let words = match fault {
        Fault::TooLarge(limit) => {
            return format!("the file is larger than {} MiB, and no file of Holdwell's is", limit >> 20);
        }
        Fault::NotUtf8 => "this is not UTF-8 text; save the file as UTF-8",
        Fault::Syntax(message) => return format!("{}; check the quotes, brackets and commas here", shown(message)),
        Fault::OtherFormat { wanted, found } => {
            return format!("this is another kind of file, {}; one of this kind has \"{wanted}\"", shown(found));
        }
        Fault::NewerVersion => "this file was made by a newer Holdwell; update Holdwell and try again",
        Fault::NoSuchVersion => "there is no such version; write 1",
        Fault::Missing(key) => return format!("{key} is missing; add \"{key}\": …"),
        Fault::UnknownKey(key) => return format!("unknown key {}; take it out", shown(key)),
        Fault::Twice(key) => return format!("{} stands twice; keep one of the two", shown(key)),
        Fault::NotA(kind) => needed(*kind),
        Fault::Empty => "the text is empty; write something or leave the key out",
        Fault::TooLong(most) => return format!("the text is too long; {most} characters are the most, so shorten it"),
        Fault::Unseen(letter) => {
            let letter = letter.escape_unicode();
            return format!(
                "the text holds the character {letter}, which cannot be seen; write it on one line without it"
            );
        }
        Fault::OutOfRange(low, high) => return format!("the number is out of bounds; write {low} to {high}"),
        Fault::TooMany(most) => return format!("the list is too long; {most} are the most"),
        Fault::NothingThere => "the list is empty; add at least one",
        Fault::UnknownWord { word, known } => {
            return format!("\"{}\" is unknown; write one of {}", shown(word), known.join(", "));
        }
        Fault::DaysReversed => "the last day comes before the first; correct one of them",
        Fault::Timing(violation) => return timing_violation(violation),
        Fault::LongerThanTwoDays => "all of it takes longer than two days; shorten it",
        Fault::TooMuch(count) => {
            return format!(
                "there are {count} breaths, repetitions and check-ins, and 100,000 are the most; ask for fewer"
            );
        }
        Fault::SameTime => "this time of this day stands twice; keep one of the two",
    };
    words.to_owned()
}

/// Says which kind of value is needed.
const fn needed(kind: Kind) -> &'static str {
    match kind {
        Kind::Object => "keys with values are needed here; write { … }",
        Kind::List => "a list is needed here; write [ … ]",
        Kind::Text => "text is needed here; write it in quotes",
        Kind::Number => "a number is needed here; write it without quotes",
        Kind::Flag => "yes or no is needed here; write true or false",
        Kind::Day => "a day is needed here; write it as \"2026-12-01\"",
        Kind::Id => "an id is needed here; take it from where the file came from",
        Kind::Sound => "sound in base64 is needed here; record it once more",
    }
}
