//! Lookup tables: positions by id, sources by key, routines.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::find::Index;
use super::read::{Format, format_of};
use super::{
    LibraryChange, Precaution, Problem, builtin, read_cautions, read_changes, read_positions, read_routine,
    read_sources,
};
use holdwell_model::{Arc, Millis, Position, Region, Routine, Technique};
use jiff::civil::Date;

/// The author of a position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Origin {
    /// The position comes with the program.
    #[default]
    BuiltIn,
    /// The position stands in the clinic's own folder.
    Clinic,
    /// The position stands in the clinic's own folder, in place of the built-in one of the same id.
    InPlace,
    /// The position was written in the window and is kept in the vault.
    Own,
}

/// A source of entries of the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The key by which positions call it.
    pub key: String,
    /// The title, and what it was read for.
    pub what: String,
    /// The address at which it was found, as plain text.
    pub address: String,
    /// The times that it states for a hold, a set or a block, each from and to.
    pub figures: Vec<(Millis, Millis)>,
}

/// The day of the library with which the list of changes begins. What was saved without a day was saved with that one.
pub const FIRST_DAY: Date = jiff::civil::date(2026, 11, 21);

/// The positions, sources and routines that are known.
///
/// Files are added one by one; later ones win, so that a clinic's own entry replaces the built-in one of the same id.
/// A file with problems adds nothing but its problems.
#[derive(Debug, Clone, Default)]
pub struct Library {
    positions: BTreeMap<String, Position>,
    /// Of those that do not come with the program.
    origins: BTreeMap<String, Origin>,
    sources: BTreeMap<String, Source>,
    precautions: Vec<Precaution>,
    routines: Vec<Routine>,
    changes: Vec<LibraryChange>,
    /// Day of the last change of what comes with the program.
    last_change: Option<Date>,
    problems: Vec<Problem>,
    /// Made when it is first asked for.
    index: OnceLock<Arc<Index>>,
}

impl Library {
    /// Reads the library that comes with the program.
    pub fn builtin() -> Self {
        let mut library = Self::default();
        library.add_sources(builtin::SOURCES.0, builtin::SOURCES.1.as_bytes());
        library.add_cautions(builtin::CAUTIONS.0, builtin::CAUTIONS.1.as_bytes());
        for (file, text) in builtin::POSITIONS {
            library.add_positions(file, text.as_bytes());
        }
        for (file, text) in builtin::ROUTINES {
            library.add_routine(file, text.as_bytes());
        }
        library.add_changes(builtin::CHANGES.0, builtin::CHANGES.1.as_bytes());
        library.last_change = library.changes.iter().map(|change| change.date).max();
        library
    }

    /// Adds the positions of a library file.
    pub fn add_positions(&mut self, file: &str, bytes: &[u8]) {
        match read_positions(file, bytes, self) {
            Ok(positions) => {
                for position in positions {
                    self.put(position);
                }
            }
            Err(problems) => self.problems.extend(problems),
        }
    }

    /// Adds a routine; one of the same id is replaced where it stands.
    pub fn add_routine(&mut self, file: &str, bytes: &[u8]) {
        match read_routine(file, bytes, self) {
            Ok(routine) => self.put_routine(routine),
            Err(problems) => self.problems.extend(problems),
        }
    }

    /// Adds a list of sources.
    pub fn add_sources(&mut self, file: &str, bytes: &[u8]) {
        match read_sources(file, bytes) {
            Ok(sources) => self.sources.extend(sources.into_iter().map(|one| (one.key.clone(), one))),
            Err(problems) => self.problems.extend(problems),
        }
    }

    /// Adds what a clinic keeps in its own folder: each file's name and what is in it. The built-in entries stay as they
    /// are; one of the clinic's with the same id stands in their place.
    pub fn add_clinic(&mut self, files: &[(String, Vec<u8>)]) {
        for wanted in [Format::Sources, Format::Cautions, Format::Library, Format::Routine, Format::Changes] {
            for (file, bytes) in files.iter().filter(|(_, bytes)| format_of(bytes) == wanted) {
                match wanted {
                    Format::Sources => self.add_sources(file, bytes),
                    Format::Cautions => self.add_cautions(file, bytes),
                    Format::Library => self.add_clinic_positions(file, bytes),
                    Format::Routine => self.add_routine(file, bytes),
                    Format::Changes => self.add_changes(file, bytes),
                }
            }
        }
    }

    fn add_clinic_positions(&mut self, file: &str, bytes: &[u8]) {
        match read_positions(file, bytes, self) {
            Ok(positions) => {
                for position in positions {
                    let known = self.positions.contains_key(&position.id);
                    let origin = match self.origin(&position.id) {
                        Origin::BuiltIn if known => Origin::InPlace,
                        Origin::BuiltIn => Origin::Clinic,
                        earlier => earlier,
                    };
                    self.origins.insert(position.id.clone(), origin);
                    self.put(position);
                }
            }
            Err(problems) => self.problems.extend(problems),
        }
    }

    /// Adds a list of cautions to those that are known.
    pub fn add_cautions(&mut self, file: &str, bytes: &[u8]) {
        match read_cautions(file, bytes, self) {
            Ok(precautions) => self.precautions.extend(precautions),
            Err(problems) => self.problems.extend(problems),
        }
    }

    /// Adds a changelog to what is known of changes.
    pub fn add_changes(&mut self, file: &str, bytes: &[u8]) {
        match read_changes(file, bytes, self) {
            Ok(changes) => self.changes.extend(changes),
            Err(problems) => self.problems.extend(problems),
        }
    }

    /// Adds what was written in the window, with the times that it had when it was saved. Their ids are their own, so
    /// that nothing is replaced.
    pub fn add_own<'a>(
        &mut self,
        positions: impl IntoIterator<Item = &'a Position>,
        routines: impl IntoIterator<Item = &'a Routine>,
    ) {
        for position in positions {
            self.origins.insert(position.id.clone(), Origin::Own);
            self.put(position.clone());
        }
        for routine in routines {
            self.put_routine(Routine { library: routine.library.or(Some(FIRST_DAY)), ..routine.clone() });
        }
    }

    /// Says that something of the clinic's folder was left out.
    pub(super) fn add_problem(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    fn put_routine(&mut self, routine: Routine) {
        match self.routines.iter_mut().find(|known| known.id == routine.id) {
            Some(known) => *known = routine,
            None => self.routines.push(routine),
        }
    }

    fn put(&mut self, position: Position) {
        self.index = OnceLock::new();
        self.positions.insert(position.id.clone(), position);
    }

    /// Returns the index by which positions are found. Ten thousand of them take a moment the first time.
    pub fn index(&self) -> &Arc<Index> {
        self.index.get_or_init(|| Arc::new(Index::of(self)))
    }

    /// Returns the author of a position.
    pub fn origin(&self, id: &str) -> Origin {
        self.origins.get(id).copied().unwrap_or_default()
    }

    /// Returns the position with this id.
    pub fn position(&self, id: &str) -> Option<&Position> {
        self.positions.get(id)
    }

    /// Returns every position, by id.
    pub fn positions(&self) -> impl Iterator<Item = &Position> {
        self.positions.values()
    }

    /// Returns the source with this key.
    pub fn source(&self, key: &str) -> Option<&Source> {
        self.sources.get(key)
    }

    /// Returns every source, by key.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        self.sources.values()
    }

    /// Returns the precautions for work of this technique at this region, the gravest first.
    pub fn cautions(&self, technique: Technique, region: Region) -> Vec<&Precaution> {
        let mut found: Vec<&Precaution> =
            self.precautions.iter().filter(|precaution| precaution.concerns(technique, region)).collect();
        found.sort_by_key(|precaution| precaution.weight);
        found
    }

    /// Returns every precaution, in the order of its file.
    pub fn precautions(&self) -> &[Precaution] {
        &self.precautions
    }

    /// Returns what was changed in the library, in the order of the changelog.
    pub fn changes(&self) -> &[LibraryChange] {
        &self.changes
    }

    /// Returns the day of the last change of what comes with the program; `None` for a library without a list of them.
    pub const fn last_change(&self) -> Option<Date> {
        self.last_change
    }

    /// Returns the routine with this id.
    pub fn routine(&self, id: &str) -> Option<&Routine> {
        self.routines.iter().find(|routine| routine.id == id)
    }

    /// Returns every routine, in the order in which people are offered them.
    pub fn routines(&self) -> &[Routine] {
        &self.routines
    }

    /// Returns the problems of the files that were added.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}
