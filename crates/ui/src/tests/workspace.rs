//! The whole window over a conductor stepped by hand, on clocks that only the test moves.

use std::sync::Arc;
use std::time::Duration;

use egui::{Event, Key, Modifiers, RawInput, Role, ViewportCommand, ViewportEvent, ViewportId};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use holdwell_app::settings::Store;
use holdwell_audio::NoSound;
use holdwell_conductor::{Handle, Ports, StartPolicy};
use holdwell_engine::{Stage, View};
use holdwell_give::NoVoice;
use holdwell_library::Library;
use holdwell_model::{Millis, Phase};
use holdwell_store::{
    JournalPort, MemoryJournal, News, Outcome, Request, Ticket, VaultDesk, VaultHandle, VaultQuery, VaultSnapshot,
};
use holdwell_testkit::{ByHand, ManualClock};

use crate::app::{App, Given, Parts};
use crate::testing;

/// The window and what is behind it.
pub(super) struct Workspace {
    pub h: Harness<'static, App>,
    pub handle: Handle,
    /// The vault's end: what is asked arrives here, and the test publishes what is kept.
    pub desk: VaultDesk,
    vault: VaultHandle,
    hand: ByHand,
    focused: bool,
    cancelled: bool,
}

impl Workspace {
    /// A window of this size over the library that comes with the program.
    pub(super) fn new(size: [f32; 2]) -> Self {
        Self::with(size, Library::builtin, Store::nowhere())
    }

    pub(super) fn with(size: [f32; 2], library: fn() -> Library, store: Store) -> Self {
        Self::given(size, library, store, None)
    }

    /// The same with a routine that was named on the command line.
    pub(super) fn given(size: [f32; 2], library: fn() -> Library, store: Store, given: Option<Given>) -> Self {
        Self::over(size, library, store, given, Box::new(MemoryJournal::default()))
    }

    /// The same over another journal.
    pub(super) fn over(
        size: [f32; 2],
        library: fn() -> Library,
        store: Store,
        given: Option<Given>,
        journal: Box<dyn JournalPort>,
    ) -> Self {
        let wall = "2026-01-05T14:03:00[UTC]".parse().unwrap();
        let clock = Arc::new(ManualClock::new(wall));
        let ports = Ports {
            sound: Box::new(NoSound),
            journal,
            clock: Arc::clone(&clock) as _,
            changed: Box::new(|| ()),
            speed: 1,
            waits: StartPolicy::Briefly,
        };
        let (hand, handle) = ByHand::new(ports, clock);
        let (vault, desk) = VaultHandle::new();
        let parts = Parts {
            handle: handle.clone(),
            vault: vault.clone(),
            store,
            keep: || Ok(Box::new(())),
            library,
            clinic: None,
            given,
            speaker: || Err(NoVoice(String::new())),
        };
        let h = testing::builder(size).build_eframe(|cc| App::new(parts, &cc.egui_ctx));
        let mut workspace = Self { h, handle, desk, vault, hand, focused: true, cancelled: false };
        workspace.settle();
        workspace
    }

    /// A few frames, with the conductor between them; enough for every short fade.
    pub(super) fn settle(&mut self) {
        for _ in 0..5 {
            self.hand.settle();
            self.frame();
        }
    }

    fn frame(&mut self) {
        let ctx = self.h.ctx.clone();
        let time = ctx.input(|input| input.time);
        let mut raw = RawInput { time: Some(time), focused: self.focused, ..RawInput::default() };
        eframe::App::raw_input_hook(self.h.state_mut(), &ctx, &mut raw);
        self.h.step();
    }

    /// Time passes, for the session and for the window alike.
    pub(super) fn pass(&mut self, millis: u64) {
        for _ in 0..millis / 100 {
            self.hand.pass(Millis(100), &mut |_| ());
            self.frame();
        }
    }

    /// Minutes pass in which nobody touches anything.
    pub(super) fn sit(&mut self, millis: u64) {
        self.hand.pass(Millis(millis), &mut |_| ());
        self.settle();
    }

    /// The mouse brings the desk face back.
    pub(super) fn wake_desk(&mut self) {
        for x in [400.0, 420.0] {
            self.h.hover_at(egui::pos2(x, 300.0));
            self.settle();
        }
        self.pass(500);
    }

    /// Raw events as the system gives them, through the hook that takes the keys of a session.
    pub(super) fn raw(&mut self, events: Vec<Event>) {
        let ctx = self.h.ctx.clone();
        let time = ctx.input(|input| input.time);
        let mut raw = RawInput { events, time: Some(time), focused: self.focused, ..RawInput::default() };
        eframe::App::raw_input_hook(self.h.state_mut(), &ctx, &mut raw);
        for event in raw.events {
            self.h.event(event);
        }
        self.settle();
    }

    pub(super) fn down(&mut self, key: Key) {
        let mut events = vec![motion(key, Motion::Down)];
        if key == Key::Space {
            events.push(Event::Text(" ".into()));
        }
        self.raw(events);
    }

    /// A key that is held: the system reports it again and again.
    pub(super) fn repeat(&mut self, key: Key, times: usize) {
        self.raw((0..times).map(|_| motion(key, Motion::Down)).collect());
    }

    pub(super) fn up(&mut self, key: Key) {
        self.raw(vec![motion(key, Motion::Up)]);
    }

    pub(super) fn press(&mut self, key: Key) {
        self.down(key);
        self.up(key);
    }

    pub(super) fn click(&mut self, label: &str) {
        self.h.get_by_label(label).click();
        self.settle();
    }

    pub(super) fn click_at(&mut self, x: f32, y: f32) {
        let pos = egui::pos2(x, y);
        self.h.hover_at(pos);
        self.settle();
        for pressed in [true, false] {
            let button = egui::PointerButton::Primary;
            self.h.event(Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE });
        }
        self.settle();
    }

    /// A touch, which comes without a movement before it.
    pub(super) fn tap(&mut self, x: f32, y: f32) {
        let pos = egui::pos2(x, y);
        self.h.event(Event::PointerMoved(pos));
        for pressed in [true, false] {
            let button = egui::PointerButton::Primary;
            self.h.event(Event::PointerButton { pos, button, pressed, modifiers: Modifiers::NONE });
            self.h.step();
        }
        self.settle();
    }

    /// Returns the requests to the vault since the last call, in order, without queries.
    pub(super) fn asked(&self) -> Vec<Request> {
        self.sent().into_iter().map(|(_, request)| request).collect()
    }

    /// The same, with the tickets.
    pub(super) fn sent(&self) -> Vec<(Ticket, Request)> {
        self.desk.requests.try_iter().filter(|(_, request)| !matches!(request, Request::Look(_))).collect()
    }

    /// The vault replies.
    pub(super) fn reply(&mut self, ticket: Ticket, outcome: Outcome) {
        self.desk.reply(ticket, outcome);
        self.settle();
    }

    /// The vault tells something that nobody asked for.
    pub(super) fn news(&mut self, news: News) {
        self.desk.news(news);
        self.settle();
    }

    /// The vault replies to something that this test did not ask for.
    pub(super) fn reply_to_another(&mut self, outcome: Outcome) {
        let request = Request::DismissAdvice("something".to_owned());
        let ticket = self.vault.send(request).unwrap();
        self.reply(ticket, outcome);
        self.desk.requests.try_iter().for_each(drop);
    }

    /// Returns the query that was sent last.
    pub(super) fn looks_at(&self) -> Option<VaultQuery> {
        let looks = |(_, request)| if let Request::Look(looking) = request { Some(looking) } else { None };
        self.desk.requests.try_iter().filter_map(looks).last()
    }

    /// The vault publishes.
    pub(super) fn publish(&mut self, kept: VaultSnapshot) {
        self.desk.publish(kept);
        self.settle();
    }

    /// Types at the end of a field, secret or not.
    pub(super) fn type_in(&mut self, field: &str, text: &str) {
        let roles = [Role::TextInput, Role::PasswordInput, Role::MultilineTextInput];
        let there = |role: &Role| self.h.query_by_role_and_label(*role, field).is_some();
        let role = roles.into_iter().find(there).unwrap_or_else(|| panic!("no field {field:?}"));
        self.h.get_by_role_and_label(role, field).focus();
        self.settle();
        self.h.get_by_role_and_label(role, field).type_text(text);
        self.settle();
    }

    /// Goes to a page by the rail.
    pub(super) fn go(&mut self, page: &str) {
        self.h.get_by_role_and_label(Role::Tab, page).click();
        self.settle();
    }

    /// A key for the window itself, as on the pages.
    pub(super) fn page_key(&mut self, key: Key) {
        self.h.key_press(key);
        self.settle();
    }

    pub(super) fn sees(&self, label: &str) -> bool {
        // The live line goes on naming what it said last.
        let nodes = self.h.query_all_by_label(label);
        nodes.into_iter().any(|node| node.accesskit_node().role() != egui::accesskit::Role::Status)
    }

    pub(super) fn sees_part(&self, label: &str) -> bool {
        self.h.query_all_by_label_contains(label).next().is_some()
    }

    pub(super) fn view(&self) -> Arc<View> {
        self.handle.snapshot().view.clone().expect("a session")
    }

    pub(super) fn stage(&self) -> Option<Stage> {
        self.handle.snapshot().view.as_deref().map(View::stage)
    }

    pub(super) fn phase(&self) -> Option<Phase> {
        self.view().phase()
    }

    /// Chooses a routine and begins it.
    pub(super) fn begin(&mut self, routine: &str) {
        if !self.sees(routine) || self.h.query_by_role_and_label(Role::Button, routine).is_some() {
            // Its card may lie below what a small window shows.
            self.h.get_by_role_and_label(Role::Button, routine).click_accesskit();
            self.settle();
        }
        self.press(Key::Space);
    }

    /// Somebody closes the window.
    pub(super) fn close(&mut self) {
        let viewports = &mut self.h.input_mut().viewports;
        viewports.entry(ViewportId::ROOT).or_default().events.push(ViewportEvent::Close);
        self.h.step();
        let mut outputs = self.h.output().viewport_output.values();
        self.cancelled = outputs.any(|output| output.commands.contains(&ViewportCommand::CancelClose));
        let viewports = &mut self.h.input_mut().viewports;
        viewports.entry(ViewportId::ROOT).or_default().events.clear();
        self.settle();
    }

    /// Says if the last try to close the window was held up.
    pub(super) const fn closing_was_cancelled(&self) -> bool {
        self.cancelled
    }

    /// The window loses the keyboard.
    pub(super) fn lose_focus(&mut self) {
        self.focused = false;
        self.h.input_mut().focused = false;
        self.h.event(Event::WindowFocused(false));
        self.settle();
    }

    /// The window gets the keyboard back, and the click that did it follows at once.
    pub(super) fn wake(&mut self) {
        self.focused = true;
        self.h.input_mut().focused = true;
        self.h.event(Event::WindowFocused(true));
        self.h.step();
    }

    /// When the next frame is asked for.
    pub(super) fn next_frame(&self) -> Duration {
        let outputs = self.h.output().viewport_output.values();
        outputs.map(|output| output.repaint_delay).min().unwrap_or(Duration::MAX)
    }

    /// Returns the label of every button, and its place.
    pub(super) fn buttons(&self) -> Vec<(String, egui::Rect)> {
        let named = |node: egui_kittest::Node<'_>| (node.accesskit_node().label().unwrap_or_default(), node.rect());
        self.h.query_all_by_role(Role::Button).map(named).collect()
    }
}

#[derive(Clone, Copy)]
enum Motion {
    Down,
    Up,
}

fn motion(key: Key, motion: Motion) -> Event {
    let pressed = matches!(motion, Motion::Down);
    Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE }
}
