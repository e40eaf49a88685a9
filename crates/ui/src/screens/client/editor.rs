//! What is written on a client's page, and when it is saved: as soon as a field is left.

use egui::Ui;

use holdwell_model::{Client, Id};

/// A client while something is written.
#[derive(Debug)]
pub(super) struct Editor {
    /// As it is written.
    pub(super) client: Client,
    /// As it was last sent to the vault, or seen there.
    saved: Client,
    /// As the vault last showed it.
    seen: Client,
    /// What was sent and not seen yet: what is older is not taken over.
    sent: Option<Client>,
    /// What the vault refused: it is not offered again by itself, or both would do nothing else.
    refused: Option<Client>,
}

impl Editor {
    pub(super) fn new(client: &Client) -> Self {
        Self { client: client.clone(), saved: client.clone(), seen: client.clone(), sent: None, refused: None }
    }

    pub(super) const fn id(&self) -> Id {
        self.client.id
    }

    /// Takes over what changed elsewhere, but never over what is being written.
    pub(super) fn follow(&mut self, client: &Client) {
        if *client == self.seen {
            return;
        }
        self.seen = client.clone();
        if self.sent.as_ref() == Some(client) {
            self.sent = None;
        }
        if self.sent.is_none() && self.client == self.saved {
            (self.client, self.saved) = (client.clone(), client.clone());
        }
    }

    /// Whether something is written that is not saved.
    fn is_changed(&self) -> bool {
        self.client != self.saved && !self.client.name.trim().is_empty()
    }

    /// Whether what was written is to be saved now: no field has the keyboard any more.
    pub(super) fn is_left(&self, ui: &Ui) -> bool {
        self.is_changed() && !self.is_refused() && !ui.ctx().text_edit_focused()
    }

    /// Whether the vault refused what is written here.
    pub(super) fn is_refused(&self) -> bool {
        self.refused.as_ref() == Some(&self.client) && self.is_changed()
    }

    /// What has to be saved; from now on it counts as saved.
    pub(super) fn take_unsaved(&mut self) -> Option<Client> {
        if !self.is_changed() {
            return None;
        }
        self.saved = self.client.clone();
        self.refused = None;
        self.sent = Some(self.client.clone());
        Some(self.client.clone())
    }

    /// It was not saved after all: it is offered again by hand, with the next change, or as the page is left.
    pub(super) fn not_saved(&mut self) {
        if let Some(sent) = self.sent.take() {
            self.refused = Some(sent);
            self.saved = self.seen.clone();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Client {
        Client::new("018f0000-0000-7000-8000-000000000001".parse().unwrap(), name)
    }

    #[test]
    fn what_is_sent_is_not_written_over_by_what_is_older() {
        let mut editor = Editor::new(&named("A"));
        editor.client.name = "B".to_owned();
        assert_eq!(editor.take_unsaved(), Some(named("B")));
        editor.client.name = "C".to_owned();
        assert_eq!(editor.take_unsaved(), Some(named("C")));
        editor.follow(&named("B"));
        assert_eq!(editor.client, named("C"), "the vault is still behind");
        editor.follow(&named("C"));
        editor.follow(&named("D"));
        assert_eq!(editor.client, named("D"), "changed elsewhere");
        editor.client.name = "E".to_owned();
        editor.follow(&named("F"));
        assert_eq!(editor.client, named("E"), "never over what is being written");
    }

    #[test]
    fn what_could_not_be_saved_is_offered_again() {
        let mut editor = Editor::new(&named("A"));
        editor.client.name = "B".to_owned();
        assert!(editor.take_unsaved().is_some());
        assert!(editor.take_unsaved().is_none());
        editor.not_saved();
        assert_eq!(editor.take_unsaved(), Some(named("B")));
    }

    #[test]
    fn a_name_is_never_taken_away() {
        let mut editor = Editor::new(&named("A"));
        editor.client.name = "  ".to_owned();
        assert!(editor.take_unsaved().is_none());
    }
}
