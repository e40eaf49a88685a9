//! `holdwell web`: the page for a clinic's site, and the link by which it opens a plan.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::Context as _;

use super::args::Spoken;
use super::{Failure, plan, speech};
use holdwell_app::text::home::not_on_site;
use holdwell_app::text::render_error;
use holdwell_conductor::{Clock as _, SystemClock};
use holdwell_files::shown;
use holdwell_home::{Asked, HomePlan, Share, Speech};
use holdwell_library::Library;
use holdwell_model::Audience;
use holdwell_report::{IS_SITE, home_site};
use holdwell_store::new_id;
use holdwell_web::said;

/// The largest page that is looked into, in bytes.
const LARGEST_PAGE: u64 = 16 << 20;

/// Writes the files of the page into a folder of their own.
pub(super) fn run(out: &Path, spoken: Spoken) -> Result<(), Failure> {
    let index = out.join("index.html");
    if fs::exists(&index).unwrap_or(true) && !is_site(&index) {
        let what = format!("{} is another page; name a folder of its own", shown(&index));
        return Err(Failure::Usage(what));
    }
    if !fs::exists(&index).unwrap_or(true) && fs::read_dir(out).is_ok_and(|mut files| files.next().is_some()) {
        let what = format!("{} has other files; name a folder of its own", shown(out));
        return Err(Failure::Usage(what));
    }
    let library = Library::builtin();
    let speech = match spoken {
        Spoken::On if cfg!(feature = "pico") => recorded(texts(&library))?,
        Spoken::On | Spoken::Off => None,
    };
    fs::create_dir_all(out).with_context(|| format!("{} cannot be made", shown(out)))?;
    for (name, bytes) in home_site(&library, speech.as_ref()) {
        plan::write(&out.join(name), bytes)?;
    }
    Ok(())
}

/// Speaks texts, so that they travel with the page; none where there is no voice.
fn recorded(texts: BTreeSet<String>) -> Result<Option<Speech>, Failure> {
    let spoken = speech::aside(texts);
    if spoken.is_empty() {
        return Ok(None);
    }
    holdwell_give::recorded(&spoken).map(Some).map_err(|why| Failure::Input(vec![render_error(&why)]))
}

/// Says if a file is such a page.
fn is_site(index: &Path) -> bool {
    let read = holdwell_files::read(index, LARGEST_PAGE);
    read.is_ok_and(|bytes| bytes.windows(IS_SITE.len()).any(|part| part == IS_SITE.as_bytes()))
}

/// Lists all that is said in the home routines of a library, as a client is given them.
fn texts(library: &Library) -> BTreeSet<String> {
    let home = library.routines().iter().filter(|routine| routine.audience == Audience::Home);
    let now = SystemClock::new().wall();
    let asked = || Asked::plain(new_id(now.timestamp()), now.date());
    let plans = home.filter_map(|routine| HomePlan::make(routine, library, asked()).ok());
    let said = plans.flat_map(|plan| [Share::Whole, Share::Shorter].map(|share| said(&plan, share)));
    said.flatten().map(|prompt| prompt.text).collect()
}

/// Returns the link by which the page on a site opens a plan.
///
/// # Errors
/// The plan has something that the page does not know.
pub(super) fn link(address: &str, plan: &HomePlan, file: &Path) -> Result<String, Failure> {
    let fragment = plan.site_fragment();
    fragment
        .map(|letters| format!("{address}#{letters}"))
        .ok_or_else(|| Failure::Input(vec![not_on_site(&shown(file))]))
}
