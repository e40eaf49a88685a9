//! The sentence for every variant, as people read it.

use std::io::ErrorKind;

use holdwell_engine::{Command, Ended, Refusal as R, ScoreKind, Why};
use holdwell_library::{Place, Problem};
use holdwell_model::Millis;

use super::*;
use crate::command::{Refusal, UiCommand};
use crate::keys::{Key, KeyProblem};
use crate::settings::SettingsProblem;
use holdwell_editing::photo::PhotoProblem;
use holdwell_library::runnable::PresetProblem;

/// Compares lines of `variant: sentence`.
#[track_caller]
fn says(told: impl IntoIterator<Item = (String, String)>, expected: &str) {
    let told: Vec<String> = told.into_iter().map(|(variant, words)| format!("{variant}: {words}")).collect();
    assert_eq!(told, expected.trim().lines().map(str::trim).collect::<Vec<_>>());
}

#[test]
fn refusals() {
    let refusals = [
        Refusal::NothingPicked,
        Refusal::NoFurther,
        Refusal::NoOtherAhead,
        Refusal::PauseFirst,
        R::NotStarted.into(),
        R::Over.into(),
        R::NothingToUndo.into(),
        R::NotHeld.into(),
        R::AlreadyHeld.into(),
        R::GoOnFirst.into(),
        R::OnlyInWork.into(),
        R::WaitsForYou.into(),
        R::NothingToAdjust.into(),
        R::NothingHeldYet.into(),
        R::NoOtherSide.into(),
        R::OtherSideComes.into(),
        R::RatedFirst.into(),
        R::OnlyWhileSettleWaits.into(),
        R::NoSuchStep.into(),
        R::NotRemaining.into(),
        R::ScoreRange.into(),
        R::NoMoreRoom.into(),
    ];
    says(
        refusals.map(|one| (format!("{one:?}"), refusal(one).to_owned())),
        "NothingPicked: pick a step ahead on the strip first
        NoFurther: it goes no further
        NoOtherAhead: no other step is ahead
        PauseFirst: pause first, then end
        Session(NotStarted): the session has not started
        Session(Over): the session is over
        Session(NothingToUndo): nothing recent to undo
        Session(NotHeld): nothing is paused
        Session(AlreadyHeld): already paused
        Session(GoOnFirst): paused: go on first
        Session(OnlyInWork): only during a hold
        Session(WaitsForYou): this waits for you anyway
        Session(NothingToAdjust): this has no time to change
        Session(NothingHeldYet): no hold is finished yet
        Session(NoOtherSide): this has no other side
        Session(OtherSideComes): the other side comes next anyway
        Session(RatedFirst): the points are being rated first
        Session(OnlyWhileSettleWaits): only while settle waits
        Session(NoSuchStep): there is no step with this number
        Session(NotRemaining): that step is no longer ahead
        Session(ScoreRange): a score is 0 to 10
        Session(NoMoreRoom): the routine is full: 10,000 holds are the most",
    );
}

#[test]
fn pauses_and_ends() {
    let pauses = [Why::Paused, Why::Hushed, Why::Gap(Millis::from_mins(12))];
    says(
        pauses.map(|one| (format!("{one:?}"), why(one))),
        "Paused: Paused
        Hushed: Stopped at the client's word
        Gap(Millis(720000)): The computer slept for 12 min: paused where it was",
    );
    let ends = [
        Ended::Time,
        Ended::Hands,
        Ended::Early,
        Ended::Interrupted,
        Ended::ClientsWord,
        Ended::Restarted,
        Ended::Abandoned,
        Ended::Skipped,
    ];
    says(
        ends.map(|one| (format!("{one:?}"), ended(one).to_owned())),
        "Time: full time
        Hands: by hand
        Early: by hand, early
        Interrupted: interrupted
        ClientsWord: the client's word
        Restarted: started again
        Abandoned: taken back
        Skipped: skipped",
    );
}

#[test]
fn taken_presses() {
    let commands = [
        Command::Advance,
        Command::Undo,
        Command::UndoOrBack,
        Command::Back,
        Command::Mark,
        Command::Hush,
        Command::Pause,
        Command::PauseOrGoOn,
        Command::GoOn,
        Command::Restart,
        Command::Extend,
        Command::Shorten,
        Command::Skip,
        Command::Repeat,
        Command::OtherSide,
        Command::Choose,
        Command::Jump(1),
        Command::Insert { name: String::new(), length: None },
        Command::Move { step: 1, to: 2 },
        Command::Drop(1),
        Command::Score { kind: ScoreKind::InPosition, value: 3 },
        Command::Note(String::new()),
        Command::Stop,
    ];
    says(
        commands.iter().filter_map(|one| Some((one.key().to_owned(), taken(one)?))),
        "undo: Taken back
        undo: Taken back
        back: Taken back
        mark: Marked
        restart: Counting again
        extend: Longer
        shorten: Shorter
        skip: Skipped
        repeat: Again after this
        other-side: The other side comes after this
        choose: Another choice
        insert: Added, next
        move: Moved
        drop: Left out
        score: Scored
        note: Noted",
    );
}

#[test]
fn problems() {
    let settings = [SettingsProblem::Unreadable("no".to_owned()), SettingsProblem::Unwritable("full".to_owned())];
    says(
        settings.map(|one| (format!("{one:?}"), settings_problem(&one))),
        r#"Unreadable("no"): settings.toml cannot be read, so everything is as at first: no
        Unwritable("full"): These settings hold until the program ends; settings.toml cannot be written: full"#,
    );
    let photos = [
        PhotoProblem::TooLarge,
        PhotoProblem::WrongFormat,
        PhotoProblem::TooManyPixels,
        PhotoProblem::Damaged,
        PhotoProblem::Unreadable(ErrorKind::NotFound),
        PhotoProblem::NotEncoded("no".to_owned()),
    ];
    says(
        photos.map(|one| (format!("{one:?}"), photo_problem(&one))),
        r#"TooLarge: The picture is larger than 20 MiB. Save it smaller and try again
        WrongFormat: Only JPEG and PNG pictures can be taken. Save it as one of them and try again
        TooManyPixels: The picture has too many pixels: 12,000 a side is the most. Save it smaller and try again
        Damaged: The picture cannot be read: it may be damaged. Save it again as JPEG or PNG
        Unreadable(NotFound): The file cannot be read (entity not found). Is it still there?
        NotEncoded("no"): no"#,
    );
    let keys = [
        KeyProblem::Score(Key::Num1),
        KeyProblem::Modifier(Key::ShiftLeft),
        KeyProblem::Taken(Key::Space, UiCommand::Advance),
    ];
    says(
        keys.map(|one| (format!("{one:?}"), key_problem(one))),
        "Score(Num1): 1 is a score. Press another key
        Modifier(ShiftLeft): ShiftLeft alone is not seen by every system. Press another key
        Taken(Space, Advance): Space is the key of “Advance”. Press another key",
    );
}

#[test]
fn presets_that_cannot_be_run() {
    let file = "low-back.toml".to_owned();
    let place = Some(Place { line: 4, column: 1 });
    let problems = [
        PresetProblem::NoRoutine("neck".to_owned()),
        PresetProblem::RoutineGone("neck".to_owned()),
        PresetProblem::AnotherRoutine("Low back".to_owned()),
        PresetProblem::Invalid(Problem { file, place, message: "no steps; add one".to_owned() }),
    ];
    let told: Vec<String> = problems.iter().map(preset_problem).collect();
    let expected = [
        "Its routine, neck, is not in the library; put the file back",
        "The library has no routine neck any more",
        "The last session ran another routine: Low back",
        "low-back.toml:4:1: no steps; add one",
    ];
    assert_eq!(told, expected);
    assert_eq!(preset_problems(&problems[1..3]), expected[1..3].join("; "));
}
