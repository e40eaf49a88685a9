//! Arguments of the command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

/// A guided session timer for positional release holds. Without a subcommand it opens the window.
#[derive(Debug, Parser)]
#[command(version, about)]
pub(crate) struct Args {
    /// Options that hold for every subcommand.
    #[command(flatten)]
    pub global: Global,
    /// Routine that stands ready in the window, or a home plan.
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
    /// Subcommand instead of opening the window.
    #[command(subcommand)]
    pub verb: Option<Verb>,
}

/// Options that are accepted before and after every subcommand.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Global {
    /// Keep everything in this folder instead of the platform's own.
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Open no sound device; cues are on the screen only.
    #[arg(long, global = true)]
    pub no_audio: bool,
    /// Read the vault's passphrase from this file (`-`: the standard input).
    #[arg(long, global = true, value_name = "FILE")]
    pub passphrase_file: Option<PathBuf>,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Says every problem of routines, libraries, home plans and diaries.
    Check {
        /// The files.
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Shows the unattended timeline of a routine.
    Timeline {
        /// The routine.
        file: PathBuf,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Writes the library for a clinician to review, and shows what she remarks.
    Library(Library),
    /// Writes the guided session as a sound file.
    Render(Render),
    /// Runs a routine: in the window, where it stands ready to start, or without one.
    Run(Run),
    /// Home plans: what a client takes home.
    Plan {
        /// Action.
        #[command(subcommand)]
        verb: PlanVerb,
    },
    /// Writes the page for a clinic's own site: it opens any home plan by its link, and keeps working without a network.
    Web {
        /// A folder of its own, to be put on the site as it is.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// Whether it speaks.
        #[arg(long, value_enum, default_value_t = Spoken::On)]
        speech: Spoken,
    },
    /// Opens a home plan on a client's own computer: today's items, the voice, a diary beside the plan.
    Home {
        /// The plan.
        file: PathBuf,
    },
    /// Writes all that the vault keeps about clients: a page to read, and JSON that can be imported.
    Export {
        /// Only this client, by name or id.
        #[arg(long, value_name = "NAME|ID")]
        client: Option<String>,
        /// Sessions, holds, measures and plans of all clients as tables (CSV) instead.
        #[arg(long, conflicts_with = "client")]
        tables: bool,
        /// The folder; each client gets one in it.
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
    /// Reads what was exported into the vault; nothing newer is overwritten, and changes made in two places are joined.
    /// A table (CSV) is read as a list of new clients, a diary (or a message with one) as what a client did at home.
    Import {
        /// Bring back clients who were erased here, and sessions that were thrown away.
        #[arg(long)]
        bring_back_erased: bool,
        /// Columns of the table.
        #[command(flatten)]
        columns: Columns,
        /// A file that was exported, a folder of them, a list of clients from another program as CSV, or a diary.
        #[arg(value_name = "DIR|FILE")]
        from: PathBuf,
    },
    /// Speaks the text on the standard input as a WAV on the standard output: the program's own voice.
    #[command(hide = true)]
    Say {
        /// The key of the dialect.
        dialect: String,
    },
    /// Makes a copy of the vault, and says where it is.
    Backup,
    /// Puts a copy in the vault's place. What was there is set aside.
    Restore {
        /// The copy.
        copy: PathBuf,
        /// Leave a copy without a passphrase in clear, although the vault that it replaces has one.
        #[arg(long)]
        in_clear: bool,
    },
}

/// Work on home plans.
#[derive(Debug, Subcommand)]
pub(crate) enum PlanVerb {
    /// Makes a plan of a home routine.
    Make(MakePlan),
    /// Writes the sheet of a plan: a page to print, for the door of the fridge.
    Sheet {
        /// The plan.
        file: PathBuf,
        /// The page.
        #[arg(long, value_name = "SHEET.html")]
        out: PathBuf,
        /// Address at which what `holdwell web` writes stands on the clinic's site: a code on the sheet opens the plan
        /// there.
        #[arg(long, value_name = "ADDRESS", value_parser = web_address)]
        web: Option<String>,
    },
    /// Writes the page of a plan: one file for a phone, which runs the plan and needs no network.
    Page {
        /// The plan.
        file: PathBuf,
        /// The page.
        #[arg(long, value_name = "PAGE.html")]
        out: PathBuf,
        /// Whether it speaks.
        #[arg(long, value_enum, default_value_t = Spoken::On)]
        speech: Spoken,
    },
    /// Writes the session of a plan as a sound file, for whatever plays one.
    Sound {
        /// The plan.
        file: PathBuf,
        /// The sound file; its ending says which kind.
        #[arg(long, value_name = "SOUND.mp3")]
        out: PathBuf,
        /// Whether it speaks; it does, if this program has a voice.
        #[arg(long, value_enum)]
        speech: Option<Spoken>,
    },
    /// Says every problem of a plan, or what is in it.
    Check {
        /// The plan.
        file: PathBuf,
    },
}

/// Reads the address of a page.
fn web_address(text: &str) -> Result<String, &'static str> {
    let is_web = ["https://", "http://"].iter().any(|start| text.len() > start.len() && text.starts_with(start));
    let is_plain = text.chars().all(|letter| letter.is_ascii_graphic() && letter != '#');
    let why = "an address begins with https:// and has neither spaces nor #";
    if is_web && is_plain { Ok(text.to_owned()) } else { Err(why) }
}

/// Arguments of `plan make`.
#[derive(Debug, clap::Args)]
pub(crate) struct MakePlan {
    /// The home routine.
    pub routine: PathBuf,
    /// The file of the plan; its name ends in .holdwell.
    #[arg(long, value_name = "PLAN")]
    pub out: PathBuf,
    /// Client who it is given to, by name or id: the vault keeps it, and a diary of it finds its way back.
    #[arg(long, value_name = "NAME|ID")]
    pub client: Option<String>,
    /// Title that the client reads; the routine's name where it is not said.
    #[arg(long)]
    pub title: Option<String>,
    /// The client's name; it stays out of the plan where it is not said.
    #[arg(long)]
    pub name: Option<String>,
    /// Person to call, and how.
    #[arg(long, value_name = "WHO, NUMBER")]
    pub call: Option<String>,
    /// First day, such as 2026-12-01.
    #[arg(long, value_name = "DAY")]
    pub from: Option<Date>,
    /// Last day.
    #[arg(long, value_name = "DAY")]
    pub until: Option<Date>,
    /// Times a day.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub times: u8,
    /// Days of a week.
    #[arg(long, value_name = "N", default_value_t = 7)]
    pub days: u8,
    /// A note in plain words; may be said several times.
    #[arg(long, value_name = "TEXT")]
    pub note: Vec<String>,
    /// Items that matter most, for a day with less time: 1,3.
    #[arg(long, value_name = "N,N", value_delimiter = ',')]
    pub shorter: Vec<u32>,
    /// Side that is worse, for what begins with it.
    #[arg(long, value_enum)]
    pub worse: Option<WorseSide>,
    /// A recording of your own (WAV, FLAC or MP3) in the place of the voice: for a position by its id, for begin or for
    /// end; may be said several times.
    #[arg(long, value_name = "POSITION=FILE", value_parser = super::recording::named)]
    pub recording: Vec<super::recording::Named>,
}

/// A side of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum WorseSide {
    /// The left.
    Left,
    /// The right.
    Right,
}

impl From<WorseSide> for holdwell_model::Side {
    fn from(side: WorseSide) -> Self {
        match side {
            WorseSide::Left => Self::Left,
            WorseSide::Right => Self::Right,
        }
    }
}

/// Columns of a list of clients, by their heads.
#[derive(Debug, clap::Args)]
pub(crate) struct Columns {
    /// Column with the name, or a part of it; usual heads are known without this.
    #[arg(long, value_name = "COLUMN")]
    pub name: Vec<String>,
    /// Column with the name that they are called by.
    #[arg(long, value_name = "COLUMN")]
    pub called: Option<String>,
    /// Column that becomes the note.
    #[arg(long, value_name = "COLUMN")]
    pub notes: Vec<String>,
}

/// Arguments of `library`: one form of it, or the remarks alone.
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("form").args(["html", "csv", "remarks"]).multiple(true).required(true))]
pub(crate) struct Library {
    /// As a page that any browser shows and prints, with boxes to tick.
    #[arg(long)]
    pub html: bool,
    /// As a table with two empty columns: the verdict (right or wrong), and a remark.
    #[arg(long, conflicts_with = "html")]
    pub csv: bool,
    /// Lists the changes from this day on, such as 2026-11-30; all that are known where none is named.
    #[arg(long, value_name = "DATE", requires = "html")]
    pub since: Option<jiff::civil::Date>,
    /// The table with the remarks: they stand at their entries, or alone where no form is named.
    #[arg(long, value_name = "FILE")]
    pub remarks: Option<PathBuf>,
    /// The file; the standard output where none is named.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// Arguments of `render`.
#[derive(Debug, clap::Args)]
pub(crate) struct Render {
    /// The routine.
    pub file: PathBuf,
    /// The sound file: WAV, or FLAC where the name ends in .flac.
    #[arg(long, value_name = "OUT")]
    pub out: PathBuf,
    /// Lists what is audible, and at which sample.
    #[arg(long, value_name = "CUES.json")]
    pub cues: Option<PathBuf>,
    /// Spoken words; where it is not said, a home routine speaks and another does not.
    #[arg(long, value_enum)]
    pub speech: Option<Speech>,
    /// Cues that are heard.
    #[arg(long, value_enum, default_value_t = ProfileArg::Full)]
    pub profile: ProfileArg,
}

/// Arguments of `run`.
#[derive(Debug, clap::Args)]
pub(crate) struct Run {
    /// The routine.
    #[arg(required_unless_present = "resume")]
    pub file: Option<PathBuf>,
    /// Without a window; it starts at once.
    #[arg(long)]
    pub headless: bool,
    /// Speed, as a multiple of life; other than 1 it is silent.
    #[arg(long, requires = "headless", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub speed: u32,
    /// A script instead of a person; after its last line the run is unattended.
    #[arg(long, requires = "headless", value_name = "SCRIPT")]
    pub commands: Option<PathBuf>,
    /// Client of the session, by name or id: it is written into the vault, as every run is that names --data.
    #[arg(long, requires = "headless", value_name = "NAME|ID")]
    pub client: Option<String>,
    /// Goes on with the session that was cut off last, where it stood.
    #[arg(long, requires = "headless", conflicts_with_all = ["file", "client", "profile"])]
    pub resume: bool,
    /// Cues that are heard; those that the routine asks for, where it is not said.
    #[arg(long, requires = "headless", value_enum)]
    pub profile: Option<ProfileArg>,
    /// Spoken words; where it is not said, a home routine speaks and another does not.
    #[arg(long, requires = "headless", value_enum)]
    pub speech: Option<Speech>,
}

/// Cues that are heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ProfileArg {
    /// All of them.
    Full,
    /// The profile that each technique asks for.
    Technique,
}

impl From<ProfileArg> for holdwell_engine::Profile {
    fn from(profile: ProfileArg) -> Self {
        match profile {
            ProfileArg::Full => Self::Full,
            ProfileArg::Technique => Self::Technique,
        }
    }
}

/// Whether a page or a sound file of a plan speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Spoken {
    /// It does, if this program has a voice.
    On,
    /// It has chimes alone.
    Off,
}

/// Spoken words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Speech {
    /// All that a client at home hears.
    On,
    /// None.
    Off,
    /// The next contact, for the therapist's left ear; the room is then on the right.
    Therapist,
}
