//! Holdwell: a guided session timer for positional release holds.
//!
//! A window runs timed sequences of SMRT and myofascial hold positions, with audio cues. Two people use it: a therapist
//! with both hands on a client, in a dim and quiet room, and a client at home on the floor with closed eyes.
//!
//! # The map of the house
//!
//! Arrows point downwards only; `tests/tidy` holds every file to this table.
//!
//! | layer | what it is | may use, of ours |
//! |---|---|---|
//! | [`model`] | what is true on paper: plain data, no I/O, no clock | – |
//! | [`engine`] | what happens next: told something at an instant, it says what to do until the next | model |
//! | [`library`] | positions and routines, read from text with every problem named | model |
//! | [`audio`] | cue, mixer, file: pure; the device and its healing | model, engine's outputs |
//! | [`store`] | the vault: clients, presets and sessions in one `SQLite` file; the port that sessions are written through | model, engine's outputs |
//! | [`exchange`] | files for people: the library as a page to review | model, library |
//! | [`conductor`] | where clock, engine, sound and store meet; the handle that the window holds | engine, model, the ports of audio and store |
//! | `ui` | the window: commands, theme, screens, widgets | model, engine's view and inputs, conductor's handle, the sound's settings, store's requests and what is kept, library, exchange |
//! | [`cli`] | the subcommands | all |
//!
//! Of others: egui and eframe only in `ui` and `main`, rodio only in `audio/device`, rusqlite only in `store`, dialogs only in `ui/dialog.rs`, clock
//! reads only in `conductor/clock.rs`. What needs a real machine sits behind the default feature `desktop`; the rest compiles for a
//! browser as well.
//!
//! A key or a click becomes a command in a queue; at the end of the frame it goes to the conductor's handle; the
//! conductor wakes, tells the engine, and drains it: cues to the sound first, then events and restore points to the
//! journal, then a new view to the window, which works out every moving number itself from the anchors in the view.
//! There are three hosts of the same engine: the window, the headless run, and the rendering of a session to a sound
//! file. What is true of one is true of all.
//!
//! # The invariants
//!
//! 1. `model` and `engine` do no I/O and read no clock; the engine cannot panic. Time enters as
//!    [`model::SessionTime`], never as an instant of the machine. (`tests/tidy`, `tests/engine_properties.rs`)
//! 2. After each input the outputs are drained to [`engine::Output::WaitUntil`] before the next input.
//!    (`tests/conductor`)
//! 3. The same session told by many ticks or by few (within the look-ahead) gives the same events and the same cues.
//!    (`tests/engine_properties.rs`)
//! 4. A frozen, hidden, minimised or never painted window changes no event and no cue. (`tests/conductor`,
//!    `benches/live`)
//! 5. Writing to disk never delays a cue. (`tests/conductor`)
//! 6. Sound lost is shown and healed; the session goes on. (`tests/conductor`, `benches/break-sound`)
//! 7. Sleep of the machine or a long stall pauses with a reason; no hold is skipped, no missed cues come in a burst; a
//!    step of the wall clock changes nothing. (`tests/conductor`)
//! 8. A crash or power cut loses at most the hold in progress, and the session can be resumed. From any restore point
//!    the engine continues identically (`tests/engine_properties.rs`); the vault holds one point with exactly the events
//!    and records that led to it (`store/journal`); the conductor goes on from it, paused (`tests/conductor`); and the
//!    whole program is killed again and again (`benches/kill`, a few times in `tests/cli`).
//! 9. Widgets never change session state; they push commands. (`tests/tidy`: the window knows no engine, only views)
//! 10. Everything that is kept about a client is inside the vault; nothing of it in logs, file names, window titles,
//!     window-state files or caches. (`tests/store` looks for a client's words in every byte that was written)

pub mod audio;
pub mod cli;
pub mod conductor;
pub mod engine;
pub mod exchange;
pub mod library;
pub mod model;
pub mod store;
#[cfg(feature = "desktop")]
pub mod ui;
