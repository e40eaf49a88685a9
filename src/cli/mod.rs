//! The command line. Each subcommand is the same engine in another host.
//!
//! A problem with an input goes to the standard error, a line each, and the exit code is 1; wrong usage is 2.

mod archive;
mod args;
mod bar;
mod check;
mod clients;
mod diary;
mod library;
mod load;
mod passphrase;
mod plan;
mod recording;
mod render;
mod run;
mod speech;
mod timeline;
mod vault;
mod web;

use std::io;
use std::path::Path;
use std::process::ExitCode;

use holdwell_vault::ClearCopy;

pub(crate) use args::{Args, Global, Run, Verb};
pub(crate) use load::{clinic, given, plan};
pub(crate) use passphrase::passphrase;
pub(crate) use speech::{speaker, voice};

/// Reason why a subcommand came to nothing.
#[derive(Debug)]
pub(crate) enum Failure {
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
pub(crate) fn main(verb: Verb, global: &Global) -> ExitCode {
    let done = match verb {
        Verb::Check { files } => check::run(&files, global),
        Verb::Timeline { file, json } => {
            timeline::run(&file, global, if json { timeline::Form::Json } else { timeline::Form::Table })
        }
        Verb::Render(render) => render::run(&render, global),
        Verb::Library(library) => library::run(&library, global),
        Verb::Run(run) => run::run(&run, global),
        // It is a window, which is opened instead of this.
        Verb::Home { .. } => Ok(()),
        Verb::Plan { verb } => plan::run(verb, global),
        Verb::Web { out, speech } => web::run(&out, speech),
        Verb::Export { tables: true, out, .. } => archive::export_tables(&out, global),
        Verb::Export { client, out, .. } => archive::export(client.as_deref(), &out, global),
        Verb::Import { from, columns, bring_back_erased } => import(&from, columns, bring_back_erased, global),
        Verb::Say { dialect } => speech::say(&dialect),
        Verb::Backup => vault::backup(global),
        Verb::Restore { copy, in_clear } => {
            let clear = if in_clear { ClearCopy::StaysInClear } else { ClearCopy::IsEncrypted };
            vault::restore(global, &copy, clear)
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}

/// Reads a diary, a list of clients or what was exported, whichever it is.
fn import(from: &Path, columns: args::Columns, bring_back_erased: bool, global: &Global) -> Result<(), Failure> {
    if let Some(diaries) = diary::diaries(from)? {
        return diary::import(from, &diaries, global);
    }
    match clients::list(from, columns) {
        Some(list) => clients::import(from, &list, global),
        None => archive::import(from, bring_back_erased, global),
    }
}

impl Failure {
    /// Returns the fault of a call that names a file before its subcommand.
    pub(crate) fn both(file: &Path) -> Self {
        Self::Usage(format!("{} stands before the subcommand; name it behind", holdwell_files::shown(file)))
    }

    /// Says it on the standard error, and gives the exit code.
    #[expect(clippy::print_stderr, reason = "this is where the command line speaks to people")]
    pub(crate) fn report(self) -> ExitCode {
        match self {
            Self::Input(problems) => {
                for problem in problems {
                    eprintln!("{}", plain(&problem));
                }
                ExitCode::from(1)
            }
            Self::Usage(what) => {
                eprintln!("holdwell: {}", plain(&what));
                ExitCode::from(2)
            }
            // Whoever read what was written has read enough.
            Self::Other(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
            Self::Other(error) => {
                eprintln!("holdwell: {}", plain(&format!("{error:#}")));
                ExitCode::from(1)
            }
        }
    }
}

/// Returns a text as a terminal may show it: names of files may hold what it would take for commands.
pub(crate) fn plain(text: &str) -> String {
    let show = |letter: char| match letter {
        '\n' => "\n".to_owned(),
        letter if letter.is_control() => letter.escape_default().to_string(),
        letter => letter.to_string(),
    };
    text.chars().map(show).collect()
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let kind = |cause: &(dyn std::error::Error + 'static)| cause.downcast_ref::<io::Error>().map(io::Error::kind);
    error.chain().any(|cause| kind(cause) == Some(io::ErrorKind::BrokenPipe))
}
