//! Three walks through the code, file by file. A test looks that each file named here is there.
//!
//! # A hold's duration, from TOML to the sample
//!
//! `timing = { kind = "fixed", hold = "90s" }` in a routine becomes the bell that ends the hold:
//!
//! 1. `crates/library/src/read/routine.rs` reads the step, `crates/library/src/read/timing.rs` its timing, and
//!    `crates/library/src/read/values.rs` the text `90s`, with the parser of `crates/model/src/timing/parse.rs`. From here on
//!    it is a `Timing::Fixed` of `Millis` (`crates/model/src/timing/mod.rs`) in a `Step`.
//! 2. `crates/library/src/rules.rs` checks it against the limits of its technique.
//! 3. `crates/library/src/compile.rs` puts it into a `PlanStep` (`crates/model/src/plan.rs`), where nothing is left to look
//!    up.
//! 4. When the work begins, `crates/engine/src/transitions.rs` copies it into `Active`
//!    (`crates/engine/src/state/active.rs`), which longer and shorter change.
//! 5. `crates/engine/src/deadline.rs` works out that the phase ends 90,000 ms after its begin; `transitions.rs` ends it
//!    at that instant, and `crates/engine/src/emitter.rs` emits the cue with it as `due`, if the profile lets it be heard.
//! 6. `crates/engine/src/machine.rs` does so on a copy up to a minute ahead and hands the cue out.
//! 7. `crates/conductor/src/session.rs` places it with the port of `crates/audio/src/port.rs`; behind that are
//!    `crates/audio-device/src/lib.rs` and the queue of `crates/audio/src/link.rs`.
//! 8. On the device's thread `crates/audio/src/mixer.rs` turns `due` into nanoseconds of the clock, and
//!    `crates/audio/src/anchor.rs` those into a sample of the stream, at which `crates/audio/src/voice.rs` begins the
//!    strokes of `crates/audio/src/score.rs`.
//!
//! In a sound file the first six steps are the same, and `crates/audio/src/render.rs` drives the mixer with a clock that is
//! its own sample counter: a millisecond is 48 samples.
//!
//! # A key press, to the row on disk
//!
//! Space ends a hold. It passes 20 files and takes ten forms:
//!
//! | file | form of the intention |
//! |---|---|
//! | `crates/ui/src/app/frame.rs`, `crates/ui/src/app/logic.rs` | 1. egui's `Event::Key`, before egui sees it |
//! | `crates/ui/src/keyboard.rs` | 2. a `KeyEvent`: a key by its place, and what it types |
//! | `crates/app/src/keyboard.rs`, `crates/app/src/keys/mod.rs` | 3. a `Control`: one of ours, by the user's own keys |
//! | `crates/app/src/press.rs` | 4. a `KeyAction`: pressed, sure, or taken back |
//! | `crates/app/src/command.rs` | 5. the engine's `Command` |
//! | `crates/conductor/src/handle.rs`, `crates/conductor/src/step.rs` | 6. a `ConductorCommand` in the queue |
//! | `crates/conductor/src/session.rs` | 7. an `Input` with its instant |
//! | `crates/engine/src/machine.rs`, `crates/engine/src/command.rs`, `crates/engine/src/emitter.rs` | 8. `Event`s, and a restore point |
//! | `crates/conductor/src/backlog.rs`, `crates/store/src/entry_queue.rs`, `crates/vault/src/worker/journal.rs`, `crates/vault/src/worker/inbox.rs` | 9. an `Entry` |
//! | `crates/vault/src/worker/writer.rs`, `crates/vault/src/journal/writer.rs`, `crates/vault/src/format/form.rs` | 10. rows, in one transaction |
//!
//! # A caution, from the editor to the settle card
//!
//! 1. `crates/ui/src/screens/client/cautions.rs` changes a `Caution` (`crates/model/src/client.rs`) of the client that
//!    is held as a `Saving<Client>` (`crates/editing/src/saving.rs`). As soon as the field is left
//!    `crates/ui/src/app/vault.rs` sends `Request::ChangeClient` (`crates/store/src/message/request.rs`), with what the
//!    change was begun with, and only the reply with its ticket settles it.
//! 2. `crates/vault/src/worker/carry_out.rs` takes it, `crates/vault/src/person/edit.rs` finds the row that it belongs
//!    to, `crates/vault/src/clients.rs` writes it, and `crates/vault/src/worker/reader.rs` publishes a new `ClientPage`
//!    and Start, with every caution of whoever is the same person (`crates/vault/src/person/shown.rs`).
//! 3. `crates/ui/src/app/sessions.rs` keeps the client of the next session as a `SelectedClient`
//!    (`crates/app/src/selected_client.rs`), with the day they were last seen.
//! 4. While settle waits, `crates/ui/src/screens/session/words_column.rs` shows the cautions that touch a contact of the
//!    step, by position or region, and says which are new.
//! 5. When the session begins, `crates/ui/src/app/sessions.rs` sends `Request::CautionsSeen`, and they are not new any
//!    more.
