//! The parts that the window is made of: its theme, its icons, its widgets.
//!
//! Nothing here knows a screen, the vault or the conductor. A widget takes what it shows and answers what was done to
//! it.
//!
//! ```
//! use holdwell_app::settings::Look;
//! use holdwell_kit::theme::Theme;
//! use holdwell_kit::widgets::Button;
//!
//! let ctx = egui::Context::default();
//! Theme::new(Look::Light).apply(&ctx);
//! let mut frame = ctx.run_ui(egui::RawInput::default(), |ui| {
//!     assert!(!ui.add(Button::new("Save").hint("Save (Ctrl+S)")).clicked());
//! });
//! frame.textures_delta.clear();
//! ```

pub mod icons;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
pub mod theme;
pub mod widgets;
