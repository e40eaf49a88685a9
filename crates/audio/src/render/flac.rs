//! FLAC, frame by frame: of an hour in a file nothing but a block is in memory.

use std::io::{Seek, SeekFrom, Write};

use flacenc::bitsink::ByteSink;
use flacenc::component::{BitRepr as _, MetadataBlockData, Stream};
use flacenc::config::Encoder;
use flacenc::error::{Verified, Verify as _};
use flacenc::source::{Context, Fill as _, FrameBuf};

use super::{FILE_RATE, RenderError, Sink, Tags, sixteen};
use holdwell_model::Millis;

/// Kinds of the blocks before the sound.
const COMMENTS: u8 = 4;
const PICTURE: u8 = 6;
/// Number of frames in a block; the last one has what is left.
const FRAMES: usize = 4096;

pub(super) struct Flac<W: Write + Seek> {
    out: W,
    channels: usize,
    config: Verified<Encoder>,
    stream: Stream,
    frames: (FrameBuf, Context),
    block: Vec<i32>,
}

impl<W: Write + Seek> Flac<W> {
    /// Begins a file of one channel, which is the left one, or of both; tags go with the length of all of it.
    pub(super) fn new(out: W, channels: usize, tags: Option<(&Tags, Millis)>) -> Result<Self, RenderError> {
        let mut config = Encoder::default();
        // Bells are smooth: fixed prediction is within a few per cent of the linear one and several times as fast.
        config.subframe_coding.use_lpc = false;
        let config = config.into_verified().map_err(|(_, error)| failed(&error))?;
        let mut stream = Stream::new(FILE_RATE as usize, channels, 16).map_err(|error| failed(&error))?;
        stream.stream_info_mut().set_block_sizes(FRAMES, FRAMES).map_err(|error| failed(&error))?;
        if let Some((tags, length)) = tags {
            let blocks = [(COMMENTS, Some(tags.comments(length))), (PICTURE, tags.picture())];
            for (kind, block) in blocks.into_iter().filter_map(|(kind, block)| Some((kind, block?))) {
                let block = MetadataBlockData::new_unknown(kind, &block).map_err(|error| failed(&error))?;
                stream.add_metadata_block(block);
            }
        }
        let room = FrameBuf::with_size(channels, FRAMES).map_err(|error| failed(&error))?;
        let frames = (room, Context::new(16, channels));
        let mut flac = Self { out, channels, config, stream, frames, block: Vec::with_capacity(channels * FRAMES) };
        flac.write_head()?;
        Ok(flac)
    }

    /// Writes magic, stream information and tags, the same length before and after.
    fn write_head(&mut self) -> Result<(), RenderError> {
        let mut head = ByteSink::new();
        self.stream.write(&mut head).map_err(|error| failed(&error))?;
        Ok(self.out.write_all(head.as_slice())?)
    }

    fn push(&mut self, sample: i32) -> Result<(), RenderError> {
        self.block.push(sample);
        if self.block.len() == self.channels * FRAMES { self.encode() } else { Ok(()) }
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
        Ok(self.out.write_all(bytes.as_slice())?)
    }
}

impl<W: Write + Seek> Sink for Flac<W> {
    fn sound(&mut self, samples: &[f32]) -> Result<(), RenderError> {
        let channels = self.channels;
        let heard = samples.chunks_exact(2).flat_map(|frame| frame.iter().take(channels));
        heard.copied().map(sixteen).map(i32::from).try_for_each(|sample| self.push(sample))
    }

    fn silence(&mut self, frames: u64) -> Result<(), RenderError> {
        (0..self.channels as u64 * frames).try_for_each(|_| self.push(0))
    }

    fn finish(mut self) -> Result<(), RenderError> {
        if !self.block.is_empty() {
            self.encode()?;
        }
        let digest = self.frames.1.md5_digest();
        let info = self.stream.stream_info_mut();
        info.set_md5_digest(&digest);
        info.set_total_samples(self.frames.1.total_samples());
        // By its form the size of the last block does not count.
        info.set_block_sizes(FRAMES, FRAMES).map_err(|error| failed(&error))?;
        self.out.seek(SeekFrom::Start(0))?;
        self.write_head()?;
        Ok(self.out.flush()?)
    }
}

fn failed(error: &impl ToString) -> RenderError {
    RenderError::Flac(error.to_string())
}
