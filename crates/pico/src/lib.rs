//! The voice in C: a text becomes samples.
//!
//! It is called in a process of its own only (`holdwell-voice` starts it): a fault in C then ends a prompt, and no
//! session. It reads its voices from paths, so that what is built in has to be written to a folder first.
#![deny(missing_docs)]

use std::path::Path;
use std::rc::Rc;

use ttspico::{Engine, EngineStatus, PicoError, System, Voice};

/// Sample rate in hertz.
pub const RATE: u32 = 16_000;
/// Memory of the engine in bytes.
const MEMORY: usize = 4 << 20;
/// Most samples of one text: what goes on for longer has gone wrong.
const MOST: usize = 120 * RATE as usize;

/// A voice: the names of its two files, and what is in them.
pub struct Files {
    /// Name and contents of the file that knows the language.
    pub words: (&'static str, &'static [u8]),
    /// Name and contents of the file that knows the sounds.
    pub sounds: (&'static str, &'static [u8]),
}

/// British English.
pub const BRITISH: Files = Files {
    words: ("en-GB_ta.bin", include_bytes!("../../../assets/voice/en-GB_ta.bin")),
    sounds: ("en-GB_kh0_sg.bin", include_bytes!("../../../assets/voice/en-GB_kh0_sg.bin")),
};

/// American English.
pub const AMERICAN: Files = Files {
    words: ("en-US_ta.bin", include_bytes!("../../../assets/voice/en-US_ta.bin")),
    sounds: ("en-US_lh0_sg.bin", include_bytes!("../../../assets/voice/en-US_lh0_sg.bin")),
};

/// A voice that is ready to speak.
pub struct Pico(Engine);

impl Pico {
    /// Loads a voice whose files are in a folder.
    ///
    /// # Errors
    /// Its files are not there or are no voice; the engine's own words.
    pub fn load(files: &Files, folder: &Path) -> Result<Self, String> {
        let system = System::new(MEMORY).map_err(said)?;
        let voice = System::create_voice(Rc::clone(&system), "voice").map_err(said)?;
        for (name, _) in [files.words, files.sounds] {
            let path = folder.join(name).to_string_lossy().into_owned();
            let resource = System::load_resource(Rc::clone(&system), path).map_err(said)?;
            voice.borrow_mut().add_resource(resource).map_err(said)?;
        }
        #[expect(unsafe_code, reason = "the call asks that both files were added to the voice, as they just were")]
        let engine = unsafe { Voice::create_engine(voice) };
        engine.map(Self).map_err(said)
    }

    /// Speaks a text with Pico's own marks in it. An empty one is silence.
    ///
    /// # Errors
    /// The engine's own words.
    pub fn speak(&mut self, text: &str) -> Result<Vec<i16>, String> {
        let mut samples = Vec::new();
        let mut left = text.as_bytes();
        while !left.is_empty() {
            let taken = self.0.put_text(left).map_err(said)?;
            if taken == 0 {
                return Err("it takes no more text".to_owned());
            }
            left = left.get(taken..).unwrap_or_default();
            if left.is_empty() {
                let _flushed = self.0.flush().map_err(said)?;
            }
            self.collect(&mut samples)?;
        }
        Ok(samples)
    }

    fn collect(&mut self, samples: &mut Vec<i16>) -> Result<(), String> {
        let mut piece = [0; 1024];
        loop {
            let (count, status) = self.0.get_data(&mut piece[..]).map_err(said)?;
            samples.extend(piece.iter().take(count));
            if status == EngineStatus::Idle || samples.len() > MOST {
                return Ok(());
            }
        }
    }
}

fn said(error: PicoError) -> String {
    error.descr
}
