//! What is said follows the course of the session.

use holdwell_engine::{Command, Engine, Input, Options, Output, unattended};
use holdwell_model::{Arc, Plan, SessionTime};
use holdwell_speech::{Listener, Moment, Prompt, Scene, prompts};
use holdwell_testkit::routines;

fn whole(plan: &Arc<Plan>, listener: Listener) -> Vec<Prompt> {
    prompts(plan, &unattended(plan, Options::of(plan)), &Scene::default(), listener)
}

fn texts(prompts: &[Prompt]) -> Vec<&str> {
    prompts.iter().map(|prompt| prompt.text.as_str()).collect()
}

fn step(hold: &str, side: &str, settle: &str, more: &str) -> String {
    format!(
        "[[step]]\nname = \"Arm\"\nsetup = \"Lie down\"\nside = \"{side}\"\nsettle = \"{settle}\"\n\
         timing = {{ kind = \"fixed\", hold = \"{hold}\" }}\n{more}"
    )
}

fn home(steps: &str) -> Arc<Plan> {
    routines::routine("self-care", "home", steps)
}

const STOP: &str = "Stop at any time. If pain gets worse, stop for today.";
const ALL: &str = "That is all for today. Roll to your side, sit, wait a moment, then stand.";

#[test]
fn both_sides_of_a_hold() {
    let said = whole(&home(&step("30s", "left-then-right", "60s", "return = \"off\"\n")), Listener::Client);
    let expected = [
        STOP,
        "Your left side. Arm. Lie down. Thirty seconds.",
        "Let go, slowly. Now the other side. Right.",
        &format!("Let go, slowly. {ALL}"),
    ];
    assert_eq!(texts(&said), expected);
}

#[test]
fn half_of_a_hold_is_said_from_two_minutes_on_and_once() {
    for (hold, times) in [("1m59s", 0), ("2m", 1), ("5m", 1)] {
        let said = whole(&home(&step(hold, "midline", "60s", "")), Listener::Client);
        let half: Vec<&Prompt> = said.iter().filter(|prompt| prompt.moment == Moment::HalfWay).collect();
        assert_eq!(half.len(), times, "{hold}");
        for prompt in half {
            let middle = unattended_middle(&home(&step(hold, "midline", "60s", "")));
            assert_eq!(prompt.due.since(middle).0, 2250, "{hold}");
        }
    }
}

fn unattended_middle(plan: &Arc<Plan>) -> SessionTime {
    let stretches = unattended(plan, Options::of(plan)).stretches(plan);
    let work = stretches.iter().find(|stretch| stretch.phase == holdwell_model::Phase::Work).unwrap();
    work.at + holdwell_model::Millis(work.length.0 / 2)
}

#[test]
fn a_settle_that_is_too_short_is_shortly_announced_or_not_at_all() {
    let short = |settle| {
        let said = whole(&home(&step("30s", "left", settle, "")), Listener::Client);
        texts(&said).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(short("11s")[0], "Your left side. Arm. Lie down. Thirty seconds.");
    assert_eq!(short("8s")[0], "Your left side. Arm. Thirty seconds.");
    assert_eq!(short("6s")[0], "Your left side. Arm.");
    assert_eq!(short("3s")[0], format!("Let go, slowly. {ALL}"), "only the end has room");
}

#[test]
fn listening_work_is_never_spoken_into() {
    let listening = "[[step]]\nname = \"Still point\"\nsetup = \"Lie down\"\nsettle = \"60s\"\nrest = \"20s\"\n\
                     technique = \"craniosacral\"\ntiming = { kind = \"listening\", ceiling = \"10m\" }\n";
    let said = whole(&home(listening), Listener::Client);
    assert_eq!(texts(&said), [STOP, "Still point. Lie down.", ALL]);
    let plan = routines::routine("craniosacral", "therapist", "[[step]]\nname = \"Still point\"\nsetup = \"Lie\"\n");
    assert_eq!(whole(&plan, Listener::Therapist), []);
}

#[test]
fn a_therapist_hears_what_comes_next_and_nothing_else() {
    let said = whole(&routines::two_holds(), Listener::Therapist);
    assert_eq!(texts(&said), ["Left. Psoas major.", "Right. Psoas major."]);
}

#[test]
fn what_somebody_wrote_is_spoken_calmly() {
    let loud = "[[step]]\nname = \"Arms up!\"\nsetup = \"Now! Go!\"\nside = \"midline\"\nsettle = \"60s\"\n";
    let said = whole(&home(loud), Listener::Client);
    assert_eq!(said[1].text, "Arms up. Now. Go. One minute.");
}

fn tell(engine: &mut Engine, at: u64, command: Command) {
    engine.handle(SessionTime::from_secs(at), Input::Command(command));
    while !matches!(engine.poll(), Output::WaitUntil(..)) {}
}

/// A sound file and a live session say the same.
#[test]
fn the_rest_of_a_session_says_what_the_whole_of_it_would() {
    for plan in [routines::builtin("evening-at-home"), routines::builtin("jaw-at-home")] {
        let all = whole(&plan, Listener::Client);
        let mut engine = Engine::new(&plan, Options::of(&plan));
        tell(&mut engine, 0, Command::Advance);
        assert_eq!(prompts(&plan, &engine.rest(), &Scene::default(), Listener::Client), all, "{}", plan.id);
    }
}

#[test]
fn a_hold_that_is_repeated_is_announced_again() {
    let plan = home(&(step("30s", "left", "60s", "return = \"off\"\n") + &step("30s", "midline", "60s", "")));
    let mut engine = Engine::new(&plan, Options::of(&plan));
    tell(&mut engine, 0, Command::Advance);
    tell(&mut engine, 92, Command::Repeat);
    let rest = |engine: &Engine| {
        let said = prompts(&plan, &engine.rest(), &Scene::default(), Listener::Client);
        said.into_iter().map(|prompt| prompt.text).collect::<Vec<_>>()
    };
    let again = "Your left side. Arm. Lie down. Thirty seconds.";
    assert!(rest(&engine).iter().any(|text| text.ends_with(again)), "{:?}", rest(&engine));
    tell(&mut engine, 93, Command::Pause);
    assert_eq!(rest(&engine), Vec::<String>::new(), "nothing while it is paused");
    tell(&mut engine, 200, Command::GoOn);
    assert!(rest(&engine).iter().any(|text| text.ends_with(again)));
    tell(&mut engine, 201, Command::Stop);
    assert_eq!(rest(&engine), Vec::<String>::new());
}
