//! `holdwell plan`: what a client takes home, made and looked at.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

use anyhow::Context as _;

use super::args::{MakePlan, PlanVerb, Spoken};
use super::{Failure, Global, archive, load, recording, render, speech, vault, web};
use holdwell_app::text::home::{home_problem, plan_facts, refused_plan};
use holdwell_app::text::render_error;
use holdwell_audio::TherapistChannel;
use holdwell_conductor::{Clock as _, SystemClock};
use holdwell_files::shown;
use holdwell_give::texts;
use holdwell_home::{Asked, HomePlan, LARGEST_PLAN, Share};
use holdwell_library::advise;
use holdwell_model::Id;
use holdwell_report::home_sheet;
use holdwell_speech::Listener;
use holdwell_store::{ExportError, new_id};
use holdwell_vault::Archive;
use holdwell_web::{own_speech, said};

pub(super) fn run(verb: PlanVerb, global: &Global) -> Result<(), Failure> {
    match verb {
        PlanVerb::Make(make) => self::make(make, global),
        PlanVerb::Sheet { file, out, web } => {
            load::not_over(&out, &file)?;
            let plan = read(&file)?;
            let link = web.map(|address| web::link(&address, &plan, &file)).transpose()?;
            write(&out, home_sheet(&plan, link.as_deref()))
        }
        PlanVerb::Page { file, out, speech } => page(&file, &out, speech),
        PlanVerb::Sound { file, out, speech } => sound(&file, &out, speech),
        PlanVerb::Check { file } => archive::say(&plan_facts(&read(&file)?)),
    }
}

/// Reads a plan, or returns every problem of its file.
fn read(path: &Path) -> Result<HomePlan, Failure> {
    let bytes = load::read_up_to(path, LARGEST_PLAN as u64)?;
    let told = |problems: Vec<_>| problems.iter().map(|problem| home_problem(&shown(path), problem)).collect();
    HomePlan::read(&bytes).map_err(|problems| Failure::Input(told(problems)))
}

/// Writes a text as a file that is whole or not there.
pub(super) fn write(out: &Path, text: impl AsRef<[u8]>) -> Result<(), Failure> {
    let written = holdwell_files::replace(out, |mut file| file.write_all(text.as_ref()));
    Ok(written.with_context(|| format!("{} cannot be written", shown(out)))?)
}

/// Writes the page. What is spoken is recorded now: a page has no voice of its own.
fn page(file: &Path, out: &Path, spoken: Spoken) -> Result<(), Failure> {
    load::not_over(out, file)?;
    let mut plan = read(file)?;
    if spoken == Spoken::Off {
        plan.speech = None;
    }
    let speaks = spoken == Spoken::On && cfg!(feature = "pico");
    let words = if speaks { speech::aside(texts(&plan)) } else { BTreeMap::new() };
    let page = holdwell_give::page(&plan, &words).map_err(|why| Failure::Input(vec![render_error(&why)]))?;
    write(out, page)
}

/// Writes the whole session of a plan as a sound file.
fn sound(file: &Path, out: &Path, asked: Option<Spoken>) -> Result<(), Failure> {
    load::not_over(out, file)?;
    render::refuse_other_sound(out)?;
    let plan = read(file)?;
    let is_spoken = asked != Some(Spoken::Off) && (asked.is_some() || cfg!(feature = "pico"));
    let said = if is_spoken { said(&plan, Share::Whole) } else { Vec::new() };
    let spoken = speech::spoken(said, own_speech(&plan), Listener::Client, asked.is_some())?;
    let session = holdwell_web::run(&plan, Share::Whole);
    let tags = holdwell_give::tags(&plan, &session);
    render::write(out, session, spoken, TherapistChannel::None, &tags).map(|_audible| ())
}

/// Opens the vault, and finds the one client who is meant in it.
fn client_of(wanted: &str, global: &Global) -> Result<(Archive, Id), Failure> {
    let archive = archive::open(&vault::existing(global, "nobody to give a plan to")?, global)?;
    let client = archive.clients(Some(wanted))?.into_iter().flatten().next().ok_or(ExportError::NoClient)?;
    Ok((archive, client))
}

fn make(asked: MakePlan, global: &Global) -> Result<(), Failure> {
    load::not_over(&asked.out, &asked.routine)?;
    let library = load::library(global);
    let routine = load::routine(&asked.routine, &library)?;
    let now = SystemClock::new().wall();
    let given = asked.client.as_deref().map(|client| client_of(client, global)).transpose()?;
    let MakePlan {
        routine: file,
        out,
        client: _,
        title,
        name,
        call,
        from,
        until,
        times,
        days,
        note,
        shorter,
        worse,
        recording: recordings,
    } = asked;
    let asked = Asked {
        id: new_id(now.timestamp()),
        made: now.date(),
        title,
        from,
        until,
        times_a_day: times,
        days_a_week: days,
        name,
        call,
        notes: note,
        matters_most: shorter,
        worse_side: worse.map(Into::into),
    };
    let mut plan = HomePlan::make(&routine, &library, asked)
        .map_err(|refused| Failure::Input(refused_plan(&shown(&file), &refused)))?;
    recording::put(&mut plan, &recordings)?;
    if let Some((archive, client)) = given {
        // Its id is new: nobody else has it.
        let _kept = archive.give_plan(client, &plan, &now)?;
    }
    write(&out, plan.write_pretty())?;
    let advice = advise(&plan.session(Share::Whole), &library, &[]);
    let lines = std::iter::once(plan_facts(&plan)).chain(advice.into_iter().map(|advice| advice.words));
    archive::say(&lines.collect::<Vec<_>>().join("\n"))
}
