//! The first two lines of every file: which format it has, in which version.

use strum::{IntoStaticStr, VariantArray};

use super::fields::Fields;
use super::values;
use crate::problem::Fault;

/// The only version there has been so far.
const VERSION: i64 = 1;

/// The formats of files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, VariantArray, IntoStaticStr)]
#[strum(serialize_all = "kebab-case", prefix = "holdwell-")]
pub(crate) enum Format {
    Routine,
    Library,
    Sources,
    Cautions,
    Changes,
}

impl Format {
    fn key(self) -> &'static str {
        self.into()
    }

    /// Returns the kind that a file says it is, or that it looks like where it says nothing sensible.
    pub(super) fn of(root: &Fields<'_>) -> Self {
        let said = root.table().get("format").and_then(|value| value.get_ref().as_str());
        match Self::VARIANTS.iter().find(|format| Some(format.key()) == said) {
            Some(format) => *format,
            None if root.has("position") => Self::Library,
            None => Self::Routine,
        }
    }
}

/// Reads the header. False where the rest of the file cannot be understood.
pub(super) fn expect(root: &mut Fields<'_>, wanted: Format) -> bool {
    let example = format!("format = \"{}\"", wanted.key());
    let format = root.need("format", &example).read::<Format>("format", values::word);
    let version = root.need("version", "version = 1").read("version", values::version);
    let other = format.is_some_and(|format| format != wanted);
    if other {
        root.problem_with("format", Fault::OtherFormat(example));
    }
    match version {
        Some(version) if version > VERSION => {
            root.problem_with("version", Fault::NewerVersion);
            root.ignore_rest();
            return false;
        }
        Some(version) if version < VERSION => {
            root.problem_with("version", Fault::NoSuchVersion);
        }
        _ => {}
    }
    if other {
        root.ignore_rest();
    }
    !other
}
