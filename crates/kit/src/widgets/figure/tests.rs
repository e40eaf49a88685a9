use egui_kittest::kittest::Queryable as _;

use super::{PositionFigure, laid_out};
use crate::testing;
use holdwell_library::Library;
use holdwell_model::{Arc, Side};

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

#[test]
fn a_figure_that_stands_still_is_laid_out_once() {
    let library = Library::builtin();
    let psoas = library.position("psoas").unwrap();
    let mut seen = Vec::new();
    let mut h = testing::harness([400.0, 400.0], |ui| {
        seen.push(
            [(Side::Right, 300.0), (Side::Left, 300.0), (Side::Right, 200.0)]
                .map(|(side, width)| laid_out(ui, psoas, side, width)),
        );
    });
    h.run_steps(2);
    drop(h);
    let [.., before, now] = seen.as_slice() else { panic!("several frames") };
    assert!(before.iter().zip(now).all(|(before, now)| Arc::ptr_eq(before, now)), "nothing is laid out again");
    assert!((0..3).all(|one| !Arc::ptr_eq(&now[one], &now[(one + 1) % 3])), "each side and width by itself");
}
