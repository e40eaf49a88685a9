//! File names as they may be shown: a name can hold anything, a terminal obeys some of it.

use std::fmt::Write as _;
use std::path::Path;

/// Returns a path to be shown to a person: what cannot be seen stands there as its code.
pub fn shown(path: &Path) -> String {
    let mut shown = String::new();
    for letter in path.to_string_lossy().chars() {
        if is_unseen(letter) {
            // Writing into a text never fails.
            write!(shown, "{}", letter.escape_unicode()).unwrap_or_default();
        } else {
            shown.push(letter);
        }
    }
    shown
}

/// Says if a character cannot be seen, or makes what stands around it look like something else: it breaks the line, turns
/// the direction of reading, or takes no room. The two joiners, which some scripts write with, are not among them.
pub fn is_unseen(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}
