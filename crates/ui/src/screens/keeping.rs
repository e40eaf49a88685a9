//! Something that the vault is asked to keep. It is kept by the vault's reply, and not before.

use holdwell_store::{Request, Ticket};

use crate::screen::SendRequest;

/// The stages of keeping something.
#[derive(Debug, Default)]
pub(super) enum Keeping {
    /// Nothing was asked for, or it could not be kept.
    #[default]
    No,
    /// It is sent with the next saving.
    Asked(Box<Request>),
    /// It is on its way.
    Sent(Ticket),
    /// The vault has it.
    Kept,
}

impl Keeping {
    /// Returns the word for it; `None` where it can be asked for.
    pub(super) const fn word(&self) -> Option<&'static str> {
        match self {
            Self::No => None,
            Self::Asked(_) | Self::Sent(_) => Some("On its way"),
            Self::Kept => Some("Kept"),
        }
    }

    /// Says if the vault has not answered yet.
    pub(super) const fn waits(&self) -> bool {
        matches!(self, Self::Asked(_) | Self::Sent(_))
    }

    /// Says if the vault has it.
    pub(super) const fn is_kept(&self) -> bool {
        matches!(self, Self::Kept)
    }

    /// Says if this is its ticket.
    pub(super) fn is_of(&self, ticket: Ticket) -> bool {
        matches!(self, Self::Sent(sent) if *sent == ticket)
    }

    /// Sends what was asked for. Returns false where it could not be taken in.
    pub(super) fn send(&mut self, send: &mut SendRequest<'_>) -> bool {
        match std::mem::take(self) {
            Self::Asked(request) => {
                let sent = send(*request);
                *self = sent.as_ref().map_or(Self::No, |ticket| Self::Sent(*ticket));
                sent.is_ok()
            }
            other => {
                *self = other;
                true
            }
        }
    }

    /// Takes the reply to it.
    pub(super) fn replied(&mut self, ticket: Ticket, is_kept: bool) {
        if self.is_of(ticket) {
            *self = if is_kept { Self::Kept } else { Self::No };
        }
    }
}
