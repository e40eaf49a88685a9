//! The sound of Holdwell without a sound card: every test drives the real mixer by hand.

mod anchor;
mod desk;
mod mixer;
mod port;
mod recording;
mod render;
mod sound;
mod speech;
