//! The heads of columns: which of them hold a name, in the words of several countries.

use holdwell_model::fold;

use super::{Columns, ListProblem};

/// Heads of a column with the whole name.
const WHOLE: [&str; 9] = [
    "name",
    "full name",
    "client",
    "client name",
    "patient",
    "patient name",
    "nom complet",
    "nombre completo",
    "kunde",
];
/// Heads of a column with the first name.
const FIRST: [&str; 8] = ["first name", "firstname", "given name", "forename", "vorname", "prenom", "nombre", "nome"];
/// Heads of a column with the family name.
const LAST: [&str; 8] = ["last name", "lastname", "surname", "family name", "nachname", "nom", "apellidos", "cognome"];
/// Heads of a column with the name that somebody is called by.
const CALLED: [&str; 5] = ["preferred name", "known as", "nickname", "rufname", "prenom usuel"];
/// Heads of a column with remarks.
const NOTES: [&str; 8] = ["notes", "note", "remarks", "comments", "notizen", "bemerkungen", "remarques", "notas"];

/// The places of the columns that are taken, from 0.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Found {
    pub(super) name: Vec<usize>,
    pub(super) called: Option<usize>,
    pub(super) notes: Vec<usize>,
}

impl Found {
    /// Finds the columns that are said, and those that are known by their heads where none is.
    pub(super) fn of(heads: &[String], said: &Columns) -> Result<Self, ListProblem> {
        let folded: Vec<String> = heads.iter().map(|head| fold(head.trim())).collect();
        let shown = || heads.iter().map(|head| holdwell_library::edit::clean(head)).collect::<Vec<_>>();
        let place = |name: &String| {
            let place = folded.iter().position(|head| *head == fold(name.trim()));
            place.ok_or_else(|| ListProblem::NoColumn(name.clone(), shown()))
        };
        let known = |words: &[&str]| folded.iter().position(|head| words.contains(&head.as_str()));
        let called = said.called.as_ref().map(place).transpose()?.or_else(|| known(&CALLED));
        let mut name = said.name.iter().map(place).collect::<Result<Vec<_>, _>>()?;
        if name.is_empty() {
            let apart: Vec<usize> = [known(&FIRST), known(&LAST)].into_iter().flatten().collect();
            name = if apart.is_empty() { known(&WHOLE).into_iter().collect() } else { apart };
        }
        if name.is_empty() {
            return Err(ListProblem::NoName(shown()));
        }
        let mut notes = said.notes.iter().map(place).collect::<Result<Vec<_>, _>>()?;
        if notes.is_empty() {
            notes.extend(known(&NOTES));
        }
        Ok(Self { name, called, notes })
    }
}
