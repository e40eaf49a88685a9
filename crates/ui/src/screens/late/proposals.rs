//! Names from the library for a hold of a late entry: as one types, each with its sides.

use egui::Ui;
use holdwell_editing::FoundPositions;
use holdwell_library::find::Query;
use holdwell_model::Side;

use crate::cx::Cx;
use crate::widgets::{ChipKind, chip_button};

/// The most positions that are proposed.
const MOST: usize = 4;

/// The names that are proposed.
#[derive(Debug, Default)]
pub(super) struct Proposals {
    found: FoundPositions,
}

impl Proposals {
    /// Shows the positions that these words find, and returns the name that was pressed: "Psoas major, left". Without
    /// words those are shown that were held most.
    pub(super) fn ui(&mut self, ui: &mut Ui, words: &str, cx: &Cx<'_>) -> Option<String> {
        let is_empty = words.trim().is_empty();
        let found = self.found.find(Query { text: words.to_owned(), ..Query::default() }, None, cx.content());
        let mut proposed: Vec<_> = found.iter().filter(|found| !is_empty || found.used > 0).collect();
        if is_empty {
            proposed.sort_by_key(|found| std::cmp::Reverse(found.used));
        }
        let mut pressed = None;
        ui.horizontal_wrapped(|ui| {
            for found in proposed.into_iter().take(MOST) {
                let sides: &[Side] = if found.sided { &[Side::Left, Side::Right] } else { &[Side::Midline] };
                for side in sides {
                    let name = match side.word() {
                        "" => found.name.clone(),
                        word => format!("{}, {}", found.name, word.to_lowercase()),
                    };
                    if chip_button(ui, ChipKind::Plain, &name).clicked() {
                        pressed = Some(name);
                    }
                }
            }
        });
        pressed
    }
}
