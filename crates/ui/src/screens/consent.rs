//! Consent to the areas of today: one key before a session, with its time.

use egui::{Event, Key, Modifiers, Popup, Ui};
use holdwell_app::note::areas;
use holdwell_app::text;
use holdwell_model::Plan;
use holdwell_store::{ClientPage, Consent, ConsentKind, ConsentState, NoteRequest, Request};
use jiff::{SignedDuration, Zoned};

use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::icons;
use crate::theme::{Font, Theme};
use crate::widgets::{Button, line, wrapped};

/// Time for which an answer counts before a session begins.
const COUNTS: SignedDuration = SignedDuration::from_hours(3);

/// Asks the vault to note what a client said.
pub(super) fn note(page: &ClientPage, consent: Consent, actions: &mut Actions) {
    let request = NoteRequest::Consent(page.client.id, Box::new(consent));
    actions.push(Action::vault(Request::Note(request)));
}

/// Shows the way to note that a client agreed to the areas that a plan works on, and what was noted today.
pub(super) fn today(ui: &mut Ui, page: &ClientPage, plan: Option<&Plan>, cx: &Cx<'_>, actions: &mut Actions) {
    let theme = Theme::of(ui);
    let words = plan.map(|plan| areas(plan.steps.iter().map(AsRef::as_ref))).unwrap_or_default();
    let noted = noted(&page.consents, cx.wall);
    ui.horizontal_wrapped(|ui| {
        if let Some((place, consent)) = noted {
            line(ui, Font::Body, theme.action, icons::CHECK.0);
            wrapped(ui, Font::Body, theme.soft, text::consent_today(cx.wall, consent));
            if ui.add(Button::quiet("Take the consent back").words("Take it back")).clicked() {
                let before = page.consents.get(..place).unwrap_or_default();
                note(page, consent.undo(before), actions);
            }
        }
        if noted.is_some_and(|(_, consent)| consent.words == words) {
            return;
        }
        let hint = if words.is_empty() {
            "They agreed to what is done today".to_owned()
        } else {
            format!("They agreed to: {words}")
        };
        let button = Button::new("Consent to today's areas").icon(icons::CHECK).key("C").hint(&hint);
        if ui.add(button).clicked() || pressed(ui) {
            let since = cx.wall.timestamp();
            note(page, Consent { kind: ConsentKind::Areas, state: ConsentState::Given, since, words }, actions);
        }
    });
}

/// Returns what was noted for today's areas, and its place among all that was noted.
fn noted<'a>(consents: &'a [Consent], wall: &Zoned) -> Option<(usize, &'a Consent)> {
    let place = consents.iter().rposition(|one| one.kind == ConsentKind::Areas)?;
    let consent = consents.get(place).filter(|one| one.state != ConsentState::NotSaid)?;
    (wall.timestamp().duration_since(consent.since) < COUNTS).then_some((place, consent))
}

fn pressed(ui: &Ui) -> bool {
    let is_free = ui.memory(|memory| memory.focused().is_none()) && !Popup::is_any_open(ui.ctx());
    is_free
        && ui.input_mut(|input| {
            // A key that is held says it once.
            let is_first =
                |event: &Event| matches!(event, Event::Key { key: Key::C, pressed: true, repeat: false, .. });
            input.events.iter().any(is_first) && input.consume_key(Modifiers::NONE, Key::C)
        })
}
