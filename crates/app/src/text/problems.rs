//! Sentences about what is wrong: with a file of the library, the settings' file, a photo, a key or a preset.

use super::faults::fault;
use super::reading::read_error;
use super::timing::field_error;
use crate::appointment::EndProblem;
use holdwell_library::{Place, Problem};

use crate::keys::KeyProblem;
use crate::settings::{FILE, SettingsProblem};
use crate::start::WindowProblem;
use holdwell_editing::photo::PhotoProblem;
use holdwell_editing::position::PositionProblem;
use holdwell_library::runnable::{DraftProblem, PresetProblem};
use holdwell_model::Technique;

/// Says, in the room beside the field, why a text is no end of an appointment.
pub const fn end_problem(problem: EndProblem) -> &'static str {
    match problem {
        EndProblem::Unreadable => "write 60 or 15:00",
        EndProblem::Over => "not within 12 hours",
    }
}

/// Returns what is wrong with a file of the library, and where: `file:line:column: what is wrong; what would be right`.
pub fn file_problem(problem: &Problem) -> String {
    let (file, words) = (&problem.file, routine_problem(problem));
    match problem.place {
        Some(Place { line, column }) => format!("{file}:{line}:{column}: {words}"),
        None => format!("{file}: {words}"),
    }
}

/// Returns the word about a step of a file that takes its technique from its timing.
pub fn technique_by_timing(file: &str, number: usize, technique: Technique) -> String {
    let (name, key) = (technique.name_within(), technique.key());
    format!(
        "{file}: step {number} counts as {name}, by its timing; write technique = \"{key}\", or another, to say it yourself"
    )
}

/// Returns what is wrong with a routine that is at hand, so that its file and the place in it need no word.
pub fn routine_problem(problem: &Problem) -> String {
    let (table, fault) = (&problem.table, fault(&problem.fault));
    if table.is_empty() { fault } else { format!("{table}: {fault}") }
}

/// Returns everything that is wrong with a routine that is at hand, in one line.
pub fn routine_problems(problems: &[Problem]) -> String {
    problems.iter().map(routine_problem).collect::<Vec<_>>().join("; ")
}

/// Returns what is wrong with the settings' file, and what follows.
pub fn settings_problem(problem: &SettingsProblem) -> String {
    match problem {
        SettingsProblem::Unreadable(why) => {
            format!("{FILE} cannot be read, so everything is as at first: {why}")
        }
        SettingsProblem::Unwritable(why) => {
            format!("These settings hold until the program ends; {FILE} cannot be written: {why}")
        }
    }
}

/// Returns the reason why there is no window, and what to do.
pub fn window_problem(problem: &WindowProblem) -> String {
    match problem {
        WindowProblem::NoDesktop => "No window can be opened: there is no desktop that can be reached, neither by Wayland \
            nor by X11. Start Holdwell from a desktop; a routine also runs without a window: holdwell run FILE --headless"
            .to_owned(),
        WindowProblem::DesktopGone => "The desktop went away, and the window with it. A session that was being recorded is \
            kept up to then, and is offered at the next start"
            .to_owned(),
        WindowProblem::NoOpenGl => "No window can be opened: nothing here draws OpenGL. Install the driver of the graphics \
            card, or Mesa, which draws without one (on Debian: libgl1-mesa-dri)"
            .to_owned(),
        WindowProblem::NotStarted(why) => format!("No window can be opened: {why}"),
    }
}

/// Returns what is wrong with a photo, and what would be right.
pub fn photo_problem(problem: &PhotoProblem) -> String {
    let words = match problem {
        PhotoProblem::TooLarge => "The picture is larger than 20 MiB. Save it smaller and try again",
        PhotoProblem::WrongFormat => "Only JPEG and PNG pictures can be taken. Save it as one of them and try again",
        PhotoProblem::TooManyPixels => {
            "The picture has too many pixels: 12,000 a side is the most. Save it smaller and try again"
        }
        PhotoProblem::Damaged => "The picture cannot be read: it may be damaged. Save it again as JPEG or PNG",
        PhotoProblem::GaveUp => "The picture could not be read. Try again",
        PhotoProblem::Unreadable(why) => {
            return format!("The picture cannot be read: {}. Choose another one", read_error(*why));
        }
        PhotoProblem::NotEncoded(why) => why,
    };
    words.to_owned()
}

/// Returns the reason why a key cannot be given to a command.
pub fn key_problem(problem: KeyProblem) -> String {
    match problem {
        KeyProblem::Score(key) => format!("{} is a score. Press another key", key.word()),
        KeyProblem::Modifier(key) => format!("{} alone is not seen by every system. Press another key", key.word()),
        KeyProblem::Taken(key, other) => {
            format!("{} is the key of “{}”. Press another key", key.word(), other.label())
        }
    }
}

/// Returns the reason why a routine that is put together cannot be run: of broken rules the first.
pub fn draft_problem(problem: &DraftProblem) -> String {
    match problem {
        DraftProblem::NoStep => "Add a step first".to_owned(),
        DraftProblem::AllOff => "Every step is switched off".to_owned(),
        DraftProblem::Invalid(problems) => problems.first().map_or_else(String::new, routine_problem),
    }
}

/// Returns the reason why a preset cannot be run.
pub fn preset_problem(problem: &PresetProblem) -> String {
    match problem {
        PresetProblem::NoRoutine(id) => format!("Its routine, {id}, is not in the library; put the file back"),
        PresetProblem::RoutineGone(id) => format!("The library has no routine {id} any more"),
        PresetProblem::AnotherRoutine(name) => format!("The last session ran another routine: {name}"),
        PresetProblem::Invalid(problem) => file_problem(problem),
    }
}

/// Returns all reasons why a preset cannot be run, in one line.
pub fn preset_problems(problems: &[PresetProblem]) -> String {
    problems.iter().map(preset_problem).collect::<Vec<_>>().join("; ")
}

/// Returns what is missing in the form of a position, or wrong.
pub fn position_problem(problem: &PositionProblem) -> String {
    let words = match problem {
        PositionProblem::NoName => "It needs a name. Write one, however short",
        PositionProblem::NoRegion => "Pick where it works",
        PositionProblem::NoTechnique => "Choose at least one technique",
        PositionProblem::NoPlainName => "For home it needs a name that everybody understands",
        PositionProblem::NothingSaid => "For home it needs words that are said aloud",
        PositionProblem::Time(error) => return field_error(error),
    };
    words.to_owned()
}
