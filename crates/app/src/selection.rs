//! The client selected for the next session, the session that runs, and the end of the appointment.

use super::presets::Presets;
use super::selected_client::SelectedClient;
use holdwell_model::{Arc, Id, Millis, Plan};
use holdwell_store::{Ticket, VaultSnapshot};

/// The client selected for the next session and the client being treated.
#[derive(Debug, Default)]
pub struct Selection {
    /// The client of the next session; `None` for a session without one.
    pub next: Option<SelectedClient>,
    /// The session that runs, or that has run and is looked at.
    pub running: Option<Running>,
    awaited: Option<Awaited>,
    /// The client who was last sent to be saved, with the ticket; none where it could not be taken in.
    sent: Option<(Id, Option<Ticket>)>,
    /// The end of the appointment, in minutes since 1970.
    until: Option<i64>,
    /// Set where the end came with the client; it goes with them.
    until_is_clients: Option<Id>,
}

/// A session that was begun here.
#[derive(Debug, Clone)]
pub struct Running {
    /// The id under which it is written down.
    pub id: Id,
    /// The client under the hands.
    pub client: Option<SelectedClient>,
}

/// Page that the vault has to show before the person's wish can be done.
#[derive(Debug, Clone)]
enum Awaited {
    /// A client, to be selected.
    Client(Id),
    /// A last session, to be run again.
    Again(Box<SelectedClient>, Id),
}

/// A session that can begin now, because what was awaited has come.
#[derive(Debug)]
pub struct Ready {
    /// The plan to run.
    pub plan: Arc<Plan>,
    /// The client.
    pub client: SelectedClient,
}

impl Running {
    /// Returns the id of the client under the hands.
    pub fn client_id(&self) -> Option<Id> {
        self.client.as_ref().map(|client| client.client.id)
    }
}

impl Selection {
    /// Selects a client for the next session. Sets their usual appointment, unless somebody has set another; `now` is
    /// in minutes since 1970.
    pub fn choose(&mut self, client: Option<SelectedClient>, now: i64) {
        if self.until_is_clients.take().is_some() {
            self.until = None;
        }
        let usual = client.as_ref().and_then(|client| Some((client.client.id, client.client.slot_mins?)));
        if let Some((id, minutes)) = usual.filter(|_| self.until.is_none()) {
            // To the nearest five minutes, as appointments are made.
            self.until = Some((now + i64::from(minutes) + 2) / 5 * 5);
            self.until_is_clients = Some(id);
        }
        self.awaited = None;
        self.next = client;
    }

    /// Selects a client of whom only the id is known, as soon as the vault has shown them. Until then nobody else is
    /// begun with.
    pub fn choose_by_id(&mut self, id: Id, now: i64) {
        self.choose(None, now);
        // One that could not even be sent to the vault will never be shown.
        self.awaited = (self.sent != Some((id, None))).then_some(Awaited::Client(id));
    }

    /// Notes that a client was sent to be saved: a new one who cannot be saved will never be shown, and is not waited for.
    pub const fn sent(&mut self, id: Id, ticket: Option<Ticket>) {
        self.sent = Some((id, ticket));
    }

    /// Takes the reply to a request; that to anything else changes nothing.
    pub fn replied(&mut self, ticket: Ticket, is_saved: bool) {
        let Some((id, _)) = self.sent.take_if(|(_, sent)| *sent == Some(ticket)) else { return };
        if !is_saved && matches!(self.awaited, Some(Awaited::Client(awaited)) if awaited == id) {
            self.awaited = None;
        }
    }

    /// Selects a client, whose last session is run again as soon as the vault has shown it.
    pub fn choose_again(&mut self, client: SelectedClient, now: i64) {
        if let Some(session) = client.last_session {
            self.choose(Some(client.clone()), now);
            self.awaited = Some(Awaited::Again(Box::new(client), session));
        }
    }

    /// Says if Start has to wait for the vault.
    pub const fn is_awaiting(&self) -> bool {
        self.awaited.is_some()
    }

    /// Stops waiting: what is awaited may never come.
    pub fn give_up(&mut self) {
        self.awaited = None;
    }

    /// Returns the client that the vault has to show: the selected one, so that changes are seen, or the awaited one.
    pub fn wanted(&self) -> Option<Id> {
        match &self.awaited {
            Some(Awaited::Client(id)) => Some(*id),
            _ => self.next.as_ref().map(|client| client.client.id),
        }
    }

    /// Returns the session that is to be run again, which the vault has to show.
    pub const fn again(&self) -> Option<Id> {
        if let Some(Awaited::Again(_, session)) = &self.awaited { Some(*session) } else { None }
    }

    /// Returns the session that the vault has to show: the one that is to be run again, else the last one of the
    /// selected client.
    pub fn last_session(&self) -> Option<Id> {
        self.again().or_else(|| self.next.as_ref()?.last_session)
    }

    /// Follows what the vault shows: selects an awaited client, updates what is known of the selected and the treated
    /// one, and returns a session that can begin now. `runs` says if another one is there.
    pub fn follow(&mut self, vault: &VaultSnapshot, presets: &Presets, runs: bool, now: i64) -> Option<Ready> {
        if let Some(page) = &vault.client {
            if let Some(Awaited::Client(id)) = self.awaited
                && page.is_of(id)
            {
                self.choose(Some(SelectedClient::of_page(page)), now);
            }
            // What runs goes on as it was begun; only who it is with is followed.
            if let Some(client) = self.running.as_mut().and_then(|running| running.client.as_mut()) {
                let _theirs = client.follow_client(page);
            }
            if let Some(client) = &mut self.next {
                client.follow(page);
            }
        }
        let Some(Awaited::Again(_, wanted)) = &self.awaited else { return None };
        let page = vault.session.as_ref().filter(|page| page.session.id == *wanted && !runs)?;
        let Some(Awaited::Again(client, _)) = self.awaited.take() else { return None };
        let (plan, preset) = presets.again(page, client.preset.as_ref());
        Some(Ready { plan, client: client.with(preset) })
    }

    /// Sets the end of the appointment, in minutes since 1970; `None` takes it away.
    pub const fn set_until(&mut self, minutes: Option<i64>) {
        (self.until, self.until_is_clients) = (minutes, None);
    }

    /// Returns the end of the appointment, in minutes since 1970.
    pub const fn until(&self) -> Option<i64> {
        self.until
    }

    /// Returns how long the appointment still lasts, where it is not over; `now` is in milliseconds since 1970.
    pub fn left(&self, now: i64) -> Option<Millis> {
        self.left_ms(now).and_then(|left| u64::try_from(left).ok()).map(Millis)
    }

    /// Returns the milliseconds until the end of the appointment, negative once it is over; `now` is in milliseconds
    /// since 1970.
    pub fn left_ms(&self, now: i64) -> Option<i64> {
        Some(self.until?.saturating_mul(60_000).saturating_sub(now))
    }

    /// Forgets the session that was looked at, and the appointment that came with its client.
    pub fn done(&mut self) {
        self.running = None;
        if self.until_is_clients.take().is_some() {
            self.until = None;
        }
    }

    /// Forgets a client who is erased, under whatever ids they were written down.
    pub fn forget(&mut self, ids: &[Id]) {
        let is_other = |client: &SelectedClient| !ids.contains(&client.client.id);
        self.next = self.next.take().filter(is_other);
        if let Some(running) = &mut self.running {
            running.client = running.client.take().filter(is_other);
        }
        self.awaited = self.awaited.take().filter(|awaited| match awaited {
            Awaited::Client(id) => !ids.contains(id),
            Awaited::Again(client, _) => is_other(client),
        });
        self.sent = self.sent.filter(|(id, _)| !ids.contains(id));
        if self.until_is_clients.take_if(|id| ids.contains(id)).is_some() {
            self.until = None;
        }
    }

    /// Forgets every client. An end of the appointment that somebody set by hand stays.
    pub fn lock(&mut self) {
        let until = self.until.filter(|_| self.until_is_clients.is_none());
        *self = Self { until, ..Self::default() };
    }
}

#[cfg(test)]
mod tests;
