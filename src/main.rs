//! Arguments, logging, and the real parts put together: the window or a subcommand.

use std::process::ExitCode;

use clap::Parser as _;
use holdwell::cli::{self, Args};

fn main() -> ExitCode {
    let args = Args::parse();
    log();
    match args.verb {
        Some(verb) => cli::main(verb, &args.global),
        None => window(&args.global),
    }
}

/// Warnings go to the standard error. What is logged names what was asked for, never what was in it.
fn log() {
    tracing_subscriber::fmt().with_writer(std::io::stderr).with_max_level(tracing::Level::WARN).without_time().init();
}

fn window(_: &cli::Global) -> ExitCode {
    ExitCode::SUCCESS
}
