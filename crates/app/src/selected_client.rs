//! The client of the session that is begun, or runs.

use jiff::Timestamp;

use holdwell_audio::Levels;
use holdwell_library::Preset;
use holdwell_model::{Arc, Caution, Client, Id, PlanStep, Side};
use holdwell_store::{ClientPage, Recent};

/// A client under the hands, with what Start needs to know of them.
#[derive(Debug, Clone)]
pub struct SelectedClient {
    /// The client.
    pub client: Arc<Client>,
    /// Instant at which they were last seen, before this session.
    pub last_seen: Option<Timestamp>,
    /// Their last session, for "same as last time".
    pub last_session: Option<Id>,
    /// Preset to run; `None` where a routine stands ready instead.
    pub preset: Option<Arc<Preset>>,
}

/// A client's levels are moved by at most so many steps, either way.
pub const MOST_LOUDER: i8 = 6;

impl SelectedClient {
    /// Selects the client of a card on Start.
    pub fn of_recent(recent: &Recent) -> Self {
        Self {
            client: Arc::clone(&recent.client),
            last_seen: recent.last_seen,
            last_session: recent.last_session,
            preset: recent.preset.clone(),
        }
    }

    /// Selects the client of a page, with the preset last used.
    pub fn of_page(page: &ClientPage) -> Self {
        let live = |line: &&holdwell_store::PresetLine| !line.preset.archived;
        Self {
            client: Arc::new(page.client.clone()),
            last_seen: page.last_seen,
            last_session: page.last_session(),
            preset: page.presets.iter().find(live).map(|line| Arc::clone(&line.preset)),
        }
    }

    /// Takes over what has changed of the client, where the page is this client's, or that of somebody who this one turned
    /// out to be. Returns true where it is.
    pub fn follow_client(&mut self, page: &ClientPage) -> bool {
        let is_theirs = page.is_of(self.client.id);
        if is_theirs && *self.client != page.client {
            self.client = Arc::new(page.client.clone());
        }
        is_theirs
    }

    /// Takes over what has changed of the client, of their last session or of the preset. A preset that is gone is not
    /// begun.
    pub fn follow(&mut self, page: &ClientPage) {
        if !self.follow_client(page) {
            return;
        }
        (self.last_seen, self.last_session) = (page.last_seen, page.last_session());
        if let Some(chosen) = &self.preset {
            let now = page.presets.iter().map(|line| &line.preset).find(|preset| preset.id == chosen.id);
            self.preset = now.filter(|preset| !preset.archived).map(Arc::clone);
        }
    }

    /// Replaces the preset, or takes it away.
    #[must_use]
    pub fn with(self, preset: Option<Arc<Preset>>) -> Self {
        Self { preset, ..self }
    }

    /// Says if a caution was written down since the client was last seen.
    pub fn is_new(&self, caution: &Caution) -> bool {
        self.last_seen.is_none_or(|seen| caution.since > seen)
    }

    /// Says if any caution was written down since the client was last seen.
    pub fn has_new(&self) -> bool {
        self.client.cautions.iter().any(|caution| self.is_new(caution))
    }

    /// Lists the cautions that touch what a step has under the hands, on its own sides and on the one that is worked.
    pub fn cautions_of<'a>(&'a self, step: &'a PlanStep, worked: Side) -> impl Iterator<Item = &'a Caution> {
        self.client.cautions.iter().filter(move |caution| caution.touches.concerns(step, Some(worked)))
    }

    /// Returns the steps by which everything is louder for the client than the device's own levels.
    pub fn louder(&self) -> i8 {
        let preset = self.preset.as_ref().map_or(0, |preset| preset.louder);
        self.client.preferences.louder.saturating_add(preset).clamp(-2 * MOST_LOUDER, 2 * MOST_LOUDER)
    }
}

/// Moves the levels by so many steps, for one session only.
pub fn shifted(levels: Levels, louder: i8) -> Levels {
    let step = if louder > 0 { Levels::louder } else { Levels::quieter };
    (0..louder.unsigned_abs()).fold(levels, |levels, _| step(levels))
}

/// Shortens a name, as Start may say it beside others: "Maria B.".
pub fn short(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().unwrap_or_default();
    match words.next_back().and_then(|last| last.chars().find(|letter| letter.is_alphanumeric())) {
        Some(last) => format!("{first} {}.", last.to_uppercase()),
        None => first.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdwell_audio::Level;

    #[test]
    fn names_are_shortened() {
        assert_eq!(short("Maria van den Berg"), "Maria B.");
        assert_eq!(short("  Ömer "), "Ömer");
        assert_eq!(short(""), "");
    }

    #[test]
    fn levels_are_moved_and_stop_at_their_ends() {
        let levels = Levels::all(Level::new(10));
        assert_eq!(shifted(levels, 2), Levels::all(Level::new(12)));
        assert_eq!(shifted(levels, -3), Levels::all(Level::new(7)));
        assert_eq!(shifted(levels, 12), Levels::all(Level::LOUDEST));
        assert_eq!(shifted(levels, -12), Levels::all(Level::QUIETEST));
    }
}
