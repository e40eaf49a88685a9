//! What the rows of persons were before they were changed by hand: what is said again goes back to whom it was of. It is
//! known while the vault is open, as long as a change can be taken back, and stands nowhere else.

use std::collections::VecDeque;

use holdwell_model::{Client, Id};

/// The most states that are known.
const MOST: usize = 64;

/// The rows of persons as they were before each change, the last first.
#[derive(Default)]
pub(crate) struct Former(VecDeque<Vec<Client>>);

impl Former {
    /// Notes what the rows of a person are before a change.
    pub(super) fn remember(&mut self, rows: Vec<Client>) {
        self.0.truncate(MOST - 1);
        self.0.push_front(rows);
    }

    /// Returns the rows with one part as it was in each, in the last state of which `is` says that it is the one.
    pub(super) fn again(
        &self,
        rows: &[Client],
        mut put: impl FnMut(&mut Client, &Client),
        is: impl Fn(&[Client]) -> bool,
    ) -> Option<Vec<Client>> {
        let as_in = |state: &Vec<Client>| {
            let mut rows = rows.to_vec();
            for row in &mut rows {
                if let Some(was) = state.iter().find(|was| was.id == row.id) {
                    put(row, was);
                }
            }
            rows
        };
        self.0.iter().map(as_in).find(|rows| is(rows))
    }

    /// Lists those of these clients who had something when any of them had it last, each with what they had.
    pub(super) fn who_had<T>(&self, rows: &[Client], had: impl Fn(&Client) -> Option<T>) -> Vec<(Id, T)> {
        let is_one = |was: &&Client| rows.iter().any(|row| row.id == was.id);
        let who = |state: &Vec<Client>| {
            let of = state.iter().filter(is_one);
            of.filter_map(|row| Some((row.id, had(row)?))).collect::<Vec<_>>()
        };
        self.0.iter().map(who).find(|who| !who.is_empty()).unwrap_or_default()
    }

    /// Lists those outside these clients who had something when anybody had it last, each with what they had; nobody
    /// where one of these clients had it once.
    pub(super) fn who_else_had<T>(&self, rows: &[Client], had: impl Fn(&Client) -> Option<T>) -> Vec<(Id, T)> {
        if !self.who_had(rows, &had).is_empty() {
            return Vec::new();
        }
        let who = |state: &Vec<Client>| state.iter().filter_map(|row| Some((row.id, had(row)?))).collect::<Vec<_>>();
        self.0.iter().map(who).find(|who| !who.is_empty()).unwrap_or_default()
    }

    /// Says if a client ever was so.
    pub(super) fn was(&self, client: Id, is: impl Fn(&Client) -> bool) -> bool {
        self.0.iter().flatten().any(|row| row.id == client && is(row))
    }
}
