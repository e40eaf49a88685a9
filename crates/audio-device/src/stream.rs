//! One opened output: rodio plays a single endless source, which is our mixer.

use std::num::NonZero;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rodio::cpal::traits::{DeviceTrait as _, HostTrait as _};
use rodio::cpal::{self, BufferSize};
use rodio::{ChannelCount, DeviceSinkBuilder, DeviceSinkError, MixerDeviceSink, SampleRate, Source};

use holdwell_audio::BLOCK;
use holdwell_audio::Bank;
use holdwell_audio::Clock;
use holdwell_audio::Renderer;
use holdwell_audio::TherapistChannel;
use holdwell_audio::{Output, OutputDevice};

/// Number of frames that the device asks for at once, of which it keeps two lots: 21 ms each at 48 kHz.
///
/// Planned cues do not care, they are placed ahead. A cue that answers a key waits for half a lot and one more, about
/// 35 ms, where 2048 would make it 70; 512 would save another 15 ms and leave an old laptop 10 ms to be on time in.
const FRAMES: u32 = 1024;

/// Place at which a dropped stream leaves its renderer.
type Returned = Arc<Mutex<Option<Box<Renderer>>>>;

/// An output that is open. Dropping it gives the device back.
pub(super) struct Stream {
    sink: MixerDeviceSink,
    errors: Arc<AtomicU64>,
    returned: Returned,
}

/// A device that was found, before it is opened.
pub(super) struct Found {
    device: cpal::Device,
    /// Id for opening the same one again.
    pub(super) id: String,
    /// Name for people.
    pub(super) name: String,
}

/// Finds an output; `None` where there is none.
pub(super) fn find(output: &Output) -> Option<Found> {
    let host = cpal::default_host();
    let device = match output {
        Output::Default => host.default_output_device()?,
        Output::Named(id) => {
            let default = host.default_output_device().filter(|device| id_of(device).as_ref() == Some(id));
            default.or_else(|| host.device_by_id(&id.parse().ok()?))?
        }
    };
    Some(Found { id: id_of(&device)?, name: name_of(&device), device })
}

/// Returns the outputs that a person would choose from.
pub(super) fn outputs() -> Vec<OutputDevice> {
    let devices = cpal::default_host().output_devices().map(Iterator::collect::<Vec<_>>).unwrap_or_default();
    let listed = devices.iter().filter_map(|device| Some(OutputDevice { id: id_of(device)?, name: name_of(device) }));
    let mut outputs: Vec<_> = listed.filter(|output| is_choice(&output.id)).collect();
    outputs.dedup_by(|one, other| one.id == other.id);
    outputs
}

/// Returns true for a usable output. ALSA lists every way into a card; those that take a card for themselves or cannot
/// convert are no choice.
fn is_choice(id: &str) -> bool {
    let Some(pcm) = id.strip_prefix("alsa:") else { return true };
    let kind = pcm.split(':').next().unwrap_or(pcm);
    matches!(kind, "default" | "pulse" | "pipewire" | "jack" | "sysdefault" | "hdmi" | "plughw")
}

fn id_of(device: &cpal::Device) -> Option<String> {
    device.id().ok().map(|id| id.to_string())
}

/// Returns a name for people: ALSA calls its default device by a sentence.
fn name_of(device: &cpal::Device) -> String {
    let named = device.description().ok().map(|description| description.name().to_owned());
    match named {
        Some(name) if name == "default" || name.starts_with("Default ALSA Output") => "default output".into(),
        Some(name) => name,
        None => "unnamed output".into(),
    }
}

impl Found {
    /// Opens the device for a renderer, or gives the renderer back with what went wrong.
    pub(super) fn open(
        &self,
        mut renderer: Box<Renderer>,
        bank: &mut Arc<Bank>,
        clock: &Clock,
    ) -> Result<Stream, (Box<Renderer>, DeviceSinkError)> {
        let errors = Arc::new(AtomicU64::new(0));
        let sink = match self.sink(&errors) {
            Ok(sink) => sink,
            Err(error) => return Err((renderer, error)),
        };
        let rate = Bank::rate_for(sink.config().sample_rate().get());
        if bank.rate() != rate {
            *bank = Bank::new(rate);
        }
        renderer.restart(Arc::clone(bank));
        let returned = Returned::default();
        let channels = sink.config().channel_count();
        sink.mixer().add(Feed::new(renderer, Arc::clone(&returned), Arc::clone(clock), channels, rate));
        Ok(Stream { sink, errors, returned })
    }

    /// Opens a sink of the size that we like, else of the one that the device likes.
    fn sink(&self, errors: &Arc<AtomicU64>) -> Result<MixerDeviceSink, DeviceSinkError> {
        let open = |frames: Option<u32>| {
            let builder = DeviceSinkBuilder::from_device(self.device.clone())?;
            let builder = match frames {
                Some(frames) => builder.with_buffer_size(BufferSize::Fixed(frames)),
                None => builder,
            };
            let errors = Arc::clone(errors);
            // A lost device calls this 900,000 times a second: count, and nothing else.
            let count = move |_| {
                errors.fetch_add(1, Ordering::Relaxed);
            };
            builder.with_error_callback(count).open_stream()
        };
        let mut sink = open(Some(FRAMES)).or_else(|_| open(None))?;
        sink.log_on_drop(false);
        Ok(sink)
    }
}

impl Stream {
    /// Returns the number of errors since the opening.
    pub(super) fn errors(&self) -> u64 {
        self.errors.load(Ordering::Relaxed)
    }

    /// Closes the stream. The renderer comes back unless the backend kept it, which none is known to do.
    pub(super) fn close(self) -> Option<Box<Renderer>> {
        let Self { sink, returned, .. } = self;
        drop(sink);
        returned.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// The endless source: takes blocks from the renderer and hands out single samples.
struct Feed {
    renderer: Option<Box<Renderer>>,
    returned: Returned,
    clock: Clock,
    channels: ChannelCount,
    rate: SampleRate,
    stereo: [f32; 2 * BLOCK],
    block: Vec<f32>,
    next: usize,
}

impl Feed {
    fn new(renderer: Box<Renderer>, returned: Returned, clock: Clock, channels: ChannelCount, rate: u32) -> Self {
        let block = vec![0.0; usize::from(channels.get()) * BLOCK];
        let rate = NonZero::new(rate).unwrap_or(NonZero::<u32>::MIN);
        let next = block.len();
        Self { renderer: Some(renderer), returned, clock, channels, rate, stereo: [0.0; 2 * BLOCK], block, next }
    }

    fn refill(&mut self) {
        let Some(renderer) = &mut self.renderer else { return };
        renderer.fill((self.clock)(), &mut self.stereo);
        let frames = self.block.chunks_exact_mut(usize::from(self.channels.get()));
        for (frame, pair) in frames.zip(self.stereo.chunks_exact(2)) {
            match frame {
                [one] => *one = mono(pair, renderer.channel()),
                [left, right, rest @ ..] => {
                    (*left, *right) = (pair[0], pair[1]);
                    rest.fill(0.0);
                }
                [] => {}
            }
        }
        self.next = 0;
    }
}

/// Folds a frame for a device with one side, where the therapist's side must not reach the room.
fn mono(pair: &[f32], channel: TherapistChannel) -> f32 {
    match channel {
        TherapistChannel::None => f32::midpoint(pair[0], pair[1]),
        TherapistChannel::LeftEar => pair[1],
        TherapistChannel::RightEar => pair[0],
    }
}

impl Iterator for Feed {
    type Item = f32;

    fn next(&mut self) -> Option<f32> {
        if self.next >= self.block.len() {
            self.refill();
        }
        let sample = self.block.get(self.next).copied();
        self.next += 1;
        sample
    }
}

impl Source for Feed {
    fn current_span_len(&self) -> Option<usize> {
        None
    }

    fn channels(&self) -> ChannelCount {
        self.channels
    }

    fn sample_rate(&self) -> SampleRate {
        self.rate
    }

    fn total_duration(&self) -> Option<Duration> {
        None
    }
}

impl Drop for Feed {
    fn drop(&mut self) {
        *self.returned.lock().unwrap_or_else(PoisonError::into_inner) = self.renderer.take();
    }
}
