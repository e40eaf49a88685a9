//! The first two lines of every file: which format it has, in which version.

use super::fields::Fields;
use super::values;

/// The only version there has been so far.
const VERSION: i64 = 1;

/// What a file is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Routine,
    Library,
    Sources,
    Cautions,
}

impl Format {
    const ALL: [(&'static str, Self); 4] = [
        ("holdwell-routine", Self::Routine),
        ("holdwell-library", Self::Library),
        ("holdwell-sources", Self::Sources),
        ("holdwell-cautions", Self::Cautions),
    ];

    const fn key(self) -> &'static str {
        match self {
            Self::Routine => "holdwell-routine",
            Self::Library => "holdwell-library",
            Self::Sources => "holdwell-sources",
            Self::Cautions => "holdwell-cautions",
        }
    }

    /// What a file says it is, or what it looks like where it says nothing sensible.
    pub(super) fn of(root: &Fields<'_>) -> Self {
        let said = root.table().get("format").and_then(|value| value.get_ref().as_str());
        match Self::ALL.into_iter().find(|(key, _)| Some(*key) == said) {
            Some((_, format)) => format,
            None if root.has("position") => Self::Library,
            None => Self::Routine,
        }
    }
}

/// Reads the header. False where the rest of the file cannot be understood.
pub(super) fn expect(root: &mut Fields<'_>, wanted: Format) -> bool {
    let example = format!("format = \"{}\"", wanted.key());
    let format = root.need("format", &example).read("format", values::word(&Format::ALL));
    let version = root.need("version", "version = 1").read("version", values::version);
    let other = format.is_some_and(|format| format != wanted);
    if other {
        root.problem_with("format", &format!("this is another kind of file; a file of this kind has {example}"));
    }
    match version {
        Some(version) if version > VERSION => {
            let message = "this file was written for a newer Holdwell; update Holdwell, or save the file as version 1";
            root.problem_with("version", message);
            root.ignore_rest();
            return false;
        }
        Some(version) if version < VERSION => {
            root.problem_with("version", "there is no such version; write version = 1");
        }
        _ => {}
    }
    if other {
        root.ignore_rest();
    }
    !other
}
