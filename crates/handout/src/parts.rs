//! The four parts of the page, of which one is seen at a time: the plan, the session, the questions after it, the diary.

use maud::{Markup, PreEscaped, html};

use crate::drawn::Drawn;
use crate::words::{sentence, sentences, side_and_amount, stop_if, when};
use holdwell_drawing::svg;
use holdwell_home::{HomePlan, Share, Urgency};

/// Writes all that stands in the page of a plan.
pub fn page(plan: &HomePlan) -> Markup {
    let items: Vec<Drawn<'_>> = plan.items.iter().map(Drawn::new).collect();
    html! {
        (PreEscaped(svg::bodies(items.iter().filter_map(|item| item.drawing.as_ref()))))
        p #trouble role="alert" hidden {}
        (plan_part(plan, &items))
        (signs(plan))
        (session())
        (after(plan))
        (diary())
        audio #sound preload="auto" {}
    }
}

/// Writes the plan: its items, and the one button.
fn plan_part(plan: &HomePlan, items: &[Drawn<'_>]) -> Markup {
    let ready = plan.have_ready();
    html! {
        section #plan {
            h1 tabindex="-1" { (plan.title) }
            @if let Some(name) = &plan.name { p { "For " (name) } }
            p.soft { (when(plan)) }
            @if !ready.is_empty() { p { b { "Have ready: " } (ready.join(", ")) "." } }
            @for note in &plan.notes { p { (sentence(note)) } }
            ol { @for item in items { (self::item(item, plan)) } }
            (stop(plan))
            noscript {
                p.caution {
                    "This page cannot run here: scripts are switched off. On an iPhone a page that was opened from Mail or "
                    "Files shows its words alone. Play the sound file instead: its name ends in .mp3. If it did not come "
                    "with this page, ask for it, or do the items above with any clock."
                }
            }
            (pain("before", "Pain now, if you like to say it"))
            button #start.main disabled { "Start" }
            @if plan.can_be_shorter() { button #shorter disabled { "Shorter today" } }
            button #show { "Diary" }
        }
    }
}

fn item(drawn: &Drawn<'_>, plan: &HomePlan) -> Markup {
    let step = &drawn.item.step;
    let how: Vec<&str> =
        [step.setup.as_str()].into_iter().chain(drawn.item.remark()).filter(|text| !text.is_empty()).collect();
    let before = drawn.item.cautions().before;
    let is_short =
        plan.can_be_shorter() && plan.items_of(Share::Shorter).iter().any(|item| std::ptr::eq(*item, drawn.item));
    html! {
        li {
            @if let Some(drawing) = &drawn.drawing { div.drawing { (PreEscaped(svg::figure(drawing, &drawn.label()))) } }
            h2 { (step.title) }
            p.amount { (side_and_amount(drawn.item)) }
            @if !how.is_empty() { p.how { (sentences(&how)) } }
            @if is_short { p.soft { "Also on a shorter day" } }
            @if !before.is_empty() { p.caution { (sentences(&before)) } }
        }
    }
}

/// Writes when to stop, whom to call, and what needs a doctor.
fn stop(plan: &HomePlan) -> Markup {
    let signs = stop_if(plan);
    let of = |urgency| plan.signs.iter().filter(move |sign| sign.urgency == urgency).map(|sign| sentence(&sign.text));
    let (emergencies, doctor): (Vec<_>, Vec<_>) = (of(Urgency::Emergency).collect(), of(Urgency::Doctor).collect());
    html! {
        div.caution {
            @if !signs.is_empty() { p { b { "Stop if: " } (signs.join("; ")) "." } }
            p { (worse(plan)) }
            @if !emergencies.is_empty() || !doctor.is_empty() {
                details {
                    summary { "When to get help" }
                    @if !emergencies.is_empty() { p { b { "If yes, get help at once: " } (emergencies.join(" ")) } }
                    @if !doctor.is_empty() { p { b { "If yes, see a doctor first: " } (doctor.join(" ")) } }
                }
            }
        }
    }
}

/// Writes what is asked once a week before a session: the gravest signs first, each group with an answer of its own.
fn signs(plan: &HomePlan) -> Markup {
    let doctor = format!("See a doctor first, and leave the plan until then. Tell {}.", call(plan));
    let groups = [
        (Urgency::Emergency, "Get help at once: call the emergency number. Leave the plan.".to_owned()),
        (Urgency::Doctor, doctor),
    ];
    let of = |urgency: Urgency| plan.signs.iter().filter(move |sign| sign.urgency == urgency);
    let groups = groups.into_iter().filter(|(urgency, _)| of(*urgency).next().is_some());
    html! {
        @if !plan.signs.is_empty() {
            section #signs hidden {
                h1 tabindex="-1" { "Once a week: is any of this so?" }
                @for (urgency, help) in groups {
                    ul.signs data-help=(help) hidden { @for sign in of(urgency) { li { (sentence(&sign.text)) } } }
                }
                p #help.caution role="alert" {}
                button #none-of-these.main { "No, none of these" }
                button #one-of-these { "Yes, one of these" }
                button #leave { "Back to the plan" }
            }
        }
    }
}

/// Returns whom to call.
fn call(plan: &HomePlan) -> &str {
    plan.call.as_deref().unwrap_or("your therapist")
}

/// Says what to do when it gets worse.
fn worse(plan: &HomePlan) -> String {
    format!("If the pain gets worse, stop for today and call {}.", call(plan))
}

/// Writes eleven buttons of which one is pressed.
fn pain(name: &str, label: &str) -> Markup {
    html! {
        fieldset.pain {
            legend { (label) ": 0 is none, 10 the worst" }
            @for number in 0..=10 { label { input type="radio" autocomplete="off" name=(name) value=(number); span { (number) } } }
        }
    }
}

/// Writes the session as it runs.
fn session() -> Markup {
    html! {
        section #session hidden {
            p #said.unseen role="status" {}
            p #phase aria-hidden="true" {}
            h2 #title {}
            div #picture aria-hidden="true" {}
            p #how {}
            svg.ring viewBox="0 0 100 100" aria-hidden="true" {
                circle cx="50" cy="50" r="44" {}
                circle #arc cx="50" cy="50" r="44" pathLength="1" transform="rotate(-90 50 50)" {}
                text #left x="50" y="58" {}
            }
            p #next.soft {}
            div.keys {
                button #pause.main { "Pause" }
                div.row { button #again { "Again" } button #skip { "Skip" } }
                button #stop { "Stop for today" }
            }
        }
    }
}

/// Writes the two questions after a session.
fn after(plan: &HomePlan) -> Markup {
    html! {
        section #after hidden {
            h1 tabindex="-1" { "That is all for today" }
            p { "Roll to your side, sit, wait a moment, then stand." }
            (pain("after", "Pain now"))
            fieldset {
                legend { "Is anything new or worse?" }
                label { input type="radio" autocomplete="off" name="worse" value="no"; span { "No" } }
                label { input type="radio" autocomplete="off" name="worse" value="yes"; span { "Yes" } }
            }
            p #worse.caution role="status" data-words={ "Stop for now. " (worse(plan)) } {}
            label.word { "A word about it, if you like" input #word maxlength="300" autocomplete="off"; }
            button #keep.main { "Keep" }
            button #resume { "I am not done: go on" }
        }
    }
}

/// Writes the diary that goes back to the therapist.
fn diary() -> Markup {
    html! {
        section #diary hidden {
            h1 tabindex="-1" { "Your diary" }
            p #days {}
            p #kept.caution hidden { "This page cannot keep your diary here. Copy it now, and send it." }
            div #send {
                p { "Your therapist sees how it went once you send this text, in any message. It holds no name." }
                textarea #code readonly rows="6" aria-label="Text for your therapist" {}
                div.row { button #copy { "Copy" } button #share hidden { "Send…" } }
                p #copied role="status" {}
            }
            button #back { "Back to the plan" }
        }
    }
}
