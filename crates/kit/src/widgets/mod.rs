//! The parts that screens are made of: themed, named for screen readers, with one look for hover and focus.
//!
//! Widgets never change session state. They take what they show and answer what was done to them.
//!
//! # Space never clicks by accident
//!
//! egui clicks the widget that has the keyboard on key-down of Space or Enter, repeats included, in the pass that sees
//! the key (`Context::get_response`). A pedal is a keyboard, so while a session runs two walls stand before that:
//!
//! 1. The app takes its keys in `raw_input_hook`. egui never sees them, nor the text they would type.
//! 2. The session's buttons are [`Button::by_key_only`]: they sense clicks but cannot take the keyboard, so there is
//!    nothing for Space to click. Mouse, touch and screen readers (the click action) reach them as ever, and each has
//!    its own key.
pub mod announce;
mod banner;
mod beside;
mod body_map;
mod button;
mod card;
mod chart;
mod chip;
mod empty;
mod fade;
mod field;
mod figure;
mod focus;
mod heading;
mod keycap;
mod level;
mod limit;
mod nudge;
mod phases;
mod progress;
mod rail;
mod ring;
mod rows;
mod search;
mod secret;
mod segmented;
mod star;
mod stepper;
mod strip;
#[cfg(test)]
mod tests;
mod text;
mod toggle;
mod undo;

pub use banner::Banner;
pub use beside::beside;
pub use body_map::{BodyMap, MapMark};
pub use button::Button;
pub use card::{Card, page, surface, tiles};
pub use chart::ChartView;
pub use chip::{ChipKind, chip, chip_button, chip_toggle, chips, filters};
pub use empty::EmptyState;
pub use fade::{DESK_SECS, ROOM_SECS, fade, fade_colour};
pub use field::TextField;
pub use figure::PositionFigure;
pub use focus::{Fresh, focus_ring, steady};
pub use heading::{section, title, title_row};
pub use keycap::keycap;
pub use level::Level;
pub use limit::limited;
pub use phases::{PhaseBlock, Phases};
pub use progress::progress;
pub use rail::rail;
pub use ring::{Ring, glow};
pub use rows::{At, Row, rows};
pub use search::{Asked, Search};
pub use secret::{Secret, Unread, forget_typed};
pub use segmented::Segmented;
pub use stepper::Stepper;
pub use strip::{Block, BlockState, Strip, StripResponse};
pub use text::{fit, fit_centred, fit_whole, line, one_row, whole_height, wrapped, wrapped_height};
pub use toggle::Toggle;
pub use undo::{undo_banner, undo_line};
