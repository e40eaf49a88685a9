//! A value that somebody edits and the vault keeps.
//!
//! [`Saving`] knows what is edited, what is on its way to the vault, and what is stored there. It is sent whole; each
//! save has a [`Ticket`], and only the reply with that ticket settles it.
//!
//! ```
//! use holdwell_editing::Saving;
//! use holdwell_store::{Failure, Ticket};
//!
//! let mut notes = Saving::new("quiet".to_owned());
//! notes.edit(|notes| notes.push_str(" and cool"));
//! let ticket = Ticket::default().next();
//! notes.send(|_| Ok::<_, ()>(ticket));
//! assert!(!notes.needs_sending(), "it is on its way");
//! notes.reply(ticket.next(), true);
//! assert!(!notes.is_stored(), "that was the reply to something else");
//! notes.reply(ticket, true);
//! assert!(notes.is_stored());
//! ```

use holdwell_store::Ticket;

/// A value while it is edited and saved.
#[derive(Debug, Clone)]
pub struct Saving<T> {
    edited: T,
    /// Saves without a reply yet, the oldest first.
    in_flight: Vec<(Ticket, T)>,
    stored: T,
    /// The value that the edits were begun with, and which the vault has had since.
    base: T,
    /// The last save that is in `stored`.
    as_of: Option<Ticket>,
    /// The value whose save failed last, until it is sent again or edited.
    refused: Option<T>,
}

impl<T: Clone + PartialEq> Saving<T> {
    /// Begins with a value that is stored.
    pub fn new(stored: T) -> Self {
        let (edited, base) = (stored.clone(), stored.clone());
        Self { edited, in_flight: Vec::new(), stored, base, as_of: None, refused: None }
    }

    /// Returns the value as it is edited.
    pub const fn edited(&self) -> &T {
        &self.edited
    }

    /// Returns the value as it is stored, as far as is known.
    pub const fn stored(&self) -> &T {
        &self.stored
    }

    /// Changes the value.
    pub fn edit<R>(&mut self, edit: impl FnOnce(&mut T) -> R) -> R {
        edit(&mut self.edited)
    }

    /// Returns the value to be changed.
    pub const fn edited_mut(&mut self) -> &mut T {
        &mut self.edited
    }

    /// Returns true where the edited value is neither stored nor on its way.
    pub fn needs_sending(&self) -> bool {
        self.edited != *self.in_flight.last().map_or(&self.stored, |(_, sent)| sent)
    }

    /// Returns true where the edited value is stored, and nothing is on its way.
    pub fn is_stored(&self) -> bool {
        self.in_flight.is_empty() && self.edited == self.stored
    }

    /// Returns true where the edited value could not be saved. It is not to be sent again by itself: with the next edit,
    /// or where somebody asks for it.
    pub fn is_refused(&self) -> bool {
        self.needs_sending() && self.refused.as_ref() == Some(&self.edited)
    }

    /// Returns true where the edited value should be sent by itself: it needs to be, was not refused, and nothing is on
    /// its way that it would overtake.
    pub fn is_due(&self) -> bool {
        self.needs_sending() && self.in_flight.is_empty() && !self.is_refused()
    }

    /// Sends the edited value if it needs to be, and remembers its ticket. An error counts as a failed save.
    pub fn send<E>(&mut self, send: impl FnOnce(&T) -> Result<Ticket, E>) -> Result<(), E> {
        if !self.needs_sending() {
            return Ok(());
        }
        match send(&self.edited) {
            Ok(ticket) => {
                self.refused = None;
                self.in_flight.push((ticket, self.edited.clone()));
                Ok(())
            }
            Err(error) => {
                self.refused = Some(self.edited.clone());
                Err(error)
            }
        }
    }

    /// Sends what was changed, as [`Saving::send`] does: together with the value that the edits were begun with, so that
    /// whatever has come since is left as it is. It holds every edit since then, so that none is lost with a failed save.
    /// While another save is on its way the change since that one is sent first: an edit that was taken back is no change
    /// since the beginning.
    pub fn send_change<E>(&mut self, mut send: impl FnMut(&T, &T) -> Result<Ticket, E>) -> Result<(), E> {
        let last = self.in_flight.last().map(|(_, sent)| sent.clone()).filter(|_| self.needs_sending());
        if let Some(last) = last {
            self.send(|edited| send(&last, edited))?;
            let (base, edited) = (self.base.clone(), self.edited.clone());
            let ticket = send(&base, &edited).inspect_err(|_| self.refused = Some(edited.clone()))?;
            self.in_flight.push((ticket, edited));
            return Ok(());
        }
        let base = self.base.clone();
        self.send(|edited| send(&base, edited))
    }

    /// Takes the reply to a save; the reply to anything else changes nothing.
    pub fn reply(&mut self, ticket: Ticket, is_saved: bool) {
        let Some(place) = self.in_flight.iter().position(|(sent, _)| *sent == ticket) else { return };
        let (_, value) = self.in_flight.remove(place);
        let is_last = self.in_flight.len() == place;
        if !is_saved {
            // What was sent after it carries more than it did.
            self.refused = if is_last { Some(value) } else { self.refused.take() };
        } else if self.as_of <= Some(ticket) {
            self.base = value.clone();
            (self.stored, self.as_of) = (value, Some(ticket));
        } else if self.in_flight.is_empty() && self.edited == value {
            // It was changed elsewhere since.
            self.edited = self.stored.clone();
            self.base = self.stored.clone();
        }
    }

    /// Takes the stored value as the vault shows it, with the last request whose effect is in it. One that is older than
    /// what is known to be stored is ignored, and none takes the place of an edit.
    pub fn see(&mut self, stored: &T, as_of: Option<Ticket>) {
        if as_of < self.as_of {
            return;
        }
        self.as_of = as_of;
        if *stored != self.stored {
            let is_untouched = self.is_stored();
            self.stored = stored.clone();
            if is_untouched {
                self.edited = stored.clone();
                self.base = stored.clone();
            }
        }
    }

    /// Forgets what is stored and in flight: the value is to be saved anew whatever it is.
    pub fn forget_stored(&mut self, none: T) {
        self.in_flight.clear();
        self.base = none.clone();
        (self.stored, self.refused) = (none, None);
    }
}

#[cfg(test)]
mod tests;
