//! The files: written wholly or not at all, each under a name that says nothing of the client.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::speaking::{Speaker, place, recorded, speak_all};
use holdwell_audio::{FileSound, RenderError, Rendered, Speech, Tags, render_spoken};
use holdwell_engine::Unattended;
use holdwell_home::{HomePlan, Share};
use holdwell_report::{home_page, home_sheet, plan_cover};
use holdwell_speech::Listener;
use holdwell_web::{own_speech, run, said};

/// The forms of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// The page for a phone: it runs the plan and needs no network.
    Page,
    /// The whole session as a sound file.
    Sound,
    /// The sheet to print.
    Sheet,
    /// The plan's own file.
    Plan,
}

/// Order of the files to be given.
#[derive(Debug, Clone, PartialEq)]
pub struct Order {
    /// The plan.
    pub plan: HomePlan,
    /// The folder, which must be there.
    pub folder: PathBuf,
    /// The forms that are written.
    pub forms: Vec<Form>,
    /// The address that the code on the sheet leads to, plan and all; none for a sheet without a code.
    pub web: Option<String>,
}

/// Files that were written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Given {
    /// The files.
    pub files: Vec<PathBuf>,
    /// True where words were wanted and there was no voice: page and sound have chimes alone.
    pub is_unspoken: bool,
}

/// The reason why not all was written.
#[derive(Debug)]
pub enum GiveError {
    /// This file could not be written.
    Unwritable(PathBuf, io::Error),
    /// This sound could not be made.
    Sound(PathBuf, RenderError),
    /// Somebody stopped it.
    CalledOff,
}

impl Form {
    /// Every form.
    pub const ALL: [Self; 4] = [Self::Page, Self::Sound, Self::Sheet, Self::Plan];

    /// Returns the name of its file. The end of the plan's id tells one plan from another; names say no more.
    pub fn file_name(self, plan: &HomePlan) -> String {
        let id = plan.id.to_string();
        let short = id.get(id.len().saturating_sub(6)..).unwrap_or_default();
        match self {
            Self::Page => format!("home-plan-{short}-page.html"),
            Self::Sound => format!("home-plan-{short}-sound.mp3"),
            Self::Sheet => format!("home-plan-{short}-sheet.html"),
            Self::Plan => format!("home-plan-{short}.holdwell"),
        }
    }

    const fn speaks(self) -> bool {
        matches!(self, Self::Page | Self::Sound)
    }
}

/// The share of the time that words take; the sound file takes nearly all the rest.
const WORDS: f32 = 0.35;

/// Writes a plan in all forms that are asked for. `step` is told what is being made and the share of the whole that is
/// done; it stops the work by returning false. Without a speaker, or where the voice fails, there are chimes alone.
///
/// # Errors
/// A file cannot be written, or the work was stopped. What was written before stays.
pub fn give(
    order: &Order,
    speaker: Option<&mut Speaker<'_>>,
    step: &mut dyn FnMut(Option<Form>, f32) -> bool,
) -> Result<Given, GiveError> {
    let wants_words = order.forms.iter().any(|form| form.speaks());
    let spoken = match speaker.filter(|_| wants_words) {
        Some(speaker) => speak_all(texts(&order.plan), speaker, &mut |share| step(None, share * WORDS)),
        None => Ok(BTreeMap::new()),
    };
    let spoken = spoken.unwrap_or_default();
    let mut given =
        Given { files: Vec::new(), is_unspoken: wants_words && spoken.is_empty() && !texts(&order.plan).is_empty() };
    for form in &order.forms {
        if !step(Some(*form), if wants_words { WORDS } else { 0.0 }) {
            return Err(GiveError::CalledOff);
        }
        let path = order.folder.join(form.file_name(&order.plan));
        one(*form, &path, order, &spoken, &mut |share| step(Some(*form), WORDS + (1.0 - WORDS) * share))?;
        given.files.push(path);
    }
    Ok(given)
}

/// Writes one form.
fn one(
    form: Form,
    path: &Path,
    order: &Order,
    spoken: &BTreeMap<String, Speech>,
    step: &mut dyn FnMut(f32) -> bool,
) -> Result<(), GiveError> {
    let plan = &order.plan;
    let unsounding = |why| GiveError::Sound(path.to_owned(), why);
    match form {
        Form::Sheet => write(path, &home_sheet(plan, order.web.as_deref())),
        Form::Plan => write(path, &plan.write_pretty()),
        Form::Page => write(path, &page(plan, spoken).map_err(unsounding)?),
        Form::Sound => {
            let length = run(plan, Share::Whole).length().0.max(1);
            let mut is_wanted = true;
            // The last tone rings on behind the end of the session.
            let mut heard = |done: u64| is_wanted &= step((done as f32 / length as f32).min(1.0));
            sound(path, plan, spoken, &mut heard).map_err(unsounding)?;
            if is_wanted { Ok(()) } else { Err(GiveError::CalledOff) }
        }
    }
}

/// Lists every text that is said in a plan or in its shorter form, and is not recorded in it.
pub fn texts(plan: &HomePlan) -> BTreeSet<String> {
    let is_recorded = |text: &String| plan.speech.as_ref().is_some_and(|own| own.prompts.contains_key(text));
    let said = [Share::Whole, Share::Shorter].into_iter().flat_map(|share| said(plan, share));
    said.map(|prompt| prompt.text).filter(|text| !is_recorded(text)).collect()
}

fn write(path: &Path, text: &str) -> Result<(), GiveError> {
    let written = holdwell_files::replace(path, |mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| GiveError::Unwritable(path.to_owned(), error))
}

/// Makes the page of a plan. What is spoken travels in it: a page has no voice of its own. Words that were recorded for
/// the plan stay as they are.
///
/// # Errors
/// The words cannot be encoded.
pub fn page(plan: &HomePlan, spoken: &BTreeMap<String, Speech>) -> Result<String, RenderError> {
    if spoken.is_empty() {
        return Ok(home_page(plan));
    }
    let mut speech = recorded(spoken)?;
    speech.prompts.extend(plan.speech.iter().flat_map(|own| own.prompts.clone()));
    Ok(home_page(&HomePlan { speech: Some(speech), ..plan.clone() }))
}

/// Returns what the sound file of a plan says of itself; the name only where the plan has it.
pub fn tags(plan: &HomePlan, session: &Unattended) -> Tags {
    let tags = Tags::of(&plan.session(Share::Whole), session);
    Tags { album: plan.name.as_ref().map(|name| format!("For {name}")), cover: plan_cover(plan), ..tags }
}

/// Writes the whole session of a plan as a sound file. `progress` is told the milliseconds of the session that are done.
///
/// # Errors
/// The file cannot be written.
pub fn sound(
    path: &Path,
    plan: &HomePlan,
    spoken: &BTreeMap<String, Speech>,
    progress: &mut dyn FnMut(u64),
) -> Result<Rendered, RenderError> {
    let session = run(plan, Share::Whole);
    let mut known = spoken.clone();
    known.extend(own_speech(plan));
    let placed = place(said(plan, Share::Whole), &known, Listener::Client);
    let utterances = placed.spoken.into_iter().map(|(_, utterance)| utterance).collect();
    let tags = tags(plan, &session);
    let file = FileSound { tags: Some(&tags), ..FileSound::new(session.length()) };
    render_spoken(path, session.cues, utterances, &file, &mut |done| progress(done.0))
}

#[cfg(test)]
mod tests {
    use crate::speaking::NoVoice;
    use holdwell_home::Asked;
    use holdwell_library::Library;

    use super::*;

    fn order(folder: &Path, forms: &[Form]) -> Order {
        let library = Library::builtin();
        let asked = Asked {
            name: Some("Maria Berg".to_owned()),
            ..Asked::plain("018f2b6e-0000-7000-8000-0000000abcde".parse().unwrap(), "2026-11-30".parse().unwrap())
        };
        let routine = library.routine("soles-in-bed").unwrap();
        let plan = HomePlan::make(routine, &library, asked).unwrap();
        Order { plan, folder: folder.to_owned(), forms: forms.to_vec(), web: None }
    }

    #[test]
    fn all_forms_are_written_and_no_name_says_whose_they_are() {
        let folder = tempfile::tempdir().unwrap();
        let order = order(folder.path(), &Form::ALL);
        // Half a second, whatever it is to say.
        let mut voice = |_: &str| Ok(Some(Speech::new(vec![1000; 24_000])));
        let mut shares = Vec::new();
        let given = give(&order, Some(&mut voice), &mut |_, share| {
            shares.push(share);
            true
        });
        let given = given.unwrap();
        assert!(!given.is_unspoken);
        let names = given.files.iter().map(|path| path.file_name().unwrap().to_str().unwrap().to_owned());
        let names: Vec<String> = names.collect();
        let expected =
            ["-page.html", "-sound.mp3", "-sheet.html", ".holdwell"].map(|end| format!("home-plan-0abcde{end}"));
        assert_eq!(names, expected);
        assert!(shares.iter().all(|share| (0.0..=1.0).contains(share)) && shares.len() > 20, "{}", shares.len());
        let bytes: Vec<Vec<u8>> = given.files.iter().map(|path| std::fs::read(path).unwrap()).collect();
        assert!(bytes[1].len() > 100_000 && String::from_utf8_lossy(&bytes[0]).contains("audio/mpeg"));
        assert_eq!(HomePlan::read(&bytes[3]), Ok(order.plan.clone()));
    }

    #[test]
    fn without_a_voice_there_are_chimes_and_it_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let order = order(folder.path(), &[Form::Page]);
        let mut none = |_: &str| Err(NoVoice("it is not there".to_owned()));
        let given = give(&order, Some(&mut none), &mut |_, _| true).unwrap();
        assert!(given.is_unspoken);
        let page = std::fs::read_to_string(&given.files[0]).unwrap();
        assert!(!page.contains("audio/mpeg\""), "no words travel in it");
    }

    #[test]
    fn a_folder_that_is_not_there_is_named_and_a_stop_stops() {
        let folder = tempfile::tempdir().unwrap();
        let order = order(&folder.path().join("gone"), &[Form::Sheet]);
        let Err(GiveError::Unwritable(path, _)) = give(&order, None, &mut |_, _| true) else { panic!() };
        assert!(path.ends_with("home-plan-0abcde-sheet.html"));
        assert!(matches!(give(&order, None, &mut |_, _| false), Err(GiveError::CalledOff)));
    }
}
