//! The sentence for every variant, as people read it.

mod files;
mod home;
mod sound;
mod trouble;

use std::io::ErrorKind;

use holdwell_audio::RenderError;
use holdwell_engine::{Command, Ended, Refusal as R, ScoreKind, Why};
use holdwell_files::ReadError;
use holdwell_library::{BrokenRule, Fault, Place, Problem, Suggestion};
use holdwell_model::{FieldError, HoldName, Millis, Side};

use super::*;
use crate::command::{Refusal, UiCommand};
use crate::keys::{Key, KeyProblem};
use crate::settings::SettingsProblem;
use holdwell_editing::photo::PhotoProblem;
use holdwell_library::runnable::{DraftProblem, PresetProblem};

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
        R::NoSuchPoint.into(),
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
        Session(NoSuchPoint): that hold is not in this session any more
        Session(NoMoreRoom): the session is full: 20,000 holds are the most",
    );
}

#[test]
fn pauses_and_ends() {
    let pauses = [Why::Paused, Why::Hushed, Why::Gap(Millis::from_mins(12))];
    says(
        pauses.map(|one| (format!("{one:?}"), why(one))),
        "Paused: Paused
        Hushed: Stopped at the client's word
        Gap(Millis(720000)): Nothing ran for 12 min: paused where it was",
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
        Command::Insert { hold: HoldName::default(), length: None, next: false },
        Command::Move { step: 1, to: 2 },
        Command::Drop(1),
        Command::Score { kind: ScoreKind::InPosition, value: 3, point: None },
        Command::Note { text: String::new(), item: None },
        Command::Name { hold: HoldName::words("Psoas major", Side::Left), item: None },
        Command::Stop,
    ];
    says(
        commands.iter().filter_map(|one| Some((one.key().to_owned(), taken(one, None)?))),
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
        insert: Added after this
        move: Moved
        drop: Left out
        score: Scored 3, in position
        note: Noted
        name: Named: Psoas major, left",
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
        PhotoProblem::Unreadable(ReadError::Missing),
        PhotoProblem::GaveUp,
        PhotoProblem::NotEncoded("no".to_owned()),
    ];
    says(
        photos.map(|one| (format!("{one:?}"), photo_problem(&one))),
        r#"TooLarge: The picture is larger than 20 MiB. Save it smaller and try again
        WrongFormat: Only JPEG and PNG pictures can be taken. Save it as one of them and try again
        TooManyPixels: The picture has too many pixels: 12,000 a side is the most. Save it smaller and try again
        Damaged: The picture cannot be read: it may be damaged. Save it again as JPEG or PNG
        Unreadable(Missing): The picture cannot be read: there is no file of this name. Choose another one
        GaveUp: The picture could not be read. Try again
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
fn sound_files_that_were_not_written() {
    let errors = [
        RenderError::Io(ErrorKind::NotFound.into()),
        RenderError::Flac("no".to_owned()),
        RenderError::TooLong(Millis::from_mins(24 * 60)),
    ];
    says(
        errors.iter().map(|one| (format!("{one:?}"), render_error(one))),
        r#"Io(Kind(NotFound)): entity not found
        Flac("no"): the FLAC file could not be encoded: no
        TooLong(Millis(86400000)): 24h is longer than a WAV file can be (about 6 hours); a name that ends in .flac has no such limit"#,
    );
}

#[test]
fn drafts_that_cannot_be_run() {
    let broken = |rule: BrokenRule, table: &str| {
        let (file, table) = ("own-1".to_owned(), table.to_owned());
        Problem { file, place: None, table, fault: rule.into() }
    };
    let broken = vec![broken(BrokenRule::NoSidedContact, "step 2"), broken(BrokenRule::FreeAtHome, "")];
    let drafts = [DraftProblem::NoStep, DraftProblem::AllOff, DraftProblem::Invalid(broken)];
    let told: Vec<String> = drafts.iter().map(draft_problem).collect();
    let expected =
        ["Add a step first", "Every step is switched off", "step 2: none of these contacts has sides; take side out"];
    assert_eq!(told, expected);
}

#[test]
fn files_of_the_library() {
    let problem = |fault: Fault| Problem {
        file: "low-back.toml".to_owned(),
        place: Some(Place { line: 4, column: 1 }),
        table: "step 1".to_owned(),
        fault,
    };
    let missing = Fault::Missing { key: "name".to_owned(), example: "name = \"…\"".to_owned() };
    let unknown = Fault::UnknownKey { key: "sied".to_owned(), instead: Suggestion::Nearest("side") };
    let problems = [problem(missing), problem(unknown)];
    assert_eq!(file_problem(&problems[0]), "low-back.toml:4:1: step 1: name is missing; write name = \"…\"");
    let expected = "step 1: name is missing; write name = \"…\"; step 1: unknown key sied; did you mean side?";
    assert_eq!(routine_problems(&problems), expected);
}

#[test]
fn fields_of_steps() {
    let error = FieldError::Missing;
    assert_eq!(step_field(None, &error), "write a time, such as 30s or 1:30");
    assert_eq!(step_field(Some(2), &error), "step 2: write a time, such as 30s or 1:30");
}

#[test]
fn presets_that_cannot_be_run() {
    let file = "low-back.toml".to_owned();
    let place = Some(Place { line: 4, column: 1 });
    let problems = [
        PresetProblem::NoRoutine("neck".to_owned()),
        PresetProblem::RoutineGone("neck".to_owned()),
        PresetProblem::AnotherRoutine("Low back".to_owned()),
        PresetProblem::Invalid(Problem { file, place, table: String::new(), fault: BrokenRule::NoSteps.into() }),
    ];
    let told: Vec<String> = problems.iter().map(preset_problem).collect();
    let expected = [
        "Its routine, neck, is not in the library; put the file back",
        "The library has no routine neck any more",
        "The last session ran another routine: Low back",
        "low-back.toml:4:1: the routine has no steps; add [[step]], or write free = true",
    ];
    assert_eq!(told, expected);
    assert_eq!(preset_problems(&problems[1..3]), expected[1..3].join("; "));
}

#[test]
fn a_set_up_names_the_side_that_is_held() {
    use holdwell_model::{PlanContact, PlanStep, Side};
    let plan = crate::catalogue::quick_hold(Millis::from_secs(30));
    let words = "Supine. Knees eased toward that side; head turned away from that side, slightly; that side up.";
    let step = PlanStep { setup: words.to_owned(), ..(*plan.steps[0]).clone() };
    let left = "Supine. Knees eased toward the left; head turned away from the left, slightly; the left side up.";
    assert_eq!(setup(&step, Side::Left), left);
    assert_eq!(setup(&step, Side::Right), left.replace("left", "right"));
    assert_eq!(setup(&step, Side::Midline), words);
    let own = PlanContact { side: Some(Side::Right), ..step.contacts[0].clone() };
    let several = PlanStep { contacts: vec![own], ..step };
    assert_eq!(setup(&several, Side::Left), words, "each hand has its own side");
}
