//! A client's page: what must be seen, what can be begun, what was done, and what is kept.

mod about;
mod cautions;
mod editor;
mod ends;
mod hurts;
mod preset_rows;
mod top;

use egui::Ui;

use super::VaultSight;
use crate::theme::{Font, Theme};
use crate::widgets::{At, Banner, Row, line, rows, section};
use cautions::Cautions;
use editor::Editor;
use ends::Ends;
use holdwell_app::action::{Action, Actions, Page};
use holdwell_app::format;
use holdwell_library::Preset;
use holdwell_model::Client;
use holdwell_store::{ClientPage, SessionLine, SessionState};
use hurts::Hurts;

/// A client's page.
#[derive(Debug, Default)]
pub struct ClientScreen {
    editor: Option<Editor>,
    cautions: Cautions,
    hurts: Hurts,
    ends: Ends,
    /// The preset that was just deleted: it can be taken back here.
    deleted: Option<std::sync::Arc<Preset>>,
}

impl ClientScreen {
    /// What is written and not saved yet. It counts as saved from now on.
    pub fn unsaved(&mut self) -> Option<Client> {
        self.editor.as_mut().and_then(Editor::take_unsaved)
    }

    /// The vault could not save it: it is offered again, here and as the page is left.
    pub fn not_saved(&mut self) {
        if let Some(editor) = &mut self.editor {
            editor.not_saved();
        }
    }

    /// Shows it.
    pub fn ui(&mut self, ui: &mut Ui, page: &ClientPage, sight: &VaultSight<'_>, actions: &mut Actions) {
        if self.editor.as_ref().is_none_or(|editor| editor.id() != page.client.id) {
            *self = Self { editor: Some(Editor::new(&page.client)), ..Self::default() };
        }
        let Some(mut editor) = self.editor.take() else { return };
        editor.follow(&page.client);
        let again = editor.is_refused()
            && Banner::error("What is written here is not in the vault yet").action("Save it now").show(ui);
        top::show(ui, page, &mut editor, sight, actions);
        self.cautions.ui(ui, page, &mut editor, sight);
        self.hurts.ui(ui, page, &mut editor, actions);
        section(ui, "Presets");
        self.presets(ui, page, sight, actions);
        section(ui, "Sessions");
        sessions(ui, page, sight, actions);
        about::show(ui, &mut editor, sight.wall);
        self.ends.ui(ui, page, sight, actions);
        if (again || editor.is_left(ui))
            && let Some(client) = editor.take_unsaved()
        {
            actions.push(Action::Vault(Box::new(holdwell_store::Request::SaveClient(Box::new(client)))));
        }
        self.editor = Some(editor);
    }
}

/// The last sessions; each opens its record.
fn sessions(ui: &mut Ui, page: &ClientPage, sight: &VaultSight<'_>, actions: &mut Actions) {
    let theme = Theme::of(ui);
    if page.sessions.is_empty() {
        let _none = line(ui, Font::Body, theme.faint, "None yet. Every session is kept here as it happens");
        return;
    }
    let lines: Vec<Row> = page.sessions.iter().map(|session| session_row(session, sight)).collect();
    if let Some(pressed) = rows(ui, At::default(), &lines).and_then(|row| page.sessions.get(row)) {
        actions.push(Action::Go(Page::Record(pressed.id)));
    }
    let more = (page.all_sessions as usize).saturating_sub(page.sessions.len());
    if more > 0 {
        let _more = line(ui, Font::Small, theme.faint, format!("and {more} earlier ones"));
    }
}

fn session_row(session: &SessionLine, sight: &VaultSight<'_>) -> Row {
    let holds = format::count(session.holds as usize, "hold");
    let line = format!("{holds}, {} under the hands  ·  {}", session.held.clock(), state(session.state));
    Row::new(&session.name, line, format::moment(sight.wall, session.began))
}

/// How a session ended.
pub(super) const fn state(state: SessionState) -> &'static str {
    match state {
        SessionState::Running => "cut off",
        SessionState::Complete => "complete",
        SessionState::Stopped => "ended before its end",
        SessionState::ClientsWord => "ended at the client's word",
        SessionState::Partial => "cut off, kept as it was",
    }
}
