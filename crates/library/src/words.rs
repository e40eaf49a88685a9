//! Words as people misspell them, and texts as they may be shown.

use holdwell_files::is_unseen;

/// The most of a foreign text that a message repeats.
const SHOWN: usize = 40;

/// Returns a text from a file as it may be shown: cut, and without anything that would disturb a terminal.
pub fn shown(text: &str) -> String {
    let cut: String = text.chars().take(SHOWN).collect();
    let more = if cut.len() < text.len() { "…" } else { "" };
    format!("{}{more}", cut.escape_debug().to_string().replace("\\'", "'"))
}

/// Returns the text with a space in place of every character that cannot be seen.
pub fn without_unseen(text: &str) -> String {
    with_neighbours(text)
        .map(|(before, letter, after)| if hides(before, letter, after) { ' ' } else { letter })
        .collect()
}

/// Returns the first character of a text that cannot be seen, or that makes it look like another text.
pub fn unseen(text: &str) -> Option<char> {
    with_neighbours(text).find(|(before, letter, after)| hides(*before, *letter, *after)).map(|(_, letter, _)| letter)
}

fn with_neighbours(text: &str) -> impl Iterator<Item = (Option<char>, char, Option<char>)> {
    let before = std::iter::once(None).chain(text.chars().map(Some));
    let after = text.chars().skip(1).map(Some).chain([None]);
    before.zip(text.chars()).zip(after).map(|((before, letter), after)| (before, letter, after))
}

/// Says if a character cannot be seen where it stands. A joiner between letters of Persian or Hindi, or between the parts
/// of a picture, changes what is seen; anywhere else it hides.
fn hides(before: Option<char>, letter: char, after: Option<char>) -> bool {
    let is_joined = |neighbour: Option<char>| {
        neighbour.is_some_and(|one| !one.is_ascii() && !one.is_whitespace() && !is_unseen(one) && !is_joiner(one))
    };
    if is_joiner(letter) { !is_joined(before) || !is_joined(after) } else { is_unseen(letter) }
}

const fn is_joiner(letter: char) -> bool {
    matches!(letter, '\u{200c}' | '\u{200d}')
}

/// Returns the known word most like this one, if any is like it.
pub(super) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = normal(word);
    let length = word.len();
    if length == 0 || length > SHOWN {
        return None;
    }
    let near = |right: &&str| (distance(&word, &normal(right)), right.len().abs_diff(length));
    let best = known.into_iter().min_by_key(near)?;
    (near(&best).0 <= (length / 3).clamp(1, 3)).then_some(best)
}

/// Folds a word for comparison: case and the kind of dash make no difference.
fn normal(word: &str) -> Vec<char> {
    word.chars().flat_map(char::to_lowercase).map(|c| if c == '_' || c == ' ' { '-' } else { c }).collect()
}

/// Counts the letters that must be put in, left out, changed or swapped with their neighbour to turn one word into
/// another.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, to) in b.iter().enumerate() {
            let changed = at(&last, j) + usize::from(from != to);
            let one_more = at(&last, j + 1).min(at(&row, j)) + 1;
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(to) && b.get(j - 1) == Some(from);
            let swap = if swapped { at(&before_last, j - 1) + 1 } else { usize::MAX };
            row.push(changed.min(one_more).min(swap));
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(a.len())
}

fn at(row: &[usize], index: usize) -> usize {
    row.get(index).copied().unwrap_or(usize::MAX / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_understood() {
        let known = ["hold", "hips", "quadratus-lumborum", "psoas", "recheck"];
        for (word, right) in [
            ("holdd", Some("hold")),
            ("hodl", Some("hold")),
            ("Psoas", Some("psoas")),
            ("quadratus_lumborum", Some("quadratus-lumborum")),
            ("recehck", Some("recheck")),
            ("piriformis", None),
            ("", None),
        ] {
            assert_eq!(nearest(word, known), right, "{word}");
        }
    }

    #[test]
    fn only_what_is_seen_stands_in_a_text() {
        for (text, found) in [
            ("Psoas", None),
            ("Pso\u{200b}as", Some('\u{200b}')),
            ("Pso\u{200d}as", Some('\u{200d}')),
            ("Psoas\u{feff}", Some('\u{feff}')),
            ("\u{200c}می", Some('\u{200c}')),
            ("می\u{200c}شود", None),
            ("👩\u{200d}⚕\u{fe0f}", None),
            ("sa\u{202e}osp", Some('\u{202e}')),
            ("two\nlines", Some('\n')),
        ] {
            assert_eq!(unseen(text), found, "{text:?}");
            assert_eq!(unseen(&without_unseen(text)), None, "{text:?}");
        }
    }

    #[test]
    fn foreign_text_is_shown_cut_and_tame() {
        assert_eq!(shown("client's"), "client's");
        assert_eq!(shown("a\u{7}\n"), "a\\u{7}\\n");
        assert_eq!(shown(&"x".repeat(99)).chars().count(), SHOWN + 1);
    }
}
