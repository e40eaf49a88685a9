//! MP3, which every phone plays: one channel, the left one, at half the rate. Bells end at 3 kHz and the voice at 8.

use std::io::{Seek, SeekFrom, Write};

use rusty_mp3::{Error, Mp3Encoder, Mp3EncoderConfig};

use super::{FILE_RATE, RenderError, Sink, sixteen};

const RATE: u32 = FILE_RATE / 2;
/// 20 minutes are 4.8 MB.
const KBITS: u32 = 32;
/// Samples of silence that are given to the encoder at once.
const SILENCE: [i16; 4800] = [0; 4800];

pub(super) struct Mp3<W: Write + Seek> {
    out: W,
    /// Number of bytes before the first frame.
    head: u64,
    encoder: Mp3Encoder,
    /// Left sample of a frame that waits for the one after it.
    odd: Option<f32>,
    /// Something was given to the encoder.
    is_begun: bool,
}

impl<W: Write + Seek> Mp3<W> {
    /// Begins a file with what stands before the sound.
    pub(super) fn new(mut out: W, head: &[u8]) -> Result<Self, RenderError> {
        out.write_all(head)?;
        let config = Mp3EncoderConfig { bitrate_kbps: KBITS, vbr_quality: None };
        Ok(Self { out, head: head.len() as u64, encoder: Mp3Encoder::new(config), odd: None, is_begun: false })
    }

    fn push(&mut self, samples: &[i16]) -> Result<(), RenderError> {
        self.is_begun |= !samples.is_empty();
        self.encoder.push_pcm_s16(samples, 1, RATE).map_err(|error| failed(&error))?;
        self.drain()
    }

    /// Writes what the encoder has ready.
    fn drain(&mut self) -> Result<(), RenderError> {
        loop {
            match self.encoder.next_packet() {
                Ok(packet) => self.out.write_all(&packet)?,
                Err(Error::Again | Error::Eof) => return Ok(()),
                Err(error) => return Err(failed(&error)),
            }
        }
    }
}

impl<W: Write + Seek> Sink for Mp3<W> {
    fn sound(&mut self, samples: &[f32]) -> Result<(), RenderError> {
        let mut half = Vec::with_capacity(samples.len() / 4 + 1);
        for left in samples.iter().step_by(2) {
            match self.odd.take() {
                None => self.odd = Some(*left),
                Some(earlier) => half.push(sixteen(f32::midpoint(earlier, *left))),
            }
        }
        self.push(&half)
    }

    fn silence(&mut self, mut frames: u64) -> Result<(), RenderError> {
        if self.odd.is_some() && frames > 0 {
            self.sound(&[0.0, 0.0])?;
            frames -= 1;
        }
        let mut left = frames / 2;
        while left > 0 {
            let now = left.min(SILENCE.len() as u64);
            self.push(SILENCE.get(..now as usize).unwrap_or_default())?;
            left -= now;
        }
        self.odd = (frames % 2 == 1).then_some(0.0);
        Ok(())
    }

    fn finish(mut self) -> Result<(), RenderError> {
        // Whoever gives no sound at all gets silence: a file of nothing has no form.
        if !self.is_begun {
            self.push(&SILENCE)?;
        }
        self.encoder.finish();
        self.drain()?;
        // The first frame says how long all of it is, which is known only now.
        if let Some(tag) = self.encoder.lame_tag_frame() {
            self.out.seek(SeekFrom::Start(self.head))?;
            self.out.write_all(tag)?;
        }
        Ok(self.out.flush()?)
    }
}

/// Writes something spoken as MP3: so that it is small beside a plan.
pub fn speech_mp3(samples: &[i16]) -> Result<Vec<u8>, RenderError> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let mut sink = Mp3::new(&mut bytes, &[])?;
    for block in samples.chunks(4096) {
        let stereo: Vec<f32> = block.iter().flat_map(|sample| [f32::from(*sample) / 32_767.0; 2]).collect();
        sink.sound(&stereo)?;
    }
    sink.finish()?;
    Ok(bytes.into_inner())
}

fn failed(error: &Error) -> RenderError {
    RenderError::Mp3(error.to_string())
}
