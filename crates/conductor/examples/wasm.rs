//! Engine, conductor and mixer run from start to end on virtual time, as a browser would host them.
//!
//! `.ci/wasm` builds this for a browser and checks that the file imports nothing.

use std::sync::Arc;

use holdwell_audio::{BLOCK, Bank, FILE_RATE, Level, Levels, Mixer, NoSound, Stereo, TherapistChannel};
use holdwell_conductor::{ByHand, ConductorCommand, ManualClock, Ports, StartPolicy, StartRequest};
use holdwell_engine::{Options, unattended};
use holdwell_model::{Millis, Plan};
use holdwell_store::MemoryJournal;

fn main() {
    let clock = Arc::new(ManualClock::new(jiff::Timestamp::UNIX_EPOCH.to_zoned(jiff::tz::TimeZone::UTC)));
    let ports = Ports {
        sound: Box::new(NoSound),
        journal: Box::new(MemoryJournal::default()),
        clock: Arc::clone(&clock) as _,
        changed: Box::new(|| ()),
        speed: 1,
        waits: StartPolicy::Briefly,
    };
    let (mut conductor, handle) = ByHand::new(ports, clock);
    let plan = Plan::nothing();
    handle.ask(ConductorCommand::Start(Box::new(StartRequest::of(Arc::clone(&plan), Options::of(&plan)))));
    conductor.pass(Millis::from_mins(1), &mut |_| ());

    let mut mixer = Mixer::offline(Bank::new(FILE_RATE), Levels::all(Level::LOUDEST), TherapistChannel::None);
    for cue in unattended(&plan, Options::of(&plan)).cues {
        mixer.place(cue, &mut |_| ());
    }
    Stereo::default().fill(&mut mixer, 0, &mut [0.0; 2 * BLOCK], &mut |_| ());
}
