//! The heads of columns: which of them hold a name, in the words of several countries.

use holdwell_model::fold;

use super::{Columns, ListProblem};

/// The head of a column with a name, whole or beside another part of it.
const NAME: [&str; 1] = ["name"];
/// Heads of a column with the whole name.
const WHOLE: [&str; 8] =
    ["full name", "client", "client name", "patient", "patient name", "nom complet", "nombre completo", "kunde"];
/// Heads of a column with the first name.
const FIRST: [&str; 9] =
    ["first name", "firstname", "given name", "forename", "vorname", "voornaam", "prenom", "nombre", "nome"];
/// Heads of a column with the family name.
const LAST: [&str; 15] = [
    "last name",
    "lastname",
    "surname",
    "family name",
    "nachname",
    "familienname",
    "achternaam",
    "nom",
    "nom de famille",
    "apellido",
    "apellidos",
    "apelido",
    "sobrenome",
    "cognome",
    "naam",
];
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
        let place = |name: &String| {
            let place = folded.iter().position(|head| *head == fold(name.trim()));
            place.ok_or_else(|| ListProblem::NoColumn(name.clone()))
        };
        let known = |words: &[&str]| folded.iter().position(|head| words.contains(&head.as_str()));
        let called = said.called.as_ref().map(place).transpose()?.or_else(|| known(&CALLED));
        let mut name = said.name.iter().map(place).collect::<Result<Vec<_>, _>>()?;
        if name.is_empty() {
            name = match (known(&FIRST), known(&LAST), known(&NAME), known(&WHOLE)) {
                (Some(first), Some(last), ..) => vec![first, last],
                (.., Some(whole)) => vec![whole],
                (Some(first), None, Some(last), _) | (None, Some(last), Some(first), _) => vec![first, last],
                (None, one, other, _) => one.or(other).into_iter().collect(),
                // First names alone are no names: too many people share one.
                (Some(_), None, None, None) => Vec::new(),
            };
        }
        if name.is_empty() {
            return Err(ListProblem::NoName(heads.len()));
        }
        let mut notes = said.notes.iter().map(place).collect::<Result<Vec<_>, _>>()?;
        if notes.is_empty() {
            notes.extend(known(&NOTES));
        }
        Ok(Self { name, called, notes })
    }
}
