//! FLAC, frame by frame: of an hour in a file nothing but a block is in memory.

use std::io::{Seek, SeekFrom, Write};

use flacenc::bitsink::ByteSink;
use flacenc::component::{BitRepr as _, Frame, MetadataBlockData, Stream};
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
/// A block of silence on both channels.
static SILENCE: [i32; 2 * FRAMES] = [0; 2 * FRAMES];

pub(super) struct Flac<W: Write + Seek> {
    out: W,
    channels: usize,
    config: Verified<Encoder>,
    stream: Stream,
    room: FrameBuf,
    /// A block of nothing but silence, of which a session has the most.
    silent: FrameBuf,
    /// The checksum of all samples of both channels; `None` for a file that says none.
    sum: Option<Context>,
    /// Number of blocks written, and of frames in them.
    blocks: usize,
    frames: usize,
    block: Vec<i32>,
}

impl<W: Write + Seek> Flac<W> {
    /// Begins a file for archives, of both channels and with a checksum of its samples; tags go with the length of all of
    /// it.
    pub(super) fn archive(out: W, tags: Option<(&Tags, Millis)>) -> Result<Self, RenderError> {
        Self::new(out, 2, Some(Context::new(16, 2)), tags)
    }

    /// Begins a file that is played at once: of the left channel, and without a checksum, which takes as long as the rest.
    pub(super) fn plain(out: W) -> Result<Self, RenderError> {
        Self::new(out, 1, None, None)
    }

    fn new(out: W, channels: usize, sum: Option<Context>, tags: Option<(&Tags, Millis)>) -> Result<Self, RenderError> {
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
        let mut silent = room.clone();
        silent
            .fill_interleaved(SILENCE.get(..channels * FRAMES).unwrap_or(&SILENCE))
            .map_err(|error| failed(&error))?;
        let block = Vec::with_capacity(channels * FRAMES);
        let mut flac = Self { out, channels, config, stream, room, silent, sum, blocks: 0, frames: 0, block };
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

    /// Writes the samples that wait as a block.
    fn encode(&mut self) -> Result<(), RenderError> {
        self.room.fill_interleaved(&self.block).map_err(|error| failed(&error))?;
        if let Some(sum) = &mut self.sum {
            sum.fill_interleaved(&self.block).map_err(|error| failed(&error))?;
        }
        let frames = self.block.len() / self.channels;
        self.block.clear();
        let frame = flacenc::encode_fixed_size_frame(&self.config, &self.room, self.blocks, self.stream.stream_info());
        self.write(&frame.map_err(|error| failed(&error))?, frames)
    }

    /// Writes a block of silence.
    fn encode_silence(&mut self) -> Result<(), RenderError> {
        if let Some(sum) = &mut self.sum {
            sum.fill_interleaved(&SILENCE).map_err(|error| failed(&error))?;
        }
        let frame =
            flacenc::encode_fixed_size_frame(&self.config, &self.silent, self.blocks, self.stream.stream_info());
        self.write(&frame.map_err(|error| failed(&error))?, FRAMES)
    }

    fn write(&mut self, frame: &Frame, frames: usize) -> Result<(), RenderError> {
        let mut bytes = ByteSink::new();
        frame.write(&mut bytes).map_err(|error| failed(&error))?;
        // Players refuse a file whose head says nothing sensible about the sizes of its frames.
        self.stream.stream_info_mut().update_frame_info(frame);
        self.blocks += 1;
        self.frames += frames;
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
        let mut left = frames;
        while left > 0 {
            if self.block.is_empty() && left >= FRAMES as u64 {
                self.encode_silence()?;
                left -= FRAMES as u64;
            } else {
                (0..self.channels).try_for_each(|_| self.push(0))?;
                left -= 1;
            }
        }
        Ok(())
    }

    fn finish(mut self) -> Result<(), RenderError> {
        if !self.block.is_empty() {
            self.encode()?;
        }
        let info = self.stream.stream_info_mut();
        if let Some(sum) = &self.sum {
            info.set_md5_digest(&sum.md5_digest());
        }
        info.set_total_samples(self.frames);
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
