//! 16-bit PCM.

use std::io::{Seek, Write};

use hound::{SampleFormat, WavSpec, WavWriter};

use super::{FILE_RATE, RenderError, Sink, sixteen};
use holdwell_model::Millis;

/// Longest session that 32 bits can count in bytes, less the header: a little over six hours.
pub(super) const LONGEST: Millis = Millis(22_369_000);

pub(super) struct Wav<W: Write + Seek> {
    writer: WavWriter<W>,
    channels: u16,
}

impl<W: Write + Seek> Wav<W> {
    /// Begins a file of one channel, which is the left one, or of both.
    pub(super) fn new(file: W, channels: u16) -> Result<Self, RenderError> {
        let spec = WavSpec { channels, sample_rate: FILE_RATE, bits_per_sample: 16, sample_format: SampleFormat::Int };
        Ok(Self { writer: WavWriter::new(file, spec)?, channels })
    }
}

impl<W: Write + Seek> Sink for Wav<W> {
    fn sound(&mut self, samples: &[f32]) -> Result<(), RenderError> {
        let channels = usize::from(self.channels);
        let mut writer = self.writer.get_i16_writer((samples.len() / 2 * channels) as u32);
        for sample in samples.chunks_exact(2).flat_map(|frame| frame.iter().take(channels)) {
            writer.write_sample(sixteen(*sample));
        }
        Ok(writer.flush()?)
    }

    fn silence(&mut self, frames: u64) -> Result<(), RenderError> {
        let mut left = u64::from(self.channels) * frames;
        while left > 0 {
            let now = left.min(1 << 15);
            let mut writer = self.writer.get_i16_writer(now as u32);
            for _ in 0..now {
                writer.write_sample(0_i16);
            }
            writer.flush()?;
            left -= now;
        }
        Ok(())
    }

    fn finish(self) -> Result<(), RenderError> {
        Ok(self.writer.finalize()?)
    }
}
