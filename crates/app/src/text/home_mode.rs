//! Sentences for a client at home. Short words and short sentences: they are read by whoever lies on the floor.

use holdwell_engine::Why;
use holdwell_home::{HomePlan, Urgency};
use holdwell_model::Side;

/// Says what to do when something is worse, with the one to call.
pub fn worse(plan: &HomePlan) -> String {
    format!("Stop for now. If the pain gets worse, call {}.", call(plan))
}

/// Returns the sentence that stands above the button every day.
pub fn stop(plan: &HomePlan) -> String {
    format!("If the pain gets worse, stop for today and call {}.", call(plan))
}

fn call(plan: &HomePlan) -> &str {
    plan.call.as_deref().unwrap_or("your therapist")
}

/// Says what to do after a yes to a sign.
pub fn sign(urgency: Urgency, plan: &HomePlan) -> String {
    match urgency {
        Urgency::Emergency => "Get help now. Call 112, or the number for help where you live.".to_owned(),
        Urgency::Doctor => {
            format!("See a doctor first. Do none of this until then. Tell {} as well.", call(plan))
        }
    }
}

/// Returns how many days were done of those that were planned: a fact, and no praise.
pub fn days(done: usize, planned: u32) -> String {
    match (done, planned as usize) {
        (0, _) => "No day is done yet".to_owned(),
        (done, planned) if done <= planned => format!("{done} of {planned} days done"),
        (1, _) => "1 day done".to_owned(),
        (done, _) => format!("{done} days done"),
    }
}

/// Returns the side that is worked, in large words; nothing in the midline.
pub const fn side(side: Side) -> &'static str {
    match side {
        Side::Left => "Your left side",
        Side::Right => "Your right side",
        Side::Both => "Both sides",
        Side::Midline => "",
    }
}

/// Returns why a session stands still.
pub fn held(why: Why) -> String {
    match why {
        Why::Paused | Why::Hushed => "Paused".to_owned(),
        Why::Gap(length) => format!("Paused: this computer slept for {}", length.spoken()),
    }
}

/// Says that a file with the diary's name is not the diary of this plan, and stays.
pub fn other_diary(file: &str) -> String {
    format!("{file} is not the diary of this plan. It stays as it is, and your days go into a new file.")
}

/// Says that the diary cannot be written, and what to do.
pub fn not_kept(why: &std::io::Error) -> String {
    format!("Your diary could not be saved ({why}). Copy it now, and send it")
}

/// Every sentence that stands on the screen as it is, whatever the plan.
pub const SENTENCES: [&str; 11] =
    [HOW_TO_PAUSE, HOW_TO_GO_ON, SIGNS, AFTER, WORSE, SEND, COPIED, SAVED, NO_PLAN, THERAPISTS, PAIN];

/// The way to pause.
pub const HOW_TO_PAUSE: &str = "Press any key to pause, or click anywhere.";
/// The way to go on.
pub const HOW_TO_GO_ON: &str = "Press any key to go on, or click anywhere.";
/// The question before the signs.
pub const SIGNS: &str = "Once a week: is any of this so?";
/// The title after a session.
pub const AFTER: &str = "That is all for today";
/// The second question.
pub const WORSE: &str = "Is anything new or worse?";
/// The way of the diary back to the therapist.
pub const SEND: &str = "Your therapist sees how it went once you send this. It holds no name.";
/// The sentence about a copy.
pub const COPIED: &str = "Copied. Paste it into a message to your therapist.";
/// The sentence about a saved file.
pub const SAVED: &str = "Saved. Send this file to your therapist.";
/// The title where there is no plan.
pub const NO_PLAN: &str = "The plan cannot be opened";
/// The sentence about leaving home mode.
pub const THERAPISTS: &str = "From the next start on this is a therapist's computer.";
/// The label of the button that ends home mode.
pub const NOT_A_CLIENTS: &str = "This is not a client's computer";
/// The scale of pain.
pub const PAIN: &str = "0 is none. 10 is the worst.";
