//! The home routines that come with the program.

use holdwell_engine::{Options, Unattended, unattended};
use holdwell_library::{Library, compile, scene};
use holdwell_model::{Arc, Audience, Phase, Plan, Setting};
use holdwell_speech::{Listener, Moment, Preceding, Prompt, Scene, prompts, settle, spoken};

struct Said {
    plan: Arc<Plan>,
    scene: Scene,
    run: Unattended,
    prompts: Vec<Prompt>,
}

fn home() -> Vec<Said> {
    let library = Library::builtin();
    let routines = library.routines().iter().filter(|routine| routine.audience == Audience::Home);
    let said = routines.map(|routine| {
        let plan = Arc::new(compile(routine, &library).unwrap());
        let scene = scene(&plan, &library);
        let run = unattended(&plan, Options::of(&plan));
        let prompts = prompts(&plan, &run, &scene, Listener::Client);
        Said { plan, scene, run, prompts }
    });
    let said: Vec<Said> = said.collect();
    assert!(said.len() >= 6);
    said
}

#[test]
fn each_begins_with_what_to_have_ready_and_ends_with_how_to_get_up() {
    for Said { plan, prompts, scene, .. } in home() {
        assert_eq!(prompts[0].moment, Moment::Before, "{}", plan.id);
        assert!(prompts[0].text.ends_with("Stop at any time. If pain gets worse, stop for today."));
        assert!(scene.needs.is_empty() || prompts[0].text.starts_with("Have ready a"), "{}", prompts[0].text);
        let last = prompts.last().unwrap();
        assert!(last.moment == Moment::End && last.text.contains("That is all for today."), "{}", last.text);
    }
}

#[test]
fn every_side_of_every_step_is_announced_before_its_hold() {
    for Said { plan, prompts, run, .. } in home() {
        let settles = run.stretches(&plan).into_iter().filter(|stretch| stretch.phase == Phase::Settle);
        for stretch in settles {
            let said = prompts.iter().find(|prompt| prompt.moment == Moment::Settle && prompt.since == stretch.at);
            let said = said.unwrap_or_else(|| panic!("{}: nothing at {:?}", plan.id, stretch.at));
            assert_eq!((said.step, said.side), (Some(stretch.step), stretch.side));
            let action = &plan.steps[stretch.step as usize - 1].setup;
            assert!(said.text.contains(action) || said.text.contains("Now the other side."), "{}", said.text);
            let end = said.due + spoken(&said.text);
            let left = (stretch.at + stretch.length).since(end);
            assert!(left.0 >= 15_000, "{} {}: {} ms to do it", plan.id, said.text, left.0);
        }
    }
}

#[test]
fn nothing_is_said_over_a_cue_nor_over_another_word() {
    for Said { plan, prompts, run, .. } in home() {
        for prompt in &prompts {
            let over = run.cues.iter().find(|cue| prompt.due <= cue.due && cue.due < prompt.until);
            assert_eq!(over, None, "{}: {prompt:?}", plan.id);
            assert!(prompt.room().0 >= 1500, "{}: {prompt:?}", plan.id);
        }
        for pair in prompts.windows(2) {
            assert!(pair[0].due + spoken(&pair[0].text).min(pair[0].room()) < pair[1].due, "{}: {pair:?}", plan.id);
        }
    }
}

#[test]
fn a_return_is_spoken_between_its_pulses() {
    let evening = home().into_iter().find(|said| said.plan.id == "evening-at-home").unwrap();
    let said: Vec<(u64, &str)> = evening
        .prompts
        .iter()
        .filter(|prompt| matches!(prompt.moment, Moment::LetGo | Moment::Return))
        .map(|prompt| (prompt.due.since(prompt.since).0, prompt.text.as_str()))
        .collect();
    let way = [(2250, "Let go, slowly."), (4250, "Come out the way you went in.")];
    assert_eq!(said, way.repeat(2), "each side has its return");
}

/// Whoever lies there has closed eyes and cannot ask back.
#[test]
fn nothing_is_shouted_promised_or_named() {
    for Said { plan, prompts, .. } in home() {
        for Prompt { text, .. } in &prompts {
            assert!(!text.contains(['!', '(', '<', '&', '\n']), "{}: {text}", plan.id);
            let words = text.to_lowercase();
            for promise in ["heal", "cure", "release", "relax", "better", "well done", "great", "good"] {
                assert!(!words.contains(promise), "{}: {text}", plan.id);
            }
            assert!(!text.contains(&plan.name), "{}: {text}", plan.id);
        }
    }
}

/// The settles of the routines that come with the program are written down; they hold what is said in them.
#[test]
fn the_settles_that_are_written_are_long_enough() {
    let mut short = Vec::new();
    for Said { plan, scene, .. } in home() {
        for (index, step) in plan.steps.iter().enumerate() {
            let Setting::Timed(written) = step.phases.settle else { panic!("{} waits", plan.id) };
            let preceding =
                if index == 0 { Preceding::Nothing(&scene) } else { Preceding::Step(&plan.steps[index - 1]) };
            let needed = settle(step, preceding);
            if written < needed {
                short.push(format!("{} step {}: {written} of {needed}", plan.id, step.number));
            }
        }
    }
    assert!(short.is_empty(), "{}", short.join("\n"));
}
