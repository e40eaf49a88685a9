//! The icons that the window uses, from Phosphor (regular).
//!
//! `assets/fonts/subset` reads this list and keeps only these glyphs: run it after adding one.
//! A test draws each, so an icon that is not in the file fails there and not as a box on the screen.

use holdwell_app::command::UiCommand;

/// One glyph of the icon font. It is also a fallback of every text family, so it may stand inside a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Icon(pub &'static str);

impl Icon {
    /// Returns the icon of a command, for where there is no room for its word.
    pub const fn of(command: UiCommand) -> Self {
        match command {
            UiCommand::Advance | UiCommand::Start => PLAY,
            UiCommand::UndoOrBack => UNDO,
            UiCommand::Mark => FLAG,
            UiCommand::PauseOrGoOn => PAUSE,
            UiCommand::Hush => HUSH,
            UiCommand::Extend | UiCommand::Insert => MORE,
            UiCommand::Shorten => LESS,
            UiCommand::OtherSide => OTHER_SIDE,
            UiCommand::Repeat | UiCommand::Again => REPEAT,
            UiCommand::Restart => RESTART,
            UiCommand::Skip => SKIP,
            UiCommand::Choose | UiCommand::Summary => LIST,
            UiCommand::Score => STAR,
            UiCommand::Note | UiCommand::Name => NOTE,
            UiCommand::StepBefore | UiCommand::Earlier => LEFT,
            UiCommand::StepAfter | UiCommand::Jump | UiCommand::Later => RIGHT,
            UiCommand::Drop => X,
            UiCommand::Mute | UiCommand::Louder => SOUND,
            UiCommand::Quieter => SOUND_LOW,
            UiCommand::Stop => STOP,
            UiCommand::QuickHold => TIMER,
            UiCommand::Find => SEARCH,
            UiCommand::Lock => LOCK,
        }
    }
}

macro_rules! icons {
    ($($name:ident = $glyph:literal)*) => {
        $(#[expect(missing_docs, reason = "the name is what it shows")] pub const $name: Icon = Icon($glyph);)*
        /// Every icon there is.
        pub const ALL: &[Icon] = &[$($name),*];
    };
}

icons! {
    ARROW_DOWN = "\u{e03e}"
    ARROW_UP = "\u{e08e}"
    BACK = "\u{e058}"
    BELL = "\u{e0ce}"
    BELL_OFF = "\u{e0d4}"
    BOOKS = "\u{e758}"
    BREATH = "\u{e5d2}"
    CALENDAR = "\u{e10a}"
    CHECK = "\u{e182}"
    COPY = "\u{e1ca}"
    DOWN = "\u{e136}"
    DRAG = "\u{eae2}"
    DUPLICATE = "\u{e69c}"
    EAR = "\u{e70c}"
    ERASE = "\u{e4a6}"
    EYE = "\u{e220}"
    EYE_OFF = "\u{e224}"
    FAST = "\u{e6a6}"
    FINISH = "\u{ea38}"
    FLAG = "\u{e244}"
    FOLDER = "\u{e256}"
    GEAR = "\u{e270}"
    HAND = "\u{e298}"
    HISTORY = "\u{e1a0}"
    HOUSE = "\u{e2c2}"
    HUSH = "\u{e57e}"
    INFO = "\u{e2ce}"
    KEYBOARD = "\u{e2d8}"
    LEFT = "\u{e138}"
    LESS = "\u{e32a}"
    LIST = "\u{e2f2}"
    LOCK = "\u{e2fa}"
    LOOK = "\u{e18c}"
    MOON = "\u{e330}"
    MORE = "\u{e3d4}"
    NOTE = "\u{e34c}"
    OTHER_SIDE = "\u{e0a0}"
    PASTE = "\u{e196}"
    PAUSE = "\u{e39e}"
    PENCIL = "\u{e3b4}"
    PERSON = "\u{e72e}"
    PICTURE = "\u{e2ca}"
    PIN = "\u{e3e2}"
    PLAY = "\u{e3d0}"
    PRINT = "\u{e3dc}"
    REDO = "\u{e08c}"
    REPEAT = "\u{e3f6}"
    RESTART = "\u{e038}"
    RIGHT = "\u{e13a}"
    SAVE = "\u{e248}"
    SEARCH = "\u{e30c}"
    SKIP = "\u{e5a6}"
    SOUND = "\u{e44a}"
    SOUND_LOW = "\u{e44c}"
    SOUND_OFF = "\u{e45a}"
    STAR = "\u{e46a}"
    STOP = "\u{e46c}"
    SUN = "\u{e472}"
    THREE_DOTS = "\u{e1fe}"
    TIMER = "\u{e492}"
    UNDO = "\u{e08a}"
    UP = "\u{e13c}"
    USERS = "\u{e4d6}"
    WARNING = "\u{e4e0}"
    X = "\u{e4f6}"
}
