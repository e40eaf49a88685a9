//! One key by its logical name, as settings write it and caps show it.

use std::str::FromStr as _;

use strum::{EnumString, IntoStaticStr};

/// A key of a keyboard, by what it types in the layout that is on. Its name in `settings.toml` is the variant's, but for
/// the arrows and digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumString, IntoStaticStr)]
#[expect(missing_docs, reason = "the name is what stands on the cap")]
#[rustfmt::skip]
pub enum Key {
    #[strum(to_string = "Down", serialize = "ArrowDown")]
    ArrowDown,
    #[strum(to_string = "Left", serialize = "ArrowLeft")]
    ArrowLeft,
    #[strum(to_string = "Right", serialize = "ArrowRight")]
    ArrowRight,
    #[strum(to_string = "Up", serialize = "ArrowUp")]
    ArrowUp,
    #[strum(serialize = "0")]
    Num0,
    #[strum(serialize = "1")]
    Num1,
    #[strum(serialize = "2")]
    Num2,
    #[strum(serialize = "3")]
    Num3,
    #[strum(serialize = "4")]
    Num4,
    #[strum(serialize = "5")]
    Num5,
    #[strum(serialize = "6")]
    Num6,
    #[strum(serialize = "7")]
    Num7,
    #[strum(serialize = "8")]
    Num8,
    #[strum(serialize = "9")]
    Num9,
    A, B, C, D, E, F, G, H, I, J, K, L, M,
    N, O, P, Q, R, S, T, U, V, W, X, Y, Z,
    F1, F2, F3, F4, F5, F6, F7, F8, F9, F10, F11, F12,
    F13, F14, F15, F16, F17, F18, F19, F20, F21, F22, F23, F24,
    F25, F26, F27, F28, F29, F30, F31, F32, F33, F34, F35,
    Escape, Tab, Backspace, Enter, Insert, Delete, Home, End, PageUp, PageDown, Copy, Cut, Paste, Space, Colon, Comma, Minus, Period, Plus, Equals, Semicolon, Backslash, Slash, Pipe, Questionmark, Exclamationmark, OpenBracket, CloseBracket, OpenCurlyBracket, CloseCurlyBracket, Backtick, Quote,
    BrowserBack, BrowserForward, BrowserRefresh, BrowserSearch, BrowserHome, BrowserFavorites, BrowserStop, MediaPlayPause, MediaTrackNext, MediaTrackPrevious, MediaStop, AudioVolumeMute, AudioVolumeDown, AudioVolumeUp, LaunchMail, LaunchApp1, LaunchApp2, ShiftLeft, ShiftRight, ControlLeft, ControlRight, AltLeft, AltRight, SuperLeft, SuperRight, IntlBackslash, CapsLock, NumLock, ScrollLock, PrintScreen, Pause, Menu, Fn, Eject, Help, Power, Sleep, Clear,
}

/// Names that people write by hand, and what stands on the caps of punctuation.
const ALIASES: &[(&str, Key)] = &[
    ("Esc", Key::Escape),
    ("Return", Key::Enter),
    ("Equal", Key::Equals),
    (":", Key::Colon),
    (",", Key::Comma),
    ("\u{2212}", Key::Minus),
    ("-", Key::Minus),
    (".", Key::Period),
    ("+", Key::Plus),
    ("=", Key::Equals),
    (";", Key::Semicolon),
    ("\\", Key::Backslash),
    ("/", Key::Slash),
    ("|", Key::Pipe),
    ("?", Key::Questionmark),
    ("!", Key::Exclamationmark),
    ("[", Key::OpenBracket),
    ("]", Key::CloseBracket),
    ("{", Key::OpenCurlyBracket),
    ("}", Key::CloseCurlyBracket),
    ("`", Key::Backtick),
];

impl Key {
    /// Returns the key of this name; `None` where there is none.
    pub fn named(name: &str) -> Option<Self> {
        let alias = || ALIASES.iter().find(|(alias, _)| *alias == name).map(|(_, key)| *key);
        Self::from_str(name).ok().or_else(alias)
    }

    /// Returns its name, as settings write it.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Returns the word or sign on its cap.
    pub fn word(self) -> &'static str {
        let sign = || {
            ALIASES.iter().find(|(sign, key)| *key == self && !sign.starts_with(|letter: char| letter.is_alphabetic()))
        };
        match self {
            Self::PageUp => "Page up",
            Self::PageDown => "Page down",
            Self::Escape => "Esc",
            _ => sign().map_or(self.name(), |(sign, _)| sign),
        }
    }

    /// Returns the word for it in a sentence, where a sign would be misread.
    pub fn spoken(self) -> &'static str {
        match self {
            Self::Period => "Full stop",
            Self::Plus | Self::Minus | Self::Comma => self.name(),
            _ => self.word(),
        }
    }

    /// Returns the score that it types.
    pub fn digit(self) -> Option<u8> {
        let name = self.name().as_bytes();
        if let [digit @ b'0'..=b'9'] = name { Some(digit - b'0') } else { None }
    }

    /// Says if a text field uses it: it types, edits or moves the cursor.
    pub fn is_for_text(self) -> bool {
        self.is_character()
            || self.moves_cursor()
            || matches!(self, Self::Copy | Self::Cut | Self::Paste | Self::Insert)
    }

    /// Says if it types a character, or takes one away. The order of the variants says so.
    fn is_character(self) -> bool {
        let is_in = |first: Self, last: Self| self as u8 >= first as u8 && self as u8 <= last as u8;
        is_in(Self::Num0, Self::Z)
            || is_in(Self::Colon, Self::Quote)
            || matches!(self, Self::Space | Self::IntlBackslash | Self::Backspace | Self::Delete)
    }

    const fn moves_cursor(self) -> bool {
        matches!(
            self,
            Self::ArrowDown
                | Self::ArrowLeft
                | Self::ArrowRight
                | Self::ArrowUp
                | Self::Home
                | Self::End
                | Self::Tab
                | Self::Enter
        )
    }

    /// Says if it only changes what others do.
    pub const fn is_modifier(self) -> bool {
        matches!(
            self,
            Self::ShiftLeft
                | Self::ShiftRight
                | Self::ControlLeft
                | Self::ControlRight
                | Self::AltLeft
                | Self::AltRight
                | Self::SuperLeft
                | Self::SuperRight
                | Self::CapsLock
                | Self::NumLock
                | Self::ScrollLock
                | Self::Fn
        )
    }
}
