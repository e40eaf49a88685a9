//! Sentences about the lines of a script.

use std::fmt::Display;

use super::timing::duration_error;
use holdwell_library::ScriptError;
use holdwell_library::script::Problem;

/// Returns what is wrong with a line of a script, and where: `file:line:1: what is wrong; what would be right`.
pub fn script_problem(file: &dyn Display, problem: &Problem) -> String {
    format!("{file}:{}:1: {}", problem.line, script_error(&problem.what))
}

fn script_error(error: &ScriptError) -> String {
    let words = match error {
        ScriptError::NoAt => "a line begins with when, as in `at 35s advance`",
        ScriptError::NoTime => "a time is missing; write `at 35s advance`",
        ScriptError::Duration(error) => return duration_error(error),
        ScriptError::Earlier => "this is earlier than the line before; write them in order",
        ScriptError::NoCommand => "a command is missing; write `at 35s advance`",
        ScriptError::UnknownCommand(word) => {
            let known = "advance undo back mark hush pause go-on restart extend shorten skip repeat other-side choose \
                         jump insert name move drop score note stop";
            return format!("{word:?} is not a command; there are {known}");
        }
        ScriptError::StandsAlone { verb, rest } => return format!("{verb} stands alone; leave out {rest:?}"),
        ScriptError::Usage(example) => return format!("write `{example}`"),
        ScriptError::MoveUsage => "write `move 5 3`, with the numbers of two steps",
        ScriptError::StepUsage(verb) => return format!("write `{verb} 3`, with the number of a step"),
        ScriptError::NotAStep(word) => return format!("{word:?} is not the number of a step; steps count from 1"),
        ScriptError::UnknownScore => "a score is before, in-position or after",
        ScriptError::ScoreOutOfBounds => "a score is 0 to 10",
        ScriptError::OpenQuote => "a quotation mark is missing at the end",
    };
    words.to_owned()
}
