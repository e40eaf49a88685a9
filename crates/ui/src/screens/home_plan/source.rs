//! Sources of a home plan: a home routine, or positions for home that fit what was done.

use egui::Ui;
use holdwell_app::home_plan::{HomeDraft, HomePositions, Source};
use holdwell_model::{Audience, Position, Region};
use holdwell_store::ClientPage;

use crate::action::{Action, Actions};
use crate::cx::Cx;
use crate::screen::Page;
use crate::theme::{Font, GRID, Theme};
use crate::widgets::{Button, chip_toggle, line, section, surface, wrapped};

pub(super) fn show(ui: &mut Ui, draft: &mut HomeDraft, page: &ClientPage, cx: &Cx<'_>, actions: &mut Actions) {
    section(ui, "What");
    surface(ui, 16, |ui| {
        let theme = Theme::of(ui);
        ui.spacing_mut().item_spacing.y = GRID;
        if let Some(last) = page.home.first() {
            let words = format!("As “{}” was last time. Change what should be different", last.plan.title);
            wrapped(ui, Font::Small, theme.soft, words);
        }
        routines(ui, draft, cx);
        line(ui, Font::Strong, theme.text, "Or put one together");
        positions(ui, draft, page, cx, actions);
    });
}

/// Shows every home routine as a choice of one.
fn routines(ui: &mut Ui, draft: &mut HomeDraft, cx: &Cx<'_>) {
    wrap(ui, |ui| {
        for routine in cx.library.routines().iter().filter(|routine| routine.audience == Audience::Home) {
            let source = Source::Routine(routine.id.clone());
            let mut is_chosen = draft.source == source;
            if chip_toggle(ui, &routine.name, &mut is_chosen).clicked() {
                draft.choose(source);
            }
        }
    });
}

/// Shows the positions for home, those that fit the last session first, and what of it stays with the therapist.
fn positions(ui: &mut Ui, draft: &mut HomeDraft, page: &ClientPage, cx: &Cx<'_>, actions: &mut Actions) {
    let theme = Theme::of(ui);
    let session = cx.vault.session.as_deref().filter(|session| Some(session.session.id) == page.last_session());
    let offer = HomePositions::new(cx.library, session);
    for (title, positions) in [("Done last time", &offer.done), ("At the same places", &offer.near)] {
        if !positions.is_empty() {
            line(ui, Font::Small, theme.soft, title);
            chips(ui, draft, positions);
        }
    }
    if !offer.not.is_empty() {
        let names: Vec<&str> = offer.not.iter().map(|not| not.name.as_str()).collect();
        let words = format!("Not for home, because it needs your hands: {}", names.join(", "));
        wrapped(ui, Font::Small, theme.soft, words);
    }
    let hurting = page.client.hurting();
    let (there, elsewhere): (Vec<&Position>, Vec<&Position>) =
        offer.others.iter().partition(|position| hurting.contains(&position.region));
    if !there.is_empty() {
        line(ui, Font::Small, theme.soft, "Where it hurts");
        chips(ui, draft, &there);
    }
    let is_all = elsewhere.len() == cx.library.positions().filter(|position| position.home).count();
    let title = if is_all { "Positions for home" } else { "All others" };
    egui::CollapsingHeader::new(theme.rich(Font::Body, title).color(theme.soft)).id_salt("others").show(ui, |ui| {
        for region in Region::ALL {
            let here: Vec<&Position> =
                elsewhere.iter().filter(|position| position.region == *region).copied().collect();
            if !here.is_empty() {
                line(ui, Font::Small, theme.faint, region.name());
                chips(ui, draft, &here);
            }
        }
    });
    if ui.add(Button::quiet("Look them up in the library")).clicked() {
        actions.push(Action::Go(Page::Library));
    }
}

fn chips(ui: &mut Ui, draft: &mut HomeDraft, positions: &[&Position]) {
    wrap(ui, |ui| {
        for position in positions {
            let name = position.plain_name.as_deref().unwrap_or(&position.name);
            let built = if let Source::Built(built) = &draft.source { built.as_slice() } else { &[] };
            let mut is_in = built.contains(&position.id);
            if chip_toggle(ui, name, &mut is_in).clicked() {
                draft.toggle(&position.id);
            }
        }
    });
}

/// Shows chips close to each other, also where they stand in several rows.
fn wrap(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    ui.scope(|ui| {
        ui.spacing_mut().interact_size.y = 0.0;
        ui.spacing_mut().item_spacing = egui::vec2(GRID, GRID);
        ui.horizontal_wrapped(add);
    });
}
