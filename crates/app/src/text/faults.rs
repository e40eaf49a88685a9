//! Sentences about faults of files and routines: what is wrong, then what would be right.

use super::reading::{self, read_error};
use super::rules::broken_rule;
use super::timing::timing_violation;
use super::values::{found, suggestion, value_error};
use holdwell_files::Content;
use holdwell_library::{Fault, Found, shown};

/// Returns what is wrong with a file or a routine, without its place.
pub(super) fn fault(fault: &Fault) -> String {
    let words = match fault {
        Fault::TooLarge => "the file is larger than 1 MiB; split it into smaller files",
        Fault::Unreadable(why) => {
            let why = read_error(*why);
            return format!("cannot be read: {why}; put a file here that you may read, or take it away");
        }
        Fault::TooManyFiles(most) => {
            return format!("from here on no file is read: {most} are the most; write several positions into one file");
        }
        Fault::NotUtf8 => "this is not UTF-8 text; save the file as UTF-8",
        Fault::Syntax(message) => return syntax(message),
        Fault::OtherContent(content) => {
            let (is, instead) = (reading::content(*content), instead_of(*content));
            let own = matches!(content, Content::ClientExport | Content::HomePlan | Content::Diary);
            let not = if own { "a routine or a library" } else { "a file of Holdwell's" };
            return format!("this is {is}, and not {not}; {instead}");
        }
        Fault::OtherFormat(example) => {
            return format!("this is another kind of file; a file of this kind has {example}");
        }
        Fault::NewerVersion => {
            "this file was written for a newer Holdwell; update Holdwell, or save the file as version 1"
        }
        Fault::NoSuchVersion => "there is no such version; write version = 1",
        Fault::Missing { key, example } => return format!("{key} is missing; write {example}"),
        Fault::NothingHeld => "position is missing; write position = \"psoas\", or contacts = […], or name = \"…\"",
        Fault::UnknownKey { key, instead } => return format!("unknown key {}; {}", shown(key), suggestion(instead)),
        Fault::Value { key, error } => return format!("{key}: {}", value_error(error)),
        Fault::NotList { key, found: value } => {
            return format!("{key}: {} is not a list; write {}", found(value), list_example(key, value));
        }
        Fault::NotTable(value) => return format!("{} is not a table; write {{ … }}", found(value)),
        Fault::BelongsIntoTiming(field) => {
            let (key, kind) = (field.key(), field.kind().key());
            return format!("{key} belongs into the timing; write timing = {{ kind = \"{kind}\", {key} = … }}");
        }
        Fault::Timing(violation) => return timing_violation(violation),
        Fault::TooManySteps(n) => {
            return format!("the routine has {n} steps; 10,000 is the most, so split it into several");
        }
        Fault::HeldTwice(first, second) => {
            return format!("a step has one of position, contacts and name; keep {first} or {second}");
        }
        Fault::SetupWithoutName(held) => {
            return format!("setup belongs to a name, and {held} has its own; take it out, or write remarks = …");
        }
        Fault::SamePosition(id) => return format!("id {} stands twice; give each position its own", shown(id)),
        Fault::NoTechniques => "techniques is empty; write techniques = [\"smrt\"]",
        Fault::NotAmongTechniques(technique) => {
            return format!("{} is timed here but not among the techniques; add it to techniques", technique.name());
        }
        Fault::UnknownSource { key, nearest } => {
            let instead = did_you_mean(nearest.as_deref(), "name one of its keys");
            return format!("source {} is not in the list of sources; {instead}", shown(key));
        }
        Fault::Rule(rule) => return broken_rule(rule),
    };
    words.to_owned()
}

/// Returns what to do with a file that is none of ours.
const fn instead_of(content: Content) -> &'static str {
    match content {
        Content::ClientExport => "read it with: holdwell import FILE",
        Content::HomePlan => "look at it with: holdwell plan check FILE",
        Content::Table => "a list of clients is read with: holdwell import FILE",
        Content::Database => "put a copy of the vault back with: holdwell restore FILE",
        Content::Utf16 => "save it as UTF-8",
        _ => "choose one that begins with format = \"holdwell-routine\"",
    }
}

/// Asks for the known word that was probably meant; without one says something else.
pub(super) fn did_you_mean(nearest: Option<&str>, otherwise: &str) -> String {
    nearest.map_or_else(|| otherwise.to_owned(), |right| format!("did you mean {right}?"))
}

/// Returns the right form for what was probably meant: one table of several, or a list of values.
fn list_example(key: &str, found: &Found) -> String {
    if *found == Found::Table { format!("[[{key}]]") } else { format!("{key} = […]") }
}

/// Completes the parser's words to what would be right.
fn syntax(message: &str) -> String {
    match message.split_once(", expected ") {
        Some((what, "nothing")) => format!("{what}; take it out"),
        Some((what, right)) => format!("{what}; expected {right}"),
        None if message == "duplicate key" => "the key stands here a second time; keep one of the two".to_owned(),
        None => format!("{message}; check the quotes, brackets and equals signs here"),
    }
}
