//! Numbers, lengths and lists in words. Spelled out, so that every voice says the same and its length can be foretold.

use holdwell_model::Millis;

const SMALL: [&str; 20] = [
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// Returns a number in words up to 999, above that in digits.
pub(super) fn number(value: u64) -> String {
    let place = usize::try_from(value).unwrap_or(usize::MAX);
    if let Some(word) = SMALL.get(place) {
        return (*word).to_owned();
    }
    match (place / 100, place % 100) {
        (0, tens) => {
            let ten = TENS.get(tens / 10).copied().unwrap_or_default();
            let rest = number(value % 10);
            if tens % 10 == 0 { ten.to_owned() } else { format!("{ten}-{rest}") }
        }
        (hundreds @ 1..10, 0) => format!("{} hundred", number(hundreds as u64)),
        (hundreds @ 1..10, rest) => format!("{} hundred and {}", number(hundreds as u64), number(rest as u64)),
        _ => value.to_string(),
    }
}

fn count(value: u64, unit: &str) -> String {
    let plural = if value == 1 { "" } else { "s" };
    format!("{} {unit}{plural}", number(value))
}

/// Returns a length in words, to the second: "one minute and thirty seconds".
pub(super) fn length(length: Millis) -> String {
    let secs = (length.0 + 500) / 1000;
    match (secs / 60, secs % 60) {
        (0, secs) => count(secs, "second"),
        (mins, 0) => count(mins, "minute"),
        (mins, secs) => format!("{} and {}", count(mins, "minute"), count(secs, "second")),
    }
}

/// Returns things as a list with their articles: "a towel, two soft balls in a sock and an apple".
pub(super) fn list(things: &[&str]) -> String {
    let named: Vec<String> = things.iter().map(|thing| with_article(thing)).collect();
    match named.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}

fn with_article(thing: &str) -> String {
    let first = thing.split_whitespace().next().unwrap_or_default();
    let is_counted = SMALL.contains(&first) || first.starts_with(|letter: char| letter.is_ascii_digit());
    if is_counted || matches!(first, "a" | "an" | "the" | "your" | "some") {
        thing.to_owned()
    } else if thing.starts_with(['a', 'e', 'i', 'o', 'u']) {
        format!("an {thing}")
    } else {
        format!("a {thing}")
    }
}

/// Returns a text with a capital first letter.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(char::to_uppercase).into_iter().flatten().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_words() {
        for (value, word) in [
            (0, "no"),
            (1, "one"),
            (19, "nineteen"),
            (20, "twenty"),
            (45, "forty-five"),
            (90, "ninety"),
            (100, "one hundred"),
            (210, "two hundred and ten"),
            (999, "nine hundred and ninety-nine"),
            (1000, "1000"),
        ] {
            assert_eq!(number(value), word);
        }
    }

    #[test]
    fn lengths_are_as_people_say_them() {
        for (millis, words) in [
            (1000, "one second"),
            (45_000, "forty-five seconds"),
            (60_000, "one minute"),
            (150_000, "two minutes and thirty seconds"),
            (300_000, "five minutes"),
        ] {
            assert_eq!(length(Millis(millis)), words);
        }
    }

    #[test]
    fn things_have_their_articles() {
        let things = ["mat or carpet", "two soft balls in a sock", "old towel"];
        assert_eq!(list(&things), "a mat or carpet, two soft balls in a sock and an old towel");
        assert_eq!(list(&things[..1]), "a mat or carpet");
        assert_eq!(list(&[]), "");
    }
}
