//! Settings of a machine: sound, keys, looks. Never anything about a client.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use toml::{Table, Value};

mod forms;

use self::forms::{dialect, look, reach};
use super::keys::Keys;
use super::press::KeyMode;
use holdwell_audio::{Levels, Output, TherapistChannel};
use holdwell_engine::{Counting, Options, Profile};
use holdwell_files::ReadError;
use holdwell_model::{Audience, Millis, Plan};
use holdwell_speech::{Dialect, Listener};

/// The looks of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Look {
    /// A dim treatment room.
    #[default]
    Dark,
    /// Paper.
    Light,
    /// Black, white and one yellow.
    HighContrast,
}

/// Everything that can be set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Settings {
    /// Size of text, in percent.
    pub text_percent: i64,
    /// Colours: dark, light or high contrast.
    #[serde(with = "look")]
    pub look: Look,
    /// Colours of the room face, whatever those of the rest are: a dim room wants a dark one.
    #[serde(with = "look")]
    pub room_look: Look,
    /// Seconds without the mouse until the room face comes; 0 is never.
    pub room_after_secs: i64,
    /// Brightness of the room face, in percent.
    pub room_percent: i64,
    /// Time that is kept free at the end of an appointment, in minutes.
    pub reserve_mins: i64,
    /// True where the running screen names the client all the time, and not only as the session begins.
    pub show_whose: bool,
    /// Minutes without a key or the mouse until the vault locks itself; 0 is never.
    pub lock_after_mins: i64,
    /// Profile of cues in treatment: those of the technique, or all.
    pub profile: Profile,
    /// Channel of the cues that are meant for the therapist.
    pub channel: TherapistChannel,
    /// Id of the output; `None` is the system's own choice.
    pub output: Option<String>,
    /// Id of the routine that was last begun without a client: it stands ready the next time.
    pub routine: Option<String>,
    /// Whom clients at home are to call, and how: it stands ready for the next home plan.
    pub call: String,
    /// The home plan with which the program opens: this computer is a client's.
    pub home_plan: Option<PathBuf>,
    /// Counting of the last three seconds at home.
    pub count: Counting,
    /// True where home routines speak.
    pub speak_at_home: bool,
    /// True where the therapist is told on her own channel what comes next.
    pub speak_to_therapist: bool,
    /// Way of speaking.
    #[serde(with = "dialect")]
    pub dialect: Dialect,
    /// Use of the keys: all of them, or one.
    #[serde(with = "reach")]
    pub reach: KeyMode,
    /// Loudness of each cue.
    pub levels: Levels,
    /// Keys of the commands.
    pub keys: Keys,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            text_percent: 100,
            look: Look::Dark,
            room_look: Look::Dark,
            room_after_secs: 10,
            room_percent: 100,
            reserve_mins: 5,
            show_whose: false,
            lock_after_mins: 10,
            profile: Profile::Technique,
            channel: TherapistChannel::None,
            output: None,
            count: Counting::Off,
            speak_at_home: true,
            speak_to_therapist: false,
            dialect: Dialect::British,
            reach: KeyMode::AllKeys,
            levels: Levels::default(),
            routine: None,
            call: String::new(),
            home_plan: None,
            keys: Keys::default(),
        }
    }
}

impl Settings {
    /// Returns the options of a plan on this machine: those that the plan asks for, and those that are set here.
    pub fn options(&self, plan: &Plan) -> Options {
        let own = Options::of(plan);
        let profile = if self.profile == Profile::Full { Profile::Full } else { own.profile };
        Options { profile, count: self.count, ..own }
    }

    /// Returns who is spoken to in a session of a plan. A therapist is, where she has an ear of her own: the room never
    /// hears what is said to her.
    pub fn listener(&self, plan: &Plan) -> Option<Listener> {
        let has_ear = self.channel != TherapistChannel::None;
        match plan.audience {
            Audience::Home => self.speak_at_home.then_some(Listener::Client),
            Audience::Therapist => (self.speak_to_therapist && has_ear).then_some(Listener::Therapist),
        }
    }

    /// Returns the colours of the room face. Whoever needs high contrast needs it there as well; it is as dark.
    pub fn room_look(&self) -> Look {
        match (self.look, self.room_look) {
            (Look::HighContrast, Look::Dark) => Look::HighContrast,
            (_, room) => room,
        }
    }

    /// Returns the output that sounds.
    pub fn output(&self) -> Output {
        self.output.clone().map_or(Output::Default, Output::Named)
    }

    /// Returns the time that is kept free at the end of an appointment.
    pub fn reserve(&self) -> Millis {
        Millis::from_mins(self.reserve_mins.max(0).unsigned_abs())
    }

    /// Brings every figure within its limits: a file may have been written by hand.
    fn within_reason(mut self) -> Self {
        self.text_percent = self.text_percent.clamp(80, 200);
        self.room_after_secs = self.room_after_secs.clamp(0, 120);
        self.room_percent = self.room_percent.clamp(20, 100);
        self.reserve_mins = self.reserve_mins.clamp(0, 60);
        self.lock_after_mins = self.lock_after_mins.clamp(0, 120);
        self
    }
}

/// Reasons why the settings' file is of no use, with the system's own words; `text::settings_problem` has the sentences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettingsProblem {
    /// The file cannot be read or understood.
    Unreadable(String),
    /// The file cannot be written.
    Unwritable(String),
}

/// The file in which settings are kept.
#[derive(Debug, Clone, Default)]
pub struct Store {
    folder: Option<PathBuf>,
    /// True where the file cannot be read: it is set aside before it is written over.
    spoilt: bool,
}

/// Name of the settings' file.
pub(crate) const FILE: &str = "settings.toml";
/// The largest file that is read, in bytes.
const LARGEST: u64 = 1 << 20;

impl Store {
    /// Keeps settings in a folder; `None` keeps them nowhere.
    pub const fn new(folder: Option<PathBuf>) -> Self {
        Self { folder, spoilt: false }
    }

    /// Keeps nothing, for tests.
    pub const fn nowhere() -> Self {
        Self { folder: None, spoilt: false }
    }

    /// Reads the settings; where that fails, returns the defaults and the problem.
    pub fn load(&mut self) -> (Settings, Option<SettingsProblem>) {
        let Some(folder) = &self.folder else { return (Settings::default(), None) };
        match read(&folder.join(FILE)) {
            Ok(settings) => (settings.unwrap_or_default().within_reason(), None),
            Err(why) => {
                self.spoilt = true;
                (Settings::default(), Some(SettingsProblem::Unreadable(why)))
            }
        }
    }

    /// Writes the settings, wholly or not at all. What a file holds that this version does not know stays in it.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn save(&mut self, settings: &Settings) -> Result<(), SettingsProblem> {
        let Some(folder) = &self.folder else { return Ok(()) };
        let path = folder.join(FILE);
        let write = || -> io::Result<()> {
            let before = if self.spoilt { None } else { table(&path) };
            let text = text(settings, before).map_err(io::Error::other)?;
            fs::create_dir_all(folder)?;
            if self.spoilt {
                fs::rename(&path, folder.join("settings.unreadable.toml"))?;
            }
            holdwell_files::replace(&path, |mut file| file.write_all(text.as_bytes()))
        };
        write().map_err(|why| SettingsProblem::Unwritable(why.to_string()))?;
        self.spoilt = false;
        Ok(())
    }
}

fn read(path: &Path) -> Result<Option<Settings>, String> {
    let bytes = match holdwell_files::read(path, LARGEST) {
        Err(ReadError::Missing) => return Ok(None),
        bytes => bytes.map_err(super::text::read_error)?,
    };
    let text = std::str::from_utf8(&bytes).map_err(|_bytes| "it is not UTF-8 text".to_owned())?;
    toml::from_str(text).map(Some).map_err(|why| why.message().to_owned())
}

/// Returns the text of the settings, with what was in the file before and is not known here.
fn text(settings: &Settings, before: Option<Table>) -> Result<String, toml::ser::Error> {
    let mut now = Table::try_from(settings)?;
    let (text, file) = (Some(String::new()), Some(PathBuf::new()));
    let all = Settings { output: text.clone(), routine: text, home_plan: file, ..Settings::default() };
    keep_unknown(&mut now, before.unwrap_or_default(), &Table::try_from(&all)?);
    toml::to_string(&now)
}

fn keep_unknown(now: &mut Table, before: Table, known: &Table) {
    for (key, value) in before {
        match (now.get_mut(&key), value, known.get(&key)) {
            (Some(Value::Table(now)), Value::Table(before), Some(Value::Table(known))) => {
                keep_unknown(now, before, known);
            }
            (_, value, None) => drop(now.insert(key, value)),
            _ => {}
        }
    }
}

/// Reads what stands in the file as it is.
fn table(path: &Path) -> Option<Table> {
    let bytes = holdwell_files::read(path, LARGEST).ok()?;
    std::str::from_utf8(&bytes).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use crate::keys::Key;

    use super::*;
    use crate::command::UiCommand;
    use holdwell_audio::Level;

    #[test]
    fn what_is_saved_is_loaded() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::new(Some(folder.path().join("deep")));
        assert_eq!(store.load(), (Settings::default(), None), "a first start");
        let mut settings =
            Settings { look: Look::Light, reach: KeyMode::OneKey, room_after_secs: 30, ..Settings::default() };
        settings.levels.room.pace = Level::SILENT;
        settings.keys.clear(UiCommand::Mark);
        settings.keys.bind(UiCommand::Mark, Key::F5).unwrap();
        store.save(&settings).unwrap();
        assert_eq!(store.load(), (settings, None));
        let files: Vec<_> = fs::read_dir(folder.path().join("deep")).unwrap().collect();
        assert_eq!(files.len(), 1, "nothing is left beside it");
    }

    /// A newer version, or somebody's own hand, wrote more than is known here.
    #[test]
    fn what_is_not_known_stays_in_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        let text = "look = \"light\"\nvoice = \"pico\"\noutput = \"hdmi\"\n[keys]\nmark = [\"F5\"]\nfuture = [\"F9\"]\n\
            [levels.room]\nspeech = 3\n[home]\nplan = 1\n";
        fs::write(&path, text).unwrap();
        let mut store = Store::new(Some(folder.path().to_owned()));
        let (mut settings, _) = store.load();
        settings.look = Look::Dark;
        settings.output = None;
        store.save(&settings).unwrap();
        let kept: Table = fs::read_to_string(&path).unwrap().parse().unwrap();
        assert_eq!((kept["voice"].as_str(), kept["look"].as_str()), (Some("pico"), Some("dark")));
        assert_eq!(kept["home"]["plan"].as_integer(), Some(1));
        assert_eq!(kept["levels"]["room"]["speech"].as_integer(), Some(3));
        assert_eq!(kept["keys"]["future"][0].as_str(), Some("F9"));
        assert!(!kept.contains_key("output"), "what is known and was taken away is gone");
        assert_eq!(store.load(), (settings, None));
    }

    #[test]
    fn a_spoilt_file_is_said_and_set_aside() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(FILE), "look = [").unwrap();
        let mut store = Store::new(Some(folder.path().to_owned()));
        let (settings, problem) = store.load();
        assert_eq!(settings, Settings::default());
        assert!(matches!(problem, Some(SettingsProblem::Unreadable(_))), "{problem:?}");
        store.save(&settings).unwrap();
        assert_eq!(fs::read_to_string(folder.path().join("settings.unreadable.toml")).unwrap(), "look = [");
        assert_eq!(store.load().1, None);
    }

    /// A pipe would hold the window up until somebody writes into it, a file without measure until the memory is full.
    #[cfg(unix)]
    #[test]
    fn what_is_no_settings_file_is_said_and_set_aside() {
        use rustix::fs::{CWD, FileType, Mode, mknodat};

        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(FILE);
        let make: [(&str, &dyn Fn()); 4] = [
            ("a pipe", &|| mknodat(CWD, &path, FileType::Fifo, Mode::RWXU, 0).unwrap()),
            ("a folder", &|| fs::create_dir(&path).unwrap()),
            ("larger than 1 MiB", &|| fs::File::create(&path).unwrap().set_len(1 << 41).unwrap()),
            ("a link to a file that is not there", &|| std::os::unix::fs::symlink("nowhere", &path).unwrap()),
        ];
        for (words, make) in make {
            make();
            let mut store = Store::new(Some(folder.path().to_owned()));
            let (settings, problem) = store.load();
            assert_eq!(settings, Settings::default());
            let said = matches!(&problem, Some(SettingsProblem::Unreadable(why)) if why.contains(words));
            assert!(said, "{words}: {problem:?}");
            store.save(&settings).unwrap();
            assert_eq!(store.load().1, None, "{words}");
            let aside = folder.path().join("settings.unreadable.toml");
            fs::remove_dir(&aside).or_else(|_| fs::remove_file(&aside)).unwrap();
            fs::remove_file(&path).unwrap();
        }
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a file");
        fs::write(&file, "").unwrap();
        let mut store = Store::new(Some(file));
        assert!(matches!(store.save(&Settings::default()), Err(SettingsProblem::Unwritable(_))));
    }

    #[test]
    fn home_routines_speak_and_treatment_only_to_her_own_ear() {
        let plan = |audience| Plan { audience, ..(*Plan::nothing()).clone() };
        let (home, treatment) = (plan(Audience::Home), plan(Audience::Therapist));
        let mut settings = Settings::default();
        assert_eq!((settings.listener(&home), settings.listener(&treatment)), (Some(Listener::Client), None));
        settings.speak_to_therapist = true;
        assert_eq!(settings.listener(&treatment), None, "the room would hear it");
        settings.channel = TherapistChannel::LeftEar;
        assert_eq!(settings.listener(&treatment), Some(Listener::Therapist));
        settings.speak_at_home = false;
        assert_eq!(settings.listener(&home), None);
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::new(Some(folder.path().to_owned()));
        settings.dialect = Dialect::American;
        store.save(&settings).unwrap();
        assert_eq!(store.load(), (settings, None));
    }

    #[test]
    fn a_file_by_hand_may_say_little_and_too_much() {
        let folder = tempfile::tempdir().unwrap();
        let text = "look = \"light\"\ntext-percent = 900\n[keys]\nmark = [\"F5\", \"Space\"]\nfuture = []\n";
        fs::write(folder.path().join(FILE), text).unwrap();
        let (settings, problem) = Store::new(Some(folder.path().to_owned())).load();
        assert_eq!((problem, settings.look, settings.text_percent), (None, Look::Light, 200));
        assert_eq!(settings.keys.of(UiCommand::Mark), [Key::F5, Key::Space]);
        assert_eq!(settings.keys.of(UiCommand::Advance), [Key::PageDown], "the file gave Space away");
    }
}
