//! Optional facts about a client.

use egui::{Label, TextEdit, Ui};
use holdwell_editing::Saving;
use holdwell_editing::moment::MomentDraft;
use holdwell_model::{Client, Side};
use jiff::Zoned;
use jiff::civil::Date;

use super::super::loudness;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Button, Segmented, Stepper, TextField, limited, line, section, surface, undo_line};

/// Shows it. `name` is the one with which the page was opened.
pub(super) fn show(ui: &mut Ui, editor: &mut Saving<Client>, name: &str, by_rule: Option<Date>, wall: &Zoned) {
    section(ui, "Notes");
    notes(ui, &mut editor.edited_mut().notes);
    section(ui, "About");
    surface(ui, 20, |ui| {
        ui.spacing_mut().item_spacing.y = GRID;
        let client = editor.edited_mut();
        let problem = client.name.trim().is_empty().then_some("A name is needed; initials will do");
        ui.add(TextField::new("Name", &mut client.name).most(100).width(360.0).problem(problem));
        renamed(ui, name, &mut client.name);
        let mut called = client.called.clone().unwrap_or_default();
        let hint = Client { called: None, ..client.clone() }.spoken();
        ui.add(TextField::new("Called on the running screen", &mut called).most(30).width(360.0).hint(&hint));
        client.called = (!called.trim().is_empty()).then_some(called);
        named(ui, "Worse side", |ui| {
            let choices = [(None, "Not known"), (Some(Side::Left), "Left"), (Some(Side::Right), "Right")];
            ui.add(Segmented::new("Worse side", &mut client.worse_side, &choices));
        });
        named(ui, "Usual appointment", |ui| {
            let mut minutes = i64::from(client.slot_mins.unwrap_or(0));
            let words = |minutes: i64| if minutes == 0 { "not said".to_owned() } else { format!("{minutes} min") };
            ui.add(Stepper::new("Usual appointment", &mut minutes, 0..=240).step(5).words(&words));
            client.slot_mins = u16::try_from(minutes).ok().filter(|minutes| *minutes > 0);
        });
        named(ui, "Sound for them", |ui| {
            loudness::stepper(ui, "Sound for them", "as the device", &mut client.preferences.louder);
        });
        born(ui, client, wall);
        keep_until(ui, client, by_rule, wall);
    });
}

/// Offers the name back that the client had, once another one was written.
fn renamed(ui: &mut Ui, before: &str, name: &mut String) {
    let mut other = (name != before && !ui.ctx().text_edit_focused()).then(|| before.to_owned());
    if let Some(before) = undo_line(ui, &mut other, |before| format!("Renamed. It was {before}")) {
        *name = before;
    }
}

fn notes(ui: &mut Ui, notes: &mut String) {
    let theme = Theme::of(ui);
    ui.scope(|ui| {
        ui.visuals_mut().widgets.inactive.bg_stroke = theme.control();
        let response = limited(ui, notes, 20_000, |ui, notes| {
            let edit = TextEdit::multiline(notes).desired_width(f32::INFINITY).desired_rows(3);
            ui.add(edit.hint_text(theme.hint("Anything worth keeping")))
        });
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_label("Notes"));
    });
}

/// Shows the day of birth: of whoever is not of age the records are kept longer.
fn born(ui: &mut Ui, client: &mut Client, wall: &Zoned) {
    let id = ui.scope_id().with(("born", client.id));
    let known = client.born.map(|day| day.to_string()).unwrap_or_default();
    let mut written: String = ui.data(|data| data.get_temp(id)).unwrap_or_else(|| known.clone());
    let day = MomentDraft { day: written.clone(), time: "00:00".to_owned() };
    let read = day.read(wall).ok().map(|at| at.to_zoned(wall.time_zone().clone()).date());
    let is_wrong = read.is_none() && !written.trim().is_empty();
    let problem = is_wrong.then_some("Write the day as 2012-01-05 or 5 Jan 2012");
    let field = TextField::new("Born", &mut written).most(30).width(220.0).hint("5 Jan 2012").problem(problem);
    let response = ui.add(field);
    let has_keyboard = response.has_focus();
    if response.changed() {
        client.born = MomentDraft { day: written.clone(), ..day }
            .read(wall)
            .ok()
            .map(|at| at.to_zoned(wall.time_zone().clone()).date());
    }
    // What is being written stands as it is written; afterwards the day as it was read.
    ui.data_mut(|data| {
        data.remove_temp::<String>(id);
        if has_keyboard || is_wrong {
            data.insert_temp(id, written);
        }
    });
}

/// Shows the last day of keeping, in words, since nobody remembers what was typed there.
fn keep_until(ui: &mut Ui, client: &mut Client, by_rule: Option<Date>, wall: &Zoned) {
    const YEARS: [(i16, &str); 3] = [(5, "5 years"), (10, "10 years"), (30, "30 years")];
    let theme = Theme::of(ui);
    let today = wall.date();
    let until = &mut client.keep_until;
    named(ui, "Keep the records", |ui| {
        ui.horizontal_wrapped(|ui| {
            for (years, words) in YEARS {
                let name = format!("Keep for {words} from today");
                if ui.add(Button::new(&name).words(words)).clicked() {
                    *until = today.checked_add(jiff::Span::new().years(years)).ok();
                }
            }
            if until.is_some() && ui.add(Button::quiet("No date to keep until").words("No date")).clicked() {
                *until = None;
            }
            let words = match until {
                None => by_rule.map_or_else(
                    || "no date is set".to_owned(),
                    |day| format!("by your rule until {}", day.strftime("%-d %b %Y")),
                ),
                Some(date) if *date < today => format!("until {}: that day is over", date.strftime("%-d %b %Y")),
                Some(date) => format!("until {}", date.strftime("%-d %b %Y")),
            };
            let over = until.is_some_and(|date| date < today);
            line(ui, Font::Body, if over { theme.caution } else { theme.soft }, words);
        });
    });
}

/// Shows a control with its small name above it.
fn named(ui: &mut Ui, name: &str, add: impl FnOnce(&mut Ui)) {
    let theme = Theme::of(ui);
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.add(Label::new(theme.rich(Font::Small, name).color(theme.soft)));
        add(ui);
    });
}
