//! The panel that scores by clicks: the moment and the contact are those whose turn it is, and can be changed.

use egui::Ui;
use holdwell_app::text;
use holdwell_engine::{Command, Point, ScoreKind};

use super::SessionProps;
use super::naming::head;
use crate::action::{Action, Actions};
use crate::theme::{Font, Theme};
use crate::widgets::{Button, Segmented, line};

/// Choices for a score that is being given; the rest follows the session.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Scoring {
    kind: Option<ScoreKind>,
    point: Option<Point>,
}

/// Shows the panel; returns true where it is to be closed.
pub(super) fn score(
    ui: &mut Ui,
    props: &SessionProps<'_>,
    Scoring { kind, point }: &mut Scoring,
    actions: &mut Actions,
) -> bool {
    let view = props.view;
    let kinds: Vec<(ScoreKind, &str)> = view.score_kinds().into_iter().map(|kind| (kind, kind.word())).collect();
    let is_possible = |wanted: &ScoreKind| kinds.iter().any(|(kind, _)| kind == wanted);
    let mut when = kind.filter(is_possible).unwrap_or_else(|| view.score_kind());
    let closes = head(ui, |ui| {
        line(ui, Font::Strong, Theme::of(ui).text, "Tenderness");
        if kinds.len() < 2 {
            line(ui, Font::Body, Theme::of(ui).soft, when.word());
        }
    });
    if kinds.len() > 1 && ui.add(Segmented::new("When it was felt", &mut when, &kinds)).changed() {
        (*kind, *point) = (Some(when), None);
    }
    let names: Vec<(Point, String)> =
        view.points(when).into_iter().map(|point| (point, text::point(view, point))).collect();
    let is_there = |wanted: &Point| names.iter().any(|(point, _)| point == wanted);
    let mut place = point.filter(is_there).or_else(|| view.next_point(when));
    if let [(_, name)] = names.as_slice() {
        line(ui, Font::Body, Theme::of(ui).soft, name.as_str());
    } else if !names.is_empty() {
        let choices: Vec<_> = names.iter().map(|(point, name)| (Some(*point), name.as_str())).collect();
        if ui.add(Segmented::new("Where it was felt", &mut place, &choices)).changed() {
            *point = place;
        }
    }
    let mut is_given = false;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for value in 0..=10_u8 {
            if ui.add(Button::new(&value.to_string()).width(40.0).by_key_only()).clicked() {
                actions.push(Action::Tell(Command::Score { kind: when, value, point: place }));
                is_given = true;
            }
        }
    });
    is_given || closes
}
