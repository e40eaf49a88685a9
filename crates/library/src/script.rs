//! A script is the person: one command a line, at an instant of the session.

use crate::problem::ScriptError;
use crate::read::LONGEST_TEXT;
use crate::{Library, hold_name};
use holdwell_engine::{Command, ScoreKind};
use holdwell_model::{HoldName, Position, SessionTime, Side, fold, parse_duration};

/// The most problems that are told of one script; who has more mends these first.
const MOST: usize = 50;

/// One line of a script.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The instant at which the command is given.
    pub at: SessionTime,
    /// The command.
    pub command: Command,
}

/// A line of a script that is no command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The line, from 1.
    pub line: usize,
    /// The fault.
    pub what: ScriptError,
}

/// Reads a script: `at 35s advance`, one command a line, in order of time. Empty lines and `#` remarks are passed over.
///
/// # Errors
/// Every line that is not a command, with what would be one; at most fifty.
pub fn parse(text: &str) -> Result<Vec<Line>, Vec<Problem>> {
    let (mut lines, mut problems) = (Vec::<Line>::new(), Vec::new());
    for (index, raw) in text.lines().enumerate() {
        let line = raw.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let read = read_line(line).and_then(|read| match lines.last() {
            Some(last) if last.at > read.at => Err(ScriptError::Earlier),
            _ => Ok(read),
        });
        match read {
            Ok(read) => lines.push(read),
            Err(what) if problems.len() < MOST => problems.push(Problem { line: index + 1, what }),
            Err(_) => break,
        }
    }
    if problems.is_empty() { Ok(lines) } else { Err(problems) }
}

fn read_line(line: &str) -> Result<Line, ScriptError> {
    let mut words = words(line)?.into_iter();
    if words.next().as_deref() != Some("at") {
        return Err(ScriptError::NoAt);
    }
    let when = words.next().ok_or(ScriptError::NoTime)?;
    let at = instant(&when)?;
    let verb = words.next().ok_or(ScriptError::NoCommand)?;
    let rest: Vec<String> = words.collect();
    Ok(Line { at, command: read_command(&verb, &rest)? })
}

/// Reads an instant, which may be the very beginning as no duration may.
fn instant(text: &str) -> Result<SessionTime, ScriptError> {
    if matches!(text, "0" | "0s" | "0:00") {
        return Ok(SessionTime::ZERO);
    }
    Ok(SessionTime::ZERO + parse_duration(text)?)
}

fn read_command(verb: &str, rest: &[String]) -> Result<Command, ScriptError> {
    let plain = match verb {
        "advance" => Command::Advance,
        "undo" => Command::Undo,
        "back" => Command::Back,
        "mark" => Command::Mark,
        "hush" => Command::Hush,
        "pause" => Command::Pause,
        "go-on" => Command::GoOn,
        "restart" => Command::Restart,
        "extend" => Command::Extend,
        "shorten" => Command::Shorten,
        "skip" => Command::Skip,
        "repeat" => Command::Repeat,
        "other-side" => Command::OtherSide,
        "choose" => Command::Choose,
        "stop" => Command::Stop,
        _ => return with_words(verb, rest),
    };
    if rest.is_empty() {
        return Ok(plain);
    }
    Err(ScriptError::StandsAlone { verb: verb.to_owned(), rest: rest.join(" ") })
}

fn with_words(verb: &str, rest: &[String]) -> Result<Command, ScriptError> {
    let texts: Vec<&str> = rest.iter().map(String::as_str).collect();
    match (verb, texts.as_slice()) {
        ("jump", [step]) => Ok(Command::Jump(number(step)?)),
        ("drop", [step]) => Ok(Command::Drop(number(step)?)),
        ("move", [step, to]) => Ok(Command::Move { step: number(step)?, to: number(to)? }),
        ("note", [text]) => Ok(Command::Note { text: short(text)?, item: None }),
        ("score", [kind, value]) => {
            let kind: ScoreKind = kind.parse().ok().ok_or(ScriptError::UnknownScore)?;
            let value = value.parse().ok().filter(|value| *value <= 10).ok_or(ScriptError::ScoreOutOfBounds)?;
            Ok(Command::Score { kind, value, point: None })
        }
        ("insert", [name, length, rest @ ..]) => {
            let (next, rest) =
                rest.split_last().filter(|(last, _)| **last == "next").map_or((false, rest), |(_, rest)| (true, rest));
            let length = Some(parse_duration(length)?);
            Ok(Command::Insert { hold: named(name, side(rest, INSERT)?)?, length, next })
        }
        ("name", [name, rest @ ..]) => Ok(Command::Name { hold: named(name, side(rest, NAME)?)?, item: None }),
        ("jump" | "drop", _) => Err(ScriptError::StepUsage(verb.to_owned())),
        ("move", _) => Err(ScriptError::MoveUsage),
        ("note", _) => Err(ScriptError::Usage("note \"text\"".to_owned())),
        ("score", _) => Err(ScriptError::Usage("score before 6".to_owned())),
        ("insert", _) => Err(ScriptError::Usage(INSERT.to_owned())),
        ("name", _) => Err(ScriptError::Usage(NAME.to_owned())),
        _ => Err(ScriptError::UnknownCommand(verb.to_owned())),
    }
}

const INSERT: &str = "insert \"Scalene\" 30s left";
const NAME: &str = "name \"Scalene\" left";

/// Reads the side that may follow a name; without one it is the midline.
fn side(words: &[&str], usage: &str) -> Result<Side, ScriptError> {
    let known = |word: &str| [Side::Left, Side::Right, Side::Both].into_iter().find(|side| side.key() == word);
    match words {
        [] => Some(Side::Midline),
        [word] => known(word),
        _ => None,
    }
    .ok_or_else(|| ScriptError::Usage(usage.to_owned()))
}

fn named(name: &str, side: Side) -> Result<HoldName, ScriptError> {
    Ok(HoldName::words(&short(name)?, side))
}

/// Gives every name in a script that a library knows, by id or by name, what the library says of it.
pub fn resolve(lines: &mut [Line], library: &Library) {
    for line in lines {
        if let Command::Insert { hold, .. } | Command::Name { hold, .. } = &mut line.command {
            let named = |position: &&Position| position.id == hold.title || fold(&position.name) == fold(&hold.title);
            if let Some(position) = library.positions().find(named) {
                *hold = hold_name(position, hold.side);
            }
        }
    }
}

fn short(text: &str) -> Result<String, ScriptError> {
    let length = text.chars().count();
    if length > LONGEST_TEXT { Err(ScriptError::TooLong(length)) } else { Ok(text.to_owned()) }
}

fn number(text: &str) -> Result<u32, ScriptError> {
    text.parse().ok().ok_or_else(|| ScriptError::NotAStep(text.to_owned()))
}

/// Splits a line at white space; what stands in double quotes is one word.
fn words(line: &str) -> Result<Vec<String>, ScriptError> {
    let (mut words, mut rest) = (Vec::new(), line.trim_start());
    while !rest.is_empty() {
        let (word, tail) = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').ok_or(ScriptError::OpenQuote)?,
            None => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
        };
        words.push(word.to_owned());
        rest = tail.trim_start();
    }
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use holdwell_model::Millis;

    #[test]
    fn reads_every_verb() {
        let text = "# a visit\n\nat 0s advance\nat 35s undo\nat 1m10s score before 6\nat 1m20s mark\n\
                    at 2m insert \"Scalene, front\" 30s\nat 2m jump 3\nat 2m move 5 3\nat 2m drop 4\n\
                    at 2m note \"warm now\"\nat 2m name \"psoas\" left\n\
                    at 2m insert \"Scalene, front\" 30s right next\nat 3:00 stop\n";
        let lines = parse(text).unwrap();
        assert_eq!(lines.len(), 12);
        assert_eq!(lines[0].at, SessionTime::ZERO);
        let insert = |side, next| Command::Insert {
            hold: HoldName::words("Scalene, front", side),
            length: Some(Millis::from_secs(30)),
            next,
        };
        assert_eq!(lines[4].command, insert(Side::Midline, false));
        assert_eq!(lines[9].command, Command::Name { hold: HoldName::words("psoas", Side::Left), item: None });
        assert_eq!(lines[10].command, insert(Side::Right, true));
        assert_eq!(lines[11], Line { at: SessionTime::from_secs(180), command: Command::Stop });
    }

    #[test]
    fn a_name_that_the_library_knows_is_its_position() {
        let mut lines = parse("at 5s name \"psoas\" left\nat 6s name \"The old scar\"").unwrap();
        resolve(&mut lines, &Library::builtin());
        let names = lines.iter().map(|line| match &line.command {
            Command::Name { hold, .. } => (hold.spoken(), hold.position.as_deref()),
            other => panic!("{other:?}"),
        });
        let names: Vec<_> = names.collect();
        assert_eq!(names, [("Psoas major, left".to_owned(), Some("psoas")), ("The old scar".to_owned(), None)]);
    }

    #[test]
    fn a_script_without_measure_is_answered_shortly() {
        let long = "x".repeat(3000);
        let problems = parse(&format!("at 1s note \"{long}\"\nat 2s {long}\n")).unwrap_err();
        assert_eq!(problems[0].what, ScriptError::TooLong(3000));
        assert_eq!(problems[1].what, ScriptError::UnknownCommand(long));
        assert_eq!(parse(&"fly\n".repeat(10_000)).unwrap_err().len(), MOST);
    }

    #[test]
    fn says_what_is_wrong_with_every_line() {
        let wrong = "advance\nat advance\nat 5s\nat 5s fly\nat 5s jump x\nat 5s note \"a\nat 5s advance now\n\
                     at 5s score before 11\nat 9s mark\nat 8s mark";
        let problems = parse(wrong).unwrap_err();
        let lines: Vec<usize> = problems.iter().map(|problem| problem.line).collect();
        assert_eq!(lines, [1, 2, 3, 4, 5, 6, 7, 8, 10]);
        assert_eq!(problems[0].what, ScriptError::NoAt);
        assert_eq!(problems[2].what, ScriptError::NoCommand);
        assert_eq!(problems[3].what, ScriptError::UnknownCommand("fly".to_owned()));
        assert_eq!(problems[4].what, ScriptError::NotAStep("x".to_owned()));
        let (verb, rest) = ("advance".to_owned(), "now".to_owned());
        assert_eq!(problems[6].what, ScriptError::StandsAlone { verb, rest });
        assert_eq!(problems[8].what, ScriptError::Earlier);
    }
}
