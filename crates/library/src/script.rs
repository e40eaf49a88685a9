//! A script is the person: one command a line, at an instant of the session.

use holdwell_engine::{Command, ScoreKind};
use holdwell_model::{SessionTime, parse_duration};

/// One line of a script.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// When the command is given.
    pub at: SessionTime,
    /// The command.
    pub command: Command,
}

/// What is wrong with a script: its line, from 1, and what would be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong; what would be right.
    pub what: String,
}

/// Reads a script: `at 35s advance`, one command a line, in order of time. Empty lines and `#` remarks are passed over.
///
/// # Errors
/// Every line that is not a command, with what would be one.
pub fn parse(text: &str) -> Result<Vec<Line>, Vec<Problem>> {
    let (mut lines, mut problems) = (Vec::<Line>::new(), Vec::new());
    for (index, raw) in text.lines().enumerate() {
        let line = raw.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let read = read_line(line).and_then(|read| match lines.last() {
            Some(last) if last.at > read.at => {
                Err("this is earlier than the line before; write them in order".to_owned())
            }
            _ => Ok(read),
        });
        match read {
            Ok(read) => lines.push(read),
            Err(what) => problems.push(Problem { line: index + 1, what }),
        }
    }
    if problems.is_empty() { Ok(lines) } else { Err(problems) }
}

fn read_line(line: &str) -> Result<Line, String> {
    let mut words = words(line)?.into_iter();
    if words.next().as_deref() != Some("at") {
        return Err("a line begins with when, as in `at 35s advance`".to_owned());
    }
    let when = words.next().ok_or("a time is missing; write `at 35s advance`")?;
    let at = instant(&when)?;
    let verb = words.next().ok_or("a command is missing; write `at 35s advance`")?;
    let rest: Vec<String> = words.collect();
    Ok(Line { at, command: read_command(&verb, &rest)? })
}

/// An instant may be the very beginning, which no duration may.
fn instant(text: &str) -> Result<SessionTime, String> {
    if matches!(text, "0" | "0s" | "0:00") {
        return Ok(SessionTime::ZERO);
    }
    parse_duration(text).map(|length| SessionTime::ZERO + length).map_err(|error| error.to_string())
}

fn read_command(verb: &str, rest: &[String]) -> Result<Command, String> {
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
    if rest.is_empty() { Ok(plain) } else { Err(format!("{verb} stands alone; leave out {:?}", rest.join(" "))) }
}

fn with_words(verb: &str, rest: &[String]) -> Result<Command, String> {
    let texts: Vec<&str> = rest.iter().map(String::as_str).collect();
    match (verb, texts.as_slice()) {
        ("jump", [step]) => Ok(Command::Jump(number(step)?)),
        ("drop", [step]) => Ok(Command::Drop(number(step)?)),
        ("move", [step, to]) => Ok(Command::Move { step: number(step)?, to: number(to)? }),
        ("note", [text]) => Ok(Command::Note((*text).to_owned())),
        ("score", [kind, value]) => {
            let kind: ScoreKind = kind.parse().ok().ok_or("a score is before, in-position or after")?;
            let value = value.parse().ok().filter(|value| *value <= 10).ok_or("a score is 0 to 10")?;
            Ok(Command::Score { kind, value })
        }
        ("insert", [name, length]) => {
            let length = parse_duration(length).map_err(|error| error.to_string())?;
            Ok(Command::Insert { name: (*name).to_owned(), length: Some(length) })
        }
        ("jump" | "drop", _) => Err(format!("write `{verb} 3`, with the number of a step")),
        ("move", _) => Err("write `move 5 3`, with the numbers of two steps".to_owned()),
        ("note", _) => Err("write `note \"text\"`".to_owned()),
        ("score", _) => Err("write `score before 6`".to_owned()),
        ("insert", _) => Err("write `insert \"Scalene\" 30s`".to_owned()),
        _ => Err(format!(
            "{verb:?} is not a command; there are advance undo back mark hush pause go-on restart extend shorten skip \
             repeat other-side choose jump insert move drop score note stop"
        )),
    }
}

fn number(text: &str) -> Result<u32, String> {
    text.parse().ok().ok_or_else(|| format!("{text:?} is not the number of a step; steps count from 1"))
}

/// Splits at white space; what stands in double quotes is one word.
fn words(line: &str) -> Result<Vec<String>, String> {
    let (mut words, mut rest) = (Vec::new(), line.trim_start());
    while !rest.is_empty() {
        let (word, tail) = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').ok_or("a quotation mark is missing at the end")?,
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
                    at 2m note \"warm now\"\nat 3:00 stop\n";
        let lines = parse(text).unwrap();
        assert_eq!(lines.len(), 10);
        assert_eq!(lines[0].at, SessionTime::ZERO);
        let scalene = Command::Insert { name: "Scalene, front".to_owned(), length: Some(Millis::from_secs(30)) };
        assert_eq!(lines[4].command, scalene);
        assert_eq!(lines[9], Line { at: SessionTime::from_secs(180), command: Command::Stop });
    }

    #[test]
    fn says_what_is_wrong_with_every_line() {
        let wrong = "advance\nat advance\nat 5s\nat 5s fly\nat 5s jump x\nat 5s note \"a\nat 5s advance now\n\
                     at 5s score before 11\nat 9s mark\nat 8s mark";
        let problems = parse(wrong).unwrap_err();
        let lines: Vec<usize> = problems.iter().map(|problem| problem.line).collect();
        assert_eq!(lines, [1, 2, 3, 4, 5, 6, 7, 8, 10]);
    }
}
