//! Clicks that belong to the page on which they began.

use egui::{Event, Pos2};

use crate::app::Shown;

/// The time in which a second press at the same place is the second half of a double click, in seconds.
const DOUBLE_SECS: f64 = 0.5;
/// The greatest distance between the presses of a double click, in points.
const DOUBLE_REACH: f32 = 12.0;

/// The last press of a mouse or a finger.
///
/// Whoever double-clicks on Start or Done has the next page under the pointer at the second click. That click was meant
/// for the page that is gone, and must press nothing here.
#[derive(Debug, Clone, Default)]
pub(crate) struct Clicks {
    last: Option<Press>,
    /// Set until the release of a press that the window did not see.
    is_hidden: bool,
}

#[derive(Debug, Clone, Copy)]
struct Press {
    at: f64,
    place: Pos2,
    on: Shown,
}

impl Clicks {
    /// Says if the window may see an event, with what is shown and the time in seconds.
    pub(crate) fn admits(&mut self, event: &Event, shown: Shown, time: f64) -> bool {
        let Event::PointerButton { pos, pressed, .. } = *event else { return true };
        if !pressed {
            return !std::mem::take(&mut self.is_hidden);
        }
        let second = |last: &Press| time - last.at < DOUBLE_SECS && last.place.distance(pos) < DOUBLE_REACH;
        let before = self.last.filter(second).map(|last| last.on);
        self.is_hidden = before.is_some_and(|before| before != shown);
        self.last = Some(Press { at: time, place: pos, on: before.unwrap_or(shown) });
        !self.is_hidden
    }
}

#[cfg(test)]
mod tests {
    use egui::{Modifiers, PointerButton, pos2};

    use super::*;
    use crate::screen::Page;

    fn click(clicks: &mut Clicks, x: f32, shown: Shown, time: f64) -> [bool; 2] {
        let button = |pressed| Event::PointerButton {
            pos: pos2(x, 50.0),
            button: PointerButton::Primary,
            pressed,
            modifiers: Modifiers::NONE,
        };
        [true, false].map(|pressed| clicks.admits(&button(pressed), shown, time))
    }

    #[test]
    fn the_second_half_of_a_double_click_does_not_reach_the_next_page() {
        let (start, session) = (Shown::Page(Page::Start), Shown::Session);
        let mut clicks = Clicks::default();
        assert_eq!(click(&mut clicks, 50.0, start, 1.0), [true, true]);
        assert_eq!(click(&mut clicks, 52.0, session, 1.3), [false, false]);
        assert_eq!(click(&mut clicks, 52.0, session, 1.6), [false, false], "nor does a third");
        assert_eq!(click(&mut clicks, 52.0, session, 2.2), [true, true], "a click of its own does");
    }

    #[test]
    fn a_click_elsewhere_or_on_the_same_page_is_seen() {
        let (start, session) = (Shown::Page(Page::Start), Shown::Session);
        let mut clicks = Clicks::default();
        assert_eq!(click(&mut clicks, 50.0, start, 1.0), [true, true]);
        assert_eq!(click(&mut clicks, 50.0, start, 1.1), [true, true]);
        assert_eq!(click(&mut clicks, 90.0, session, 1.3), [true, true]);
    }
}
