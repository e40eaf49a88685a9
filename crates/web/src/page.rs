//! Questions of a page, and their answers.

use holdwell_audio::{FileSound, RenderError, render_flac};
use holdwell_home::{Diary, HomePlan, Problem, Share};
use serde::Deserialize;
use serde_json::json;

use crate::session::{Session, run};

/// What a page asks.
#[derive(Debug, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case", deny_unknown_fields)]
enum Question {
    Open { plan: String },
    Sound { share: Part },
    Diary { diary: String },
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Part {
    Whole,
    Shorter,
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
}

impl Page {
    /// Answers a question.
    pub fn answer(&mut self, question: &[u8]) -> Result<Vec<u8>, Fault> {
        match serde_json::from_slice(question).map_err(Fault::Question)? {
            Question::Open { plan } => {
                let plan = HomePlan::read(plan.as_bytes()).map_err(Fault::Plan)?;
                let shorter = plan.can_be_shorter().then(|| Session::of(&plan, Share::Shorter));
                let answer = json!({ "whole": Session::of(&plan, Share::Whole), "shorter": shorter });
                self.plan = Some(plan);
                serde_json::to_vec(&answer).map_err(Fault::Answer)
            }
            Question::Sound { share } => {
                let run = run(self.plan.as_ref().ok_or(Fault::NoPlan)?, share.into());
                let length = run.length();
                render_flac(run.cues, &FileSound::new(length)).map_err(Fault::Sound)
            }
            Question::Diary { diary } => {
                let diary = Diary::read(diary.as_bytes()).map_err(Fault::Diary)?;
                Ok(diary.code().into_bytes())
            }
        }
    }
}
