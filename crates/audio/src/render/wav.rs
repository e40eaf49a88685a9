//! 16-bit PCM.

use std::io::{Seek, Write};

use hound::{SampleFormat, WavSpec, WavWriter};

use super::{FILE_RATE, RenderError, Sink, sixteen};
use holdwell_model::Millis;

/// Longest session that 32 bits can count in bytes, less the header: a little over six hours.
pub(super) const LONGEST: Millis = Millis(22_369_000);

pub(super) struct Wav<W: Write + Seek> {
    writer: WavWriter<W>,
}

impl<W: Write + Seek> Wav<W> {
    pub(super) fn new(file: W) -> Result<Self, RenderError> {
        let spec =
            WavSpec { channels: 2, sample_rate: FILE_RATE, bits_per_sample: 16, sample_format: SampleFormat::Int };
        Ok(Self { writer: WavWriter::new(file, spec)? })
    }
}

impl<W: Write + Seek> Sink for Wav<W> {
    fn sound(&mut self, samples: &[f32]) -> Result<(), RenderError> {
        let mut writer = self.writer.get_i16_writer(samples.len() as u32);
        for sample in samples {
            writer.write_sample(sixteen(*sample));
        }
        Ok(writer.flush()?)
    }

    fn silence(&mut self, frames: u64) -> Result<(), RenderError> {
        let mut left = 2 * frames;
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
