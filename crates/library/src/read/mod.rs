//! Reads routine and library files. Every problem of a file is told at once; nothing is half loaded.

mod cautions;
mod fields;
mod header;
mod positions;
mod report;
mod routine;
mod sources;
mod timing;
mod values;

use toml::de::DeTable;

use self::fields::Fields;
pub(super) use self::header::Format;
use self::report::Report;
use super::{Library, Place, Precaution, Problem, Source};
use holdwell_model::{Position, Routine};

/// The largest file that is read.
const LARGEST: usize = 1024 * 1024;

/// Reads a routine; its positions must be in the library.
pub fn read_routine(file: &str, bytes: &[u8], library: &Library) -> Result<Routine, Vec<Problem>> {
    read(file, bytes, |root, report| {
        header::expect(root, Format::Routine).then(|| routine::read(root, report, library))
    })
}

/// Reads a library file; its sources must be in the library.
pub fn read_positions(file: &str, bytes: &[u8], library: &Library) -> Result<Vec<Position>, Vec<Problem>> {
    read(file, bytes, |root, _| header::expect(root, Format::Library).then(|| positions::read(root, library)))
}

/// Reads the list of sources that positions name.
pub fn read_sources(file: &str, bytes: &[u8]) -> Result<Vec<Source>, Vec<Problem>> {
    read(file, bytes, |root, _| header::expect(root, Format::Sources).then(|| sources::read(root)))
}

/// Reads a list of cautions; its sources must be in the library.
pub fn read_cautions(file: &str, bytes: &[u8], library: &Library) -> Result<Vec<Precaution>, Vec<Problem>> {
    read(file, bytes, |root, _| header::expect(root, Format::Cautions).then(|| cautions::read(root, library)))
}

/// Returns every problem of a file, whichever of our formats it says it has.
pub fn check(file: &str, bytes: &[u8], library: &Library) -> Vec<Problem> {
    let everything = |root: &mut Fields<'_>, report: &Report| {
        let format = Format::of(root);
        let expected = header::expect(root, format);
        expected.then(|| match format {
            Format::Routine => drop(routine::read(root, report, library)),
            Format::Library => drop(positions::read(root, library)),
            Format::Sources => drop(sources::read(root)),
            Format::Cautions => drop(cautions::read(root, library)),
        })
    };
    read(file, bytes, everything).err().unwrap_or_default()
}

/// Returns the format that a file says it has, or looks like.
pub(super) fn format_of(bytes: &[u8]) -> Format {
    let text = String::from_utf8_lossy(bytes.get(..LARGEST).unwrap_or(bytes));
    let (root, _) = DeTable::parse_recoverable(&text);
    Fields::read_root(root.get_ref(), &Report::default(), |fields| {
        fields.ignore_rest();
        Format::of(fields)
    })
}

/// Runs a reader over the topmost table; what it read counts only if it left no problem behind.
fn read<T>(
    file: &str,
    bytes: &[u8],
    reader: impl FnOnce(&mut Fields<'_>, &Report) -> Option<T>,
) -> Result<T, Vec<Problem>> {
    if bytes.len() > LARGEST {
        let message = "the file is larger than 1 MiB; split it into smaller files".to_owned();
        return Err(vec![Problem { file: file.to_owned(), place: Some(Place { line: 1, column: 1 }), message }]);
    }
    let report = Report::default();
    let text = decode(bytes, &report);
    let (root, errors) = DeTable::parse_recoverable(&text);
    for error in errors {
        report.add_syntax(error.span().map_or(0, |span| span.start), syntax(error.message()));
    }
    let result = Fields::read_root(root.get_ref(), &report, |fields| reader(fields, &report));
    let problems = report.into_problems(file, &text);
    if problems.is_empty() { result.ok_or(problems) } else { Err(problems) }
}

/// Decodes UTF-8. Other bytes become a mark, so that the rest of the file is still checked.
fn decode(bytes: &[u8], report: &Report) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            report.add_syntax(text.len(), "this is not UTF-8 text; save the file as UTF-8".to_owned());
            text.push(char::REPLACEMENT_CHARACTER);
        }
    }
    text
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
