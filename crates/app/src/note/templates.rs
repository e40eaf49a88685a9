//! The templates that come with the program.

use holdwell_store::{NoteLine, NoteTemplate};

/// Id of the template with every line.
pub const FULL: &str = "full";
/// Id of the template of a few lines.
pub const SHORT: &str = "short";
/// Id of the template of what has to be in a record of massage: date, services, comments, initials (Montana's rule
/// 24.155.402, in place of many that ask for less).
pub const MINIMUM: &str = "minimum";

/// Returns the templates that come with the program: the one that is used first comes first.
pub fn built_in() -> [NoteTemplate; 3] {
    use NoteLine as L;
    let template = |id: &str, name: &str, lines: &[NoteLine]| NoteTemplate {
        id: id.to_owned(),
        name: name.to_owned(),
        lines: lines.to_vec(),
    };
    let full: Vec<L> = L::ALL.iter().copied().filter(|line| *line != L::Worked).collect();
    let short = [
        L::Words,
        L::Figures,
        L::AtHome,
        L::Service,
        L::Measured,
        L::Worked,
        L::Points,
        L::Tolerated,
        L::NotDone,
        L::Next,
        L::Consent,
    ];
    [
        template(FULL, "Full", &full),
        template(SHORT, "Short", &short),
        template(MINIMUM, "Minimum", &[L::Words, L::Service, L::Worked, L::Consent]),
    ]
}

/// Returns the template of this id, of the therapist's own or of those that come with the program; the full one where it
/// is gone.
pub fn template(id: &str, own: &[holdwell_model::Arc<NoteTemplate>]) -> NoteTemplate {
    let [full, short, minimum] = built_in();
    match own.iter().find(|template| template.id == id) {
        Some(template) => (**template).clone(),
        None if id == SHORT => short,
        None if id == MINIMUM => minimum,
        None => full,
    }
}
