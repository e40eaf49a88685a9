//! The cautions that must be seen before hands are laid on.

use std::collections::{BTreeMap, BTreeSet};

use egui::{Align, Frame, Key, Layout, Margin, Ui, vec2};
use holdwell_app::selected_client::SelectedClient;
use holdwell_editing::Saving;
use holdwell_library::Library;
use holdwell_library::find::Query;
use holdwell_model::{Caution, Client, Id, Region, Side, Touches, fold};
use holdwell_store::{ClientPage, new_id};

use super::super::field_width;
use crate::cx::Cx;
use crate::theme::{BUTTON_RADIUS, Font, GRID, Theme};
use crate::widgets::{
    Asked, Button, ChipKind, Row, Search, Segmented, TextField, beside, chip, chip_button, section, undo_line, wrapped,
};

/// The edits of the cautions that are open.
#[derive(Debug, Default)]
pub(super) struct Cautions {
    /// The text of a new one.
    new: String,
    /// The one whose words are being changed.
    edited: Option<Id>,
    /// The one whose place on the body is being chosen.
    placed: Option<(Id, Search)>,
    /// The one that was removed last, with its place.
    removed: Option<(usize, Caution)>,
}

enum CautionAction {
    Remove(usize),
    Edit(Id),
    Place(Id),
    Touch(usize, Touches),
    Close,
}

impl Cautions {
    /// Shows them. Returns true where a place was chosen, which is said as a whole though its field has the keyboard.
    pub(super) fn ui(&mut self, ui: &mut Ui, page: &ClientPage, editor: &mut Saving<Client>, cx: &Cx<'_>) -> bool {
        section(ui, "Cautions");
        let selected = SelectedClient::of_page(page);
        let mut action = None;
        for (index, caution) in editor.edited_mut().cautions.iter_mut().enumerate() {
            action = self.one(ui, &selected, (index, caution), cx.library).or(action);
        }
        let is_placed = matches!(action, Some(CautionAction::Touch(..)));
        match action {
            Some(CautionAction::Remove(index)) if index < editor.edited().cautions.len() => {
                self.removed = Some((index, editor.edited_mut().cautions.remove(index)));
            }
            Some(CautionAction::Edit(id)) => self.edited = Some(id),
            Some(CautionAction::Place(id)) => self.placed = Some((id, Search::default())),
            Some(CautionAction::Touch(index, touches)) => {
                if let Some(caution) = editor.edited_mut().cautions.get_mut(index) {
                    caution.touches = touches;
                }
            }
            Some(CautionAction::Close) => (self.placed, self.edited) = (None, None),
            _ => {}
        }
        self.take_back(ui, editor);
        self.add(ui, editor, cx);
        is_placed
    }

    fn one(
        &mut self,
        ui: &mut Ui,
        selected: &SelectedClient,
        (index, caution): (usize, &mut Caution),
        library: &Library,
    ) -> Option<CautionAction> {
        let theme = Theme::of(ui);
        let mut action = None;
        let frame = Frame::new().fill(theme.caution_ground).corner_radius(BUTTON_RADIUS).stroke(theme.edge());
        frame.inner_margin(Margin::symmetric(16, 6)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            let known = caution.clone();
            let mut is_written = false;
            let words = |ui: &mut Ui| {
                if self.edited == Some(known.id) {
                    let field = ui.add(TextField::new("Caution", &mut caution.text).most(300).width(360.0));
                    is_written = field.lost_focus();
                } else {
                    wrapped(ui, Font::Body, theme.caution, &known.text);
                }
            };
            action = beside(ui, ("caution", known.id), words, |ui| buttons(ui, selected, (index, &known), library));
            action = action.take().or(is_written.then_some(CautionAction::Close));
            if let Some((id, search)) = &mut self.placed
                && *id == caution.id
            {
                let place = places(ui, search, (index, &caution.touches), library);
                let done = ui.add(Button::new("Done")).clicked().then_some(CautionAction::Close);
                let side = sides(ui, &caution.touches).map(|touches| CautionAction::Touch(index, touches));
                action = place.or(side).or(done).or(action.take());
            }
        });
        action
    }

    /// Offers the removed caution back, until another one is removed or the page is left.
    fn take_back(&mut self, ui: &mut Ui, editor: &mut Saving<Client>) {
        let removed = undo_line(ui, &mut self.removed, |(_, caution)| format!("Removed: {}", caution.text));
        if let Some((index, caution)) = removed {
            let cautions = &mut editor.edited_mut().cautions;
            cautions.insert(index.min(cautions.len()), caution);
        }
    }

    fn add(&mut self, ui: &mut Ui, editor: &mut Saving<Client>, cx: &Cx<'_>) {
        ui.add_space(4.0);
        // The button stands level with the field, whose name is above it.
        let size = vec2(ui.available_width(), TextField::height(ui));
        ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::BOTTOM), |ui| {
            let add = Button::new("Add");
            let width = field_width(ui, 360.0, add.room(ui).x + GRID);
            let field = TextField::new("New caution", &mut self.new).most(300).width(width);
            let response = ui.add(field.hint("right hip replaced, no crossing of the midline"));
            let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
            let added = ui.add(add).clicked() || entered;
            let text = self.new.trim();
            if added && !text.is_empty() {
                let now = cx.wall.timestamp();
                let caution =
                    Caution { id: new_id(now), text: text.to_owned(), touches: Touches::Everything, since: now };
                editor.edited_mut().cautions.push(caution);
                self.new.clear();
            }
        });
        ui.add_space(GRID);
    }
}

/// Shows whether a caution is new, where it matters, and the buttons that change it.
fn buttons(
    ui: &mut Ui,
    selected: &SelectedClient,
    (index, caution): (usize, &Caution),
    library: &Library,
) -> Option<CautionAction> {
    if selected.is_new(caution) {
        chip(ui, ChipKind::Plain, "new");
    }
    let place = chip_button(ui, ChipKind::Plain, &place(&caution.touches, library)).clicked();
    let edit = ui.add(Button::quiet(&format!("Change “{}”", caution.text)).words("Change")).clicked();
    let remove = ui.add(Button::quiet(&format!("Remove “{}”", caution.text)).words("Remove")).clicked();
    let asked = [
        (place, CautionAction::Place(caution.id)),
        (edit, CautionAction::Edit(caution.id)),
        (remove, CautionAction::Remove(index)),
    ];
    asked.into_iter().find_map(|(is_asked, action)| is_asked.then_some(action))
}

/// Returns the place where a caution matters, in words.
fn place(touches: &Touches, library: &Library) -> String {
    match touches {
        Touches::Everything => "everywhere".to_owned(),
        Touches::Regions(regions, side) => {
            let names = regions.iter().map(|region| region.name());
            let side = side.map(|side| side.word().to_lowercase());
            names.map(str::to_owned).chain(side).collect::<Vec<_>>().join(", ")
        }
        Touches::Position(id) => library.position(id).map_or_else(|| id.clone(), |position| position.name.clone()),
    }
}

/// Shows the search for a place: everywhere, one position, or regions, of which each press adds or takes one.
fn places(
    ui: &mut Ui,
    search: &mut Search,
    (index, touches): (usize, &Touches),
    library: &Library,
) -> Option<CautionAction> {
    let wanted = fold(search.words.trim());
    let is_wanted = |name: &str| fold(name).contains(&wanted);
    let all = std::iter::once((Touches::Everything, "Everywhere", ""));
    let is_chosen = |region: &Region| matches!(touches, Touches::Regions(regions, _) if regions.contains(region));
    let regions = Region::ALL.iter().map(|region| {
        (with_or_without(touches, *region), region.name(), if is_chosen(region) { "chosen" } else { "region" })
    });
    let mut found: Vec<(Touches, &str, &str)> = all.chain(regions).filter(|(_, name, _)| is_wanted(name)).collect();
    // By whatever names the library knows them.
    let query = Query { text: search.words.clone(), ..Query::default() };
    let positions = library.index().find(&query, &BTreeSet::new(), &BTreeMap::new());
    let positions = positions.iter().filter_map(|found| library.position(&found.id));
    found.extend(positions.map(|one| (Touches::Position(one.id.clone()), one.name.as_str(), "position")));
    let rows: Vec<Row> = found.iter().map(|(_, name, kind)| Row::new(*name, "", *kind)).collect();
    let asked = search.field(ui, ("Where it matters", "A position, or one region after the other"), rows.len());
    let pressed = search.short_list(ui, "places", 4, &rows);
    if asked == Asked::Left {
        return Some(CautionAction::Close);
    }
    let row = asked.row(None, pressed)?;
    // The next one is typed at once.
    search.words.clear();
    search.focus();
    found.into_iter().nth(row).map(|(touches, ..)| CautionAction::Touch(index, touches))
}

/// Returns the regions with this one, or without it where it was among them; without any, everywhere.
fn with_or_without(touches: &Touches, region: Region) -> Touches {
    let Touches::Regions(regions, side) = touches else { return Touches::region(region) };
    let mut regions = regions.clone();
    if !regions.remove(&region) {
        regions.insert(region);
    }
    if regions.is_empty() { Touches::Everything } else { Touches::Regions(regions, *side) }
}

/// Shows the side on which regions matter.
fn sides(ui: &mut Ui, touches: &Touches) -> Option<Touches> {
    const SIDES: [(Option<Side>, &str); 3] =
        [(None, "Either side"), (Some(Side::Left), "Left"), (Some(Side::Right), "Right")];
    let Touches::Regions(regions, side) = touches else { return None };
    let mut chosen = *side;
    ui.add(Segmented::new("Side that matters", &mut chosen, &SIDES));
    (chosen != *side).then(|| Touches::Regions(regions.clone(), chosen))
}
