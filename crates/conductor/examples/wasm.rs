//! Engine, conductor and mixer run from start to end on virtual time, as a browser would host them.
//!
//! `.ci/wasm` builds this for a browser and checks that the file imports nothing.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use holdwell_audio::{BLOCK, Bank, FILE_RATE, Level, Levels, Mixer, NoSound, Stereo, TherapistChannel};
use holdwell_conductor::{Clock, Conductor, ConductorCommand, Next, Ports, Reading, StartPolicy, StartRequest};
use holdwell_engine::{Options, unattended};
use holdwell_model::Plan;
use holdwell_store::MemoryJournal;

/// A clock that the page moves; its nanoseconds.
#[derive(Default)]
struct PageClock(AtomicI64);

impl Clock for PageClock {
    fn read(&self) -> Reading {
        Reading { nanos: self.0.load(Ordering::Relaxed), slept: 0 }
    }

    fn wall(&self) -> jiff::Zoned {
        jiff::Timestamp::UNIX_EPOCH.to_zoned(jiff::tz::TimeZone::UTC)
    }
}

fn main() {
    let clock = Arc::new(PageClock::default());
    let ports = Ports {
        sound: Box::new(NoSound),
        journal: Box::new(MemoryJournal::default()),
        clock: Arc::clone(&clock) as _,
        changed: Box::new(|| ()),
        speed: 1,
        waits: StartPolicy::Briefly,
    };
    let (mut conductor, handle, commands) = Conductor::new(ports);
    let plan = Plan::nothing();
    handle.ask(ConductorCommand::Start(Box::new(StartRequest::of(Arc::clone(&plan), Options::of(&plan)))));
    for _step in 0..100 {
        // A page would wait for this instant; here it comes at once.
        if let Next::At(next) = conductor.step(commands.try_recv().ok()) {
            let _earlier = clock.0.fetch_max(next, Ordering::Relaxed);
        }
    }

    let mut mixer = Mixer::offline(Bank::new(FILE_RATE), Levels::all(Level::LOUDEST), TherapistChannel::None);
    for cue in unattended(&plan, Options::of(&plan)).cues {
        mixer.place(cue, &mut |_| ());
    }
    Stereo::default().fill(&mut mixer, 0, &mut [0.0; 2 * BLOCK], &mut |_| ());
}
