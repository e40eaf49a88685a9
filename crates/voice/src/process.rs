//! The process that speaks: it may hang, die, or say nonsense, and nothing comes of it but a prompt that is not spoken.

use std::ffi::OsString;
use std::io::{self, Cursor, Read as _, Write as _};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::thread;
use std::time::Duration;

use super::VOICE_RATE;
use super::folder::VoiceFolder;
use holdwell_speech::Dialect;

/// Longest time for one text.
const PATIENCE: Duration = Duration::from_secs(5);
/// Period of the looks at whether anybody still waits for it.
const LOOK: Duration = Duration::from_millis(25);
/// Most bytes of a WAV; two minutes have a fourth of them.
const MOST_BYTES: u64 = 16 << 20;

/// Reasons for which a text is not spoken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The process could not be started, or its folder not be written; the system's own words.
    NotStarted(String),
    /// It needed too long.
    TooLong,
    /// It ended badly, or what it wrote is no WAV of a voice.
    Nonsense,
    /// Nobody waits for it any more.
    CalledOff,
}

/// Program that speaks a text, and the folder with its voices, which goes when this is dropped.
pub struct Process {
    program: PathBuf,
    arguments: Vec<OsString>,
    folder: VoiceFolder,
}

impl Process {
    /// Makes the folder for a program that gets these arguments and the key of the dialect, and writes files into it:
    /// names and contents. The owner alone can read it.
    ///
    /// # Errors
    /// The folder cannot be made or written.
    pub fn new(program: PathBuf, arguments: &[&str], files: &[(&str, &[u8])]) -> Result<Self, Fault> {
        let folder = VoiceFolder::new(files).map_err(|error| Fault::NotStarted(error.to_string()))?;
        Ok(Self { program, arguments: arguments.iter().map(OsString::from).collect(), folder })
    }

    /// Speaks a text: mono samples at 16 kHz. Waits until it is spoken, five seconds at most, and no longer than the
    /// flag is not raised.
    ///
    /// # Errors
    /// It is not spoken.
    pub fn speak(&self, dialect: Dialect, text: &str, called_off: &AtomicBool) -> Result<Vec<i16>, Fault> {
        let mut child = self.start(dialect).map_err(|error| Fault::NotStarted(error.to_string()))?;
        let written = send(&mut child, text).and_then(|()| receive(&mut child));
        let outcome = match written {
            Ok(written) => wait(&written, called_off),
            Err(error) => Err(Fault::NotStarted(error.to_string())),
        };
        // One that has ended already cannot be ended, and leaves no more than its number behind until it is asked.
        let _ended = child.kill();
        let ended = child.wait();
        let bytes = outcome?;
        // It has written all and may have been ended on its way out; what counts is whether it is whole.
        if ended.is_err() { Err(Fault::Nonsense) } else { samples(bytes) }
    }

    fn start(&self, dialect: Dialect) -> io::Result<Child> {
        Command::new(&self.program)
            .args(&self.arguments)
            .arg(dialect.key())
            .current_dir(self.folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
    }
}

/// Writes the text and closes the way in. A text is far shorter than what a pipe holds, so that nothing waits here.
fn send(child: &mut Child, text: &str) -> io::Result<()> {
    let mut way_in = child.stdin.take().ok_or(io::ErrorKind::BrokenPipe)?;
    match way_in.write_all(text.as_bytes()) {
        // One that has died is known by what it did not write.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// Reads what it writes, on a thread that ends with the process.
fn receive(child: &mut Child) -> io::Result<Receiver<Vec<u8>>> {
    let way_out = child.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?;
    let (sender, written) = sync_channel(1);
    let read = move || {
        let mut bytes = Vec::new();
        let read = way_out.take(MOST_BYTES).read_to_end(&mut bytes);
        let _nobody_waits = sender.send(if read.is_ok() { bytes } else { Vec::new() });
    };
    thread::Builder::new().name("voice-reader".to_owned()).spawn(read)?;
    Ok(written)
}

fn wait(written: &Receiver<Vec<u8>>, called_off: &AtomicBool) -> Result<Vec<u8>, Fault> {
    for _look in 0..PATIENCE.as_millis() / LOOK.as_millis() {
        match written.recv_timeout(LOOK) {
            Ok(bytes) => return Ok(bytes),
            Err(RecvTimeoutError::Disconnected) => return Err(Fault::Nonsense),
            Err(RecvTimeoutError::Timeout) if called_off.load(Ordering::Acquire) => return Err(Fault::CalledOff),
            Err(RecvTimeoutError::Timeout) => {}
        }
    }
    Err(Fault::TooLong)
}

fn samples(wav: Vec<u8>) -> Result<Vec<i16>, Fault> {
    let mut reader = hound::WavReader::new(Cursor::new(wav)).map_err(|_why| Fault::Nonsense)?;
    let spec = reader.spec();
    if (spec.channels, spec.sample_rate, spec.bits_per_sample) != (1, VOICE_RATE, 16) {
        return Err(Fault::Nonsense);
    }
    reader.samples::<i16>().collect::<Result<_, _>>().map_err(|_why| Fault::Nonsense)
}
