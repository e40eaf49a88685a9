//! The yardstick of `benches/window`: a bare eframe window with a ring and two labels, and nothing else.
//!
//! usage: `bare_window [REPAINTS_PER_SECOND]`; without the figure it rests.
use eframe::egui;

struct Bare {
    repaints: f64,
}

impl eframe::App for Bare {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        let seconds = ui.input(|input| input.time);
        egui::CentralPanel::default().show(ui, |ui| {
            ui.heading("Psoas major");
            ui.label(format!("{seconds:.0} s"));
            let centre = ui.max_rect().center();
            let stroke = egui::Stroke::new(14.0, egui::Color32::LIGHT_GREEN);
            let turn = (seconds / 35.0).fract() as f32 * std::f32::consts::TAU;
            let points = (0..=90).map(|step| centre + 180.0 * egui::Vec2::angled(turn * step as f32 / 90.0)).collect();
            ui.painter().add(egui::Shape::line(points, stroke));
        });
        if self.repaints > 0.0 {
            ui.ctx().request_repaint_after_secs((1.0 / self.repaints) as f32);
        }
    }
}

fn main() -> eframe::Result {
    let repaints = std::env::args().nth(1).and_then(|rate| rate.parse().ok()).unwrap_or(0.0);
    let viewport = egui::ViewportBuilder::default().with_inner_size([1280.0, 800.0]);
    let options = eframe::NativeOptions { viewport, ..eframe::NativeOptions::default() };
    eframe::run_native("Bare window", options, Box::new(move |_| Ok(Box::new(Bare { repaints }))))
}
