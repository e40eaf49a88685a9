//! FLAC, frame by frame: an hour is never in memory.

use std::fs::File;
use std::io::{BufWriter, Seek as _, SeekFrom, Write as _};

use flacenc::bitsink::ByteSink;
use flacenc::component::{BitRepr as _, Stream};
use flacenc::config::Encoder;
use flacenc::error::{Verified, Verify as _};
use flacenc::source::{Context, Fill as _, FrameBuf};

use super::{FILE_RATE, RenderError, Sink, sixteen};

/// Number of frames in a block; the last one is filled up with silence.
const FRAMES: usize = 4096;

pub(super) struct Flac {
    file: BufWriter<File>,
    config: Verified<Encoder>,
    stream: Stream,
    frames: (FrameBuf, Context),
    block: Vec<i32>,
}

impl Flac {
    pub(super) fn new(file: File) -> Result<Self, RenderError> {
        let mut config = Encoder::default();
        // Bells are smooth: fixed prediction is within a few per cent of the linear one and several times as fast.
        config.subframe_coding.use_lpc = false;
        let config = config.into_verified().map_err(|(_, error)| failed(&error))?;
        let mut stream = Stream::new(FILE_RATE as usize, 2, 16).map_err(|error| failed(&error))?;
        stream.stream_info_mut().set_block_sizes(FRAMES, FRAMES).map_err(|error| failed(&error))?;
        let frames = (FrameBuf::with_size(2, FRAMES).map_err(|error| failed(&error))?, Context::new(16, 2));
        let mut flac =
            Self { file: BufWriter::new(file), config, stream, frames, block: Vec::with_capacity(2 * FRAMES) };
        flac.write_head()?;
        Ok(flac)
    }

    /// Writes magic and stream information, the same length before and after.
    fn write_head(&mut self) -> Result<(), RenderError> {
        let mut head = ByteSink::new();
        self.stream.write(&mut head).map_err(|error| failed(&error))?;
        Ok(self.file.write_all(head.as_slice())?)
    }

    fn push(&mut self, sample: i32) -> Result<(), RenderError> {
        self.block.push(sample);
        if self.block.len() == 2 * FRAMES { self.encode() } else { Ok(()) }
    }

    fn encode(&mut self) -> Result<(), RenderError> {
        let number = self.frames.1.current_frame_number().map_or(0, |number| number + 1);
        self.frames.fill_interleaved(&self.block).map_err(|error| failed(&error))?;
        let frame = flacenc::encode_fixed_size_frame(&self.config, &self.frames.0, number, self.stream.stream_info())
            .map_err(|error| failed(&error))?;
        let mut bytes = ByteSink::new();
        frame.write(&mut bytes).map_err(|error| failed(&error))?;
        // Players refuse a file whose head says nothing sensible about the sizes of its frames.
        self.stream.stream_info_mut().update_frame_info(&frame);
        self.block.clear();
        Ok(self.file.write_all(bytes.as_slice())?)
    }
}

impl Sink for Flac {
    fn sound(&mut self, samples: &[f32]) -> Result<(), RenderError> {
        samples.iter().try_for_each(|sample| self.push(i32::from(sixteen(*sample))))
    }

    fn silence(&mut self, frames: u64) -> Result<(), RenderError> {
        (0..2 * frames).try_for_each(|_| self.push(0))
    }

    fn finish(mut self) -> Result<(), RenderError> {
        let total = self.frames.1.total_samples() + self.block.len() / 2;
        if !self.block.is_empty() {
            self.block.resize(2 * FRAMES, 0);
            self.encode()?;
        }
        let digest = self.frames.1.md5_digest();
        let info = self.stream.stream_info_mut();
        info.set_md5_digest(&digest);
        info.set_total_samples(total.next_multiple_of(FRAMES));
        self.file.seek(SeekFrom::Start(0))?;
        self.write_head()?;
        Ok(self.file.flush()?)
    }
}

fn failed(error: &impl ToString) -> RenderError {
    RenderError::Flac(error.to_string())
}
