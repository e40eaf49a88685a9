//! The command line. Each subcommand is the same engine in another host.
//!
//! What is wrong with an input goes to the standard error, a problem a line, and the exit code is 1; wrong usage is 2.

mod args;
mod check;
mod load;
mod render;
#[cfg(feature = "desktop")]
mod run;
pub mod script;
mod timeline;

use std::process::ExitCode;

pub use args::{Args, Global, Verb};

/// Why a subcommand came to nothing.
#[derive(Debug)]
pub enum Failure {
    /// The input has problems; each is one line for a person.
    Input(Vec<String>),
    /// The call makes no sense.
    Usage(String),
    /// Something else failed.
    Other(anyhow::Error),
}

impl From<anyhow::Error> for Failure {
    fn from(error: anyhow::Error) -> Self {
        Self::Other(error)
    }
}

/// Runs a subcommand, says on the standard error what went wrong, and gives the exit code.
pub fn main(verb: Verb, global: &Global) -> ExitCode {
    let done = match verb {
        Verb::Check { files } => check::run(&files),
        Verb::Timeline { file, json } => {
            timeline::run(&file, if json { timeline::Form::Json } else { timeline::Form::Table })
        }
        Verb::Render(render) => render::run(&render),
        #[cfg(feature = "desktop")]
        Verb::Run(run) => run::run(&run, global),
    };
    #[cfg(not(feature = "desktop"))]
    let _ = global;
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

impl Failure {
    #[expect(clippy::print_stderr, reason = "this is where the command line speaks to people")]
    fn report(self) -> ExitCode {
        match self {
            Self::Input(problems) => {
                for problem in problems {
                    eprintln!("{problem}");
                }
                ExitCode::from(1)
            }
            Self::Usage(what) => {
                eprintln!("holdwell: {what}");
                ExitCode::from(2)
            }
            Self::Other(error) => {
                eprintln!("holdwell: {error:#}");
                ExitCode::from(1)
            }
        }
    }
}
