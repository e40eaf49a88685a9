//! Questions of a page, and their answers.

use std::collections::BTreeMap;

use holdwell_audio::{FileKind, FileSound, RenderError, Speech, Utterance, render_in_memory};
use holdwell_engine::CueAudience;
use holdwell_home::{Diary, HomePlan, Problem, Share};
use holdwell_library::without_unseen;
use serde::Deserialize;
use serde_json::json;

use crate::session::{Session, run, said};

/// Questions of a page.
#[derive(Debug, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case", deny_unknown_fields)]
enum Question {
    Open {
        plan: String,
    },
    Speech {
        text: String,
    },
    Sound {
        share: Part,
        kind: Kind,
    },
    Diary {
        diary: String,
    },
    #[cfg(feature = "site")]
    Read {
        fragment: String,
    },
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Part {
    Whole,
    Shorter,
}

/// Kinds of sound: what a browser does not play as one, it plays as another.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    Flac,
    Wav,
}

impl From<Kind> for FileKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Flac => Self::Flac,
            Kind::Wav => Self::Wav,
        }
    }
}

impl From<Part> for Share {
    fn from(part: Part) -> Self {
        match part {
            Part::Whole => Self::Whole,
            Part::Shorter => Self::Shorter,
        }
    }
}

/// Reasons for which a question has no answer.
#[derive(Debug)]
pub enum Fault {
    /// No question of a page.
    Question(serde_json::Error),
    /// A plan that cannot be read.
    Plan(Vec<Problem>),
    /// A diary that cannot be read.
    Diary(Vec<Problem>),
    /// A question about a plan, before there is one.
    NoPlan,
    /// A sound that cannot be made.
    Sound(RenderError),
    /// An answer that cannot be written.
    Answer(serde_json::Error),
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Only whoever builds the page meets this: the page has its own sentences.
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Fault {}

/// A page with its plan.
#[derive(Debug, Default)]
pub struct Page {
    plan: Option<HomePlan>,
    /// Speech by its text.
    speech: BTreeMap<String, Speech>,
}

impl Page {
    /// Answers a question: JSON, and behind a byte of 0 whatever belongs to it.
    pub fn answer(&mut self, question: &[u8]) -> Result<Vec<u8>, Fault> {
        let (question, more) = match question.iter().position(|byte| *byte == 0) {
            Some(end) => (question.get(..end).unwrap_or_default(), question.get(end + 1..).unwrap_or_default()),
            None => (question, &[][..]),
        };
        match serde_json::from_slice(question).map_err(Fault::Question)? {
            Question::Open { plan } => self.open(&plan),
            Question::Speech { text } => {
                let samples = more.as_chunks().0.iter().map(|sample| i16::from_le_bytes(*sample));
                self.speech.insert(text, Speech::new(samples.collect()));
                Ok(Vec::new())
            }
            Question::Sound { share, kind } => self.sound(share.into(), kind.into()),
            Question::Diary { diary } => {
                // What nobody sees, an older page may have kept.
                let diary = Diary::read(without_unseen(&diary).as_bytes()).map_err(Fault::Diary)?;
                Ok(diary.code().into_bytes())
            }
            #[cfg(feature = "site")]
            Question::Read { fragment } => crate::site::read(&fragment),
        }
    }

    fn open(&mut self, plan: &str) -> Result<Vec<u8>, Fault> {
        let plan = HomePlan::read(plan.as_bytes()).map_err(Fault::Plan)?;
        let shorter = plan.can_be_shorter().then(|| Session::of(&plan, Share::Shorter));
        let answer = json!({ "whole": Session::of(&plan, Share::Whole), "shorter": shorter });
        self.plan = Some(plan);
        serde_json::to_vec(&answer).map_err(Fault::Answer)
    }

    fn sound(&self, share: Share, kind: FileKind) -> Result<Vec<u8>, Fault> {
        let plan = self.plan.as_ref().ok_or(Fault::NoPlan)?;
        let run = run(plan, share);
        let length = run.length();
        let spoken = said(plan, share).into_iter().filter_map(|prompt| {
            let speech = self.speech.get(&prompt.text)?.clone();
            // What does not fit is not spoken, as in the program.
            let fits = speech.millis() <= prompt.room().0;
            let (due, until, audience) = (prompt.due, prompt.until, CueAudience::Room);
            fits.then_some(Utterance { due, until, generation: 0, audience, speech })
        });
        render_in_memory(kind, run.cues, spoken.collect(), &FileSound::new(length)).map_err(Fault::Sound)
    }
}
