//! A plan that comes as the fragment of a link.

use std::collections::BTreeSet;

use holdwell_home::{CodeFault, FragmentFault, HomePlan, Share};
use holdwell_library::Library;
use serde_json::json;

use crate::page::Fault;
use crate::session::said;

/// Reads a fragment: the plan, what stands in its page, and what is said in it; or why there is none.
pub(crate) fn read(fragment: &str) -> Result<Vec<u8>, Fault> {
    let answer = match HomePlan::of_fragment(fragment, &Library::builtin()) {
        Ok(plan) => {
            let said = [Share::Whole, Share::Shorter].into_iter().flat_map(|share| said(&plan, share));
            let said: BTreeSet<String> = said.map(|prompt| prompt.text).collect();
            let page = holdwell_handout::page(&plan).into_string();
            json!({ "plan": plan.write(), "title": plan.title, "page": page, "said": said })
        }
        Err(fault) => json!({ "fault": key(&fault) }),
    };
    serde_json::to_vec(&answer).map_err(Fault::Answer)
}

/// Returns the key of a fault, by which the page finds its sentence.
const fn key(fault: &FragmentFault) -> &'static str {
    match fault {
        FragmentFault::Code(CodeFault::Newer) => "newer",
        FragmentFault::Code(_) => "damaged",
        FragmentFault::Refused(_) | FragmentFault::AnotherLibrary => "unknown",
    }
}
