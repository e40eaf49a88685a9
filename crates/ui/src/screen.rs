//! The pages of the window: the trait behind each, and the one list of them.
//!
//! A new page is a file of its own in `screens` that implements [`Screen`], and a line in the list below; one that is a place
//! of the rail has its icon and word in that line.

use egui::{Context, Ui};
use holdwell_model::Id;
use holdwell_store::{Failure, Request, Ticket, VaultQuery};

use crate::action::Actions;
use crate::cx::Cx;
use crate::icons::{self, Icon};
use crate::screens::{
    BuilderScreen, ClientScreen, ClientsScreen, CourseScreen, DiaryScreen, HistoryScreen, HomePlanScreen, LateScreen,
    LibraryScreen, PracticeScreen, PresetScreen, QuestionsScreen, RecordScreen, SettingsScreen, StartScreen,
    UnlockScreen,
};

/// A page of the window.
pub trait Screen {
    /// Draws the page, and pushes the actions that it asks for.
    fn ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, actions: &mut Actions);

    /// Returns what the page needs of the vault.
    fn query(&self, _cx: &Cx<'_>) -> VaultQuery {
        VaultQuery::default()
    }

    /// Says if the page shows only what an open vault holds.
    fn needs_vault(&self) -> bool {
        true
    }

    /// Returns the way in which the page fills the window.
    fn frame(&self) -> PageFrame {
        PageFrame::Scrolled(0)
    }

    /// Prepares the page to be gone to.
    fn enter(&mut self) {}

    /// Tidies up as another page is gone to.
    fn leave(&mut self) {}

    /// Wipes a secret that was typed, where the page is not shown any more.
    fn wipe(&mut self, _ctx: &Context) {}

    /// Sends the edits that are due to be saved; returns false where one could not be taken in. With a `time`, the
    /// window's in seconds, only those are due that nobody has changed for a moment.
    fn save(&mut self, _time: Option<f64>, _send: &mut SendRequest<'_>) -> bool {
        true
    }

    /// Takes the reply to a request; one to another screen's request changes nothing.
    fn replied(&mut self, _ticket: Ticket, _is_saved: bool) {}

    /// Takes the failure of a request that the page shows where it was asked for; returns false where that is another
    /// screen's, or has no place there.
    fn failed(&mut self, _ticket: Ticket, _why: &Failure) -> bool {
        false
    }

    /// Says if something waits for a moment of rest to be saved.
    fn waits_to_save(&self) -> bool {
        false
    }
}

/// A function that sends a request to the vault, or gives it back where it cannot be taken in.
pub type SendRequest<'a> = dyn FnMut(Request) -> Result<Ticket, Box<Request>> + 'a;

/// The way in which a page fills the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageFrame {
    /// As long as it needs; the page scrolls as a whole. Another number is another place, which begins at its top.
    Scrolled(u64),
    /// As high as the window; the page's own lists scroll.
    Fixed,
}

/// Writes the list of pages out: the page, the place on the rail that it belongs to, and the screen that shows it. A page
/// that is a place of the rail itself has its icon and word there.
macro_rules! pages {
    ($($(#[$doc:meta])* $page:ident$(($id:ty))? in $root:ident$(($icon:ident, $word:literal))? => $field:ident: $screen:ty,)*) => {
        /// The pages that can be gone to while no session is there.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Page {
            $($(#[$doc])* $page$(($id))?,)*
        }

        impl Page {
            /// Returns the place on the rail that the page belongs to.
            #[must_use]
            pub const fn root(self) -> Self {
                match self {
                    $(Self::$page { .. } => Self::$root,)*
                }
            }

            /// Returns the places of the rail in their order, with icon and word.
            pub fn rail() -> Vec<(Self, Icon, &'static str)> {
                vec![$($((Self::$page, icons::$icon, $word),)?)*]
            }
        }

        /// The screens of all pages. What they hold of clients goes when the vault is locked.
        #[derive(Debug, Default)]
        pub struct Screens {
            $(pub(crate) $field: $screen,)*
        }

        impl Screens {
            /// Returns every screen.
            pub fn all(&mut self) -> impl Iterator<Item = &mut dyn Screen> {
                [$(&mut self.$field as &mut dyn Screen),*].into_iter()
            }

            /// Returns the screen of a page, to be changed.
            pub fn get_mut(&mut self, page: Page) -> &mut dyn Screen {
                match page {
                    $(Page::$page { .. } => &mut self.$field,)*
                }
            }

            /// Returns the screen of a page.
            pub fn get(&self, page: Page) -> &dyn Screen {
                match page {
                    $(Page::$page { .. } => &self.$field,)*
                }
            }
        }
    };
}

pages! {
    /// Everything that can be begun.
    Start in Start(HOUSE, "Start") => start: StartScreen,
    /// The vault's passphrase, asked for from Start.
    Unlock in Start => unlock: UnlockScreen,
    /// The questions that sessions left open.
    Questions in Start => questions: QuestionsScreen,
    /// Every client.
    Clients in Clients(USERS, "Clients") => clients: ClientsScreen,
    /// One client.
    Client(Id) in Clients => client: ClientScreen,
    /// The course of a client's care.
    Course(Id) in Clients => course: CourseScreen,
    /// A plan for a client to take home.
    HomePlan(Id) in Clients => home_plan: HomePlanScreen,
    /// A diary that came back.
    Diary in Clients => diary: DiaryScreen,
    /// A client's preset.
    Preset(Id) in Clients => preset: PresetScreen,
    /// Every session.
    History in History(HISTORY, "History") => history: HistoryScreen,
    /// The practice as a whole.
    Practice in History => practice: PracticeScreen,
    /// A session that is entered afterwards, for a client or for nobody.
    Late(Option<Id>) in History => late: LateScreen,
    /// The record of a session.
    Record(Id) in History => record: RecordScreen,
    /// Every position.
    Library in Library(BOOKS, "Library") => library: LibraryScreen,
    /// Routines, and the builder.
    Builder in Builder(PENCIL, "Routines") => builder: BuilderScreen,
    /// Sound, keys, looks, the vault.
    Settings in Settings(GEAR, "Settings") => settings: SettingsScreen,
}

impl Screens {
    /// Returns the screens as they are after a lock: nothing of a client in them. The routine that was chosen stays
    /// chosen, a position that is being written is not lost, and what is on its way into the vault is known by its ids.
    #[must_use]
    pub fn locked(self) -> Self {
        let (start, late, library) = (self.start.locked(), self.late.locked(), self.library.locked());
        Self { start, late, library, ..Self::default() }
    }
}
