//! The conductor's own thread: a shell with one wait point.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use super::clock::Clock;
use super::handle::{ConductorCommand, Handle};
use super::step::{Conductor, Next, Ports};
use holdwell_audio::{NoVoice, VoicePort};

/// Starts a conductor without a voice on a thread of its own.
///
/// # Errors
/// Where the system starts no more threads.
pub fn spawn(ports: Ports) -> io::Result<(Handle, thread::JoinHandle<()>)> {
    spawn_speaking(ports, Box::new(NoVoice))
}

/// Starts a conductor with a voice on a thread of its own.
///
/// # Errors
/// Where the system starts no more threads.
pub fn spawn_speaking(ports: Ports, voice: Box<dyn VoicePort>) -> io::Result<(Handle, thread::JoinHandle<()>)> {
    let clock = Arc::clone(&ports.clock);
    let (mut conductor, handle, asks) = Conductor::speaking(ports, voice);
    let run = move || run(&mut conductor, &asks, &*clock);
    let thread = thread::Builder::new().name("conductor".to_owned()).spawn(run)?;
    Ok((handle, thread))
}

fn run(conductor: &mut Conductor, asks: &Receiver<ConductorCommand>, clock: &dyn Clock) {
    let mut next = Next::Command;
    loop {
        let ask = match next {
            Next::Quit => return,
            Next::Command => Some(asks.recv().unwrap_or(ConductorCommand::Quit)),
            Next::At(at) => {
                let wait = Duration::from_nanos(u64::try_from(at - clock.read().nanos).unwrap_or(0));
                match asks.recv_timeout(wait) {
                    Ok(ask) => Some(ask),
                    Err(RecvTimeoutError::Timeout) => None,
                    Err(RecvTimeoutError::Disconnected) => Some(ConductorCommand::Quit),
                }
            }
        };
        next = conductor.step(ask);
    }
}
