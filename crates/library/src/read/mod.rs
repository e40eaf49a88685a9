//! Reads routine and library files. Every problem of a file is told at once; nothing is half loaded.

mod cautions;
mod changes;
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
pub use self::values::LONGEST_TEXT;
use super::{Fault, Library, LibraryChange, Place, Precaution, Problem, Source};
use holdwell_files::recognize;
use holdwell_model::{Position, Routine};

/// The largest file that is read, in bytes.
pub const LARGEST_FILE: u64 = 1024 * 1024;
const LARGEST: usize = LARGEST_FILE as usize;

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

/// Reads the changelog of a library; its sources must be in the library.
pub fn read_changes(file: &str, bytes: &[u8], library: &Library) -> Result<Vec<LibraryChange>, Vec<Problem>> {
    read(file, bytes, |root, _| header::expect(root, Format::Changes).then(|| changes::read(root, library)))
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
            Format::Changes => drop(changes::read(root, library)),
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
        let (place, table) = (Some(Place { line: 1, column: 1 }), String::new());
        return Err(vec![Problem { file: file.to_owned(), place, table, fault: Fault::TooLarge }]);
    }
    let report = Report::default();
    let text = decode(bytes, &report);
    let (root, errors) = DeTable::parse_recoverable(&text);
    if let Some(content) = recognize(bytes).filter(|_| report.is_damaged() || !errors.is_empty()) {
        return Err(vec![Problem {
            place: Some(Place { line: 1, column: 1 }),
            ..Problem::whole(file, Fault::OtherContent(content))
        }]);
    }
    for error in errors {
        report.add_syntax(error.span().map_or(0, |span| span.start), Fault::Syntax(error.message().to_owned()));
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
            report.add_syntax(text.len(), Fault::NotUtf8);
            text.push(char::REPLACEMENT_CHARACTER);
        }
    }
    text
}
