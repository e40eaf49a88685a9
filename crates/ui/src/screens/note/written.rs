//! A note while it is written: a field for each part, with the sentences that one key puts into it.

use egui::{Key, Modifiers, Ui};
use holdwell_app::note::{NoteSources, areas, built_in, template};
use holdwell_app::text;
use holdwell_app::text::note::{BLOCKS, part_name};
use holdwell_model::Arc;
use holdwell_store::{Consent, ConsentKind, ConsentState, NotePart, NoteRequest, Request, TextBlock, UserContent};

use super::super::keeping::Keeping;
use super::edited::EditedNote;
use super::{NoteSheet, pressed};
use crate::cx::Cx;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Banner, Button, ChipKind, TextField, chip_button, chip_toggle, steady, undo_line, wrapped};

/// The most characters in a part.
const MOST: usize = 20_000;
/// The keys that put a sentence into the part that has the keyboard, with Ctrl.
const KEYS: [Key; 9] =
    [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];

impl NoteSheet {
    /// Shows the fields, and what fills them.
    pub(super) fn written(&mut self, ui: &mut Ui, sources: &NoteSources<'_>, cx: &Cx<'_>) {
        let Some(mut edited) = self.edited.take() else { return };
        self.signing.ui(ui, edited.session, edited.text());
        let again = edited.is_refused()
            && Banner::error("What is written here is not in the vault yet").action("Save it now").show(ui);
        templates(ui, &mut edited, sources, cx);
        let mut undone = edited.undo.as_ref().map(|(_, said)| *said);
        if undo_line(ui, &mut undone, |said| (*said).to_owned()).is_some() {
            edited.take_back();
        }
        let mut is_left = again;
        for part in NotePart::ALL {
            is_left |= part_ui(ui, *part, &mut edited, sources, &cx.vault.own);
        }
        let words = "Ctrl and 1 to 9 put a sentence into the field that has the keyboard, Ctrl and 0 what stood there \
                     last time";
        wrapped(ui, Font::Small, Theme::of(ui).faint, words);
        if let Some(apart) = self.apart(ui, sources.page, cx) {
            edited.take_in(&apart);
            is_left = true;
        }
        self.consent(ui, sources);
        self.own.ui(ui, cx);
        self.is_left |= is_left || (edited.is_due() && !ui.ctx().text_edit_focused());
        self.edited = Some(edited);
    }

    /// Offers to note the consent to the areas of the session, where nobody was asked by a key before it.
    fn consent(&mut self, ui: &mut Ui, sources: &NoteSources<'_>) {
        let Some(client) = sources.page.session.client.filter(|_| sources.page.note.consent.is_none()) else { return };
        let words = areas(sources.page.plan.steps.iter().map(AsRef::as_ref));
        let hint = "Where they agreed before the session and it was not noted then";
        let button = Button::quiet("Note their consent to these areas").hint(hint).disabled(self.asked.word());
        if ui.add(button).clicked() {
            let since = sources.page.session.began;
            let consent = Consent { kind: ConsentKind::Areas, state: ConsentState::Given, since, words };
            let request = Request::Note(NoteRequest::Consent(client, Box::new(consent)));
            self.asked = Keeping::Asked(Box::new(request));
        }
        ui.add_space(GRID);
    }
}

/// Shows the templates, and the note of last time.
fn templates(ui: &mut Ui, edited: &mut EditedNote, sources: &NoteSources<'_>, cx: &Cx<'_>) {
    let own = &cx.vault.own.note_templates;
    let mut chosen = None;
    ui.horizontal_wrapped(|ui| {
        let all = built_in().into_iter().chain(own.iter().map(|one| (**one).clone()));
        for template in all {
            let mut is_on = template.id == edited.text().template;
            if chip_toggle(ui, &template.name, &mut is_on).clicked() {
                chosen = Some(template);
            }
        }
        let fresh = Button::quiet("Draft it anew").hint("From the record as it is now; that can be undone");
        if ui.add(fresh).clicked() {
            chosen = Some(template(&edited.text().template, own));
        }
    });
    if let Some(template) = chosen {
        edited.draft_anew(sources, &template);
    }
    let Some(last) = &sources.page.note.last else { return };
    let hint = "Fills in what was written last time, and says what differs";
    let same = Button::new("Same as last time").key("L").hint(hint);
    if ui.add(same).clicked() || pressed(ui, Key::L) {
        edited.fill(&last.text);
    }
}

/// Shows a part: its field and its sentences. Returns true where its field was left.
fn part_ui(ui: &mut Ui, part: NotePart, edited: &mut EditedNote, sources: &NoteSources<'_>, own: &UserContent) -> bool {
    let blocks = blocks(part, own);
    let last = sources.page.note.last.as_ref().map(|last| last.text.part(part).trim()).filter(|text| !text.is_empty());
    let id = ui.scope_id().with(("note", part.key()));
    // The key is taken before the field could see it.
    let has_keyboard = ui.data(|data| data.get_temp::<bool>(id)).unwrap_or(false);
    let key = |key| ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, key));
    let by_key =
        has_keyboard.then(|| KEYS.iter().zip(&blocks).find(|(of, _)| key(**of)).map(|(_, block)| block.clone()));
    let by_last = has_keyboard && last.is_some() && key(Key::Num0);
    ui.add_space(GRID);
    let rows = edited.text().part(part).lines().count().clamp(2, 24);
    let name = part_name(part);
    let field = TextField::new(name, edited.part_mut(part)).most(MOST).width(f32::INFINITY).rows(rows);
    let response = steady(ui, part.key(), |ui| ui.add(field));
    let has_keyboard = response.has_focus();
    ui.data_mut(|data| data.insert_temp(id, has_keyboard));
    let mut put = by_key.flatten();
    let mut takes_last = by_last;
    ui.horizontal_wrapped(|ui| {
        for block in &blocks {
            if chip_button(ui, ChipKind::Plain, &text::short(block, 37)).on_hover_text(block).clicked() {
                put = Some(block.clone());
            }
        }
        if last.is_some() && chip_button(ui, ChipKind::Plain, &format!("Last note's {}", part.letter())).clicked() {
            takes_last = true;
        }
    });
    if let Some(words) = put {
        edited.add(part, &words, "A sentence was put in");
    }
    if let Some(last) = last.filter(|_| takes_last) {
        edited.add(part, last, "Taken from the last note");
    }
    response.lost_focus()
}

/// Lists the sentences for a part: the therapist's own first.
fn blocks(part: NotePart, own: &UserContent) -> Vec<String> {
    let mine =
        own.text_blocks.iter().filter(|block: &&Arc<TextBlock>| block.part == part).map(|block| block.text.clone());
    let known = BLOCKS.iter().filter(|(of, _)| *of == part).map(|(_, text)| (*text).to_owned());
    mine.chain(known).collect()
}
