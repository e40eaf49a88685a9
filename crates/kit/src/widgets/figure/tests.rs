use egui_kittest::kittest::Queryable as _;

use super::PositionFigure;
use crate::testing;
use holdwell_library::Library;

#[test]
fn a_figure_says_what_it_shows() {
    let library = Library::builtin();
    let psoas = library.position("psoas").unwrap();
    let mut h = testing::harness([400.0, 400.0], |ui| {
        ui.add(PositionFigure::new(psoas));
    });
    h.run();
    assert!(h.query_by_label("Figure: supine, abdomen and hip, right").is_some());
}
