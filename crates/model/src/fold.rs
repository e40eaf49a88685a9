//! Text as it is searched and sorted.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::canonical_combining_class;

/// Digits of the longest number that is sorted by its value.
const DIGITS: usize = 12;

/// Returns small letters without their accents, and one apostrophe and one hyphen for all of them, so that "omer" finds
/// Ömer, "lukasz" Łukasz, and "o'neil" O’Neil.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let letters = text.chars().flat_map(char::to_lowercase).map(one_apostrophe).nfkd();
    for letter in letters.filter(|letter| canonical_combining_class(*letter) == 0) {
        match letter {
            // Letters that are no others with an accent to Unicode, and are to whoever types.
            'đ' | 'ð' => folded.push('d'),
            'ħ' => folded.push('h'),
            'ı' => folded.push('i'),
            'ł' => folded.push('l'),
            'ø' => folded.push('o'),
            'ŧ' => folded.push('t'),
            'þ' => folded.push_str("th"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ß' => folded.push_str("ss"),
            '‐' | '‑' | '‒' | '–' | '—' | '−' => folded.push('-'),
            other => folded.push(other),
        }
    }
    folded
}

/// Returns the plain apostrophe for each that is used as one. Decomposing some of them would leave a space.
const fn one_apostrophe(letter: char) -> char {
    match letter {
        '’' | '‘' | 'ʼ' | 'ʻ' | 'ʹ' | '′' | '`' | '´' | '＇' => '\'',
        other => other,
    }
}

/// Returns what a name is sorted by as people sort: without regard to accents and capitals, and numbers by their value.
pub fn sort_key(text: &str) -> String {
    let (mut key, mut number) = (String::new(), String::new());
    let end = |key: &mut String, number: &mut String| {
        if !number.is_empty() {
            key.extend(std::iter::repeat_n('0', DIGITS.saturating_sub(number.len())));
            key.push_str(number);
            number.clear();
        }
    };
    for letter in fold(text.trim()).chars() {
        if letter.is_ascii_digit() {
            number.push(letter);
            continue;
        }
        end(&mut key, &mut number);
        key.push(letter);
    }
    end(&mut key, &mut number);
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_and_capitals_do_not_hide_a_word() {
        assert_eq!(fold("Ömer ŁUKASZ Straße Mo\u{308}we"), "omer lukasz strasse mowe");
    }

    #[test]
    fn accents_on_accents_are_none_either() {
        assert_eq!(fold("Nguyễn Ngọc Ǻse İpek"), "nguyen ngoc ase ipek");
        assert_eq!(fold("ﬁn Ⅳ"), "fin iv");
    }

    #[test]
    fn one_apostrophe_stands_for_all_of_them() {
        for name in ["O'Neil", "O’Neil", "Oʼneil", "O`Neil", "O´Neil"] {
            assert_eq!(fold(name), "o'neil", "{name}");
        }
        assert_eq!(fold("Smith‑Jones"), "smith-jones");
    }

    #[test]
    fn names_are_sorted_as_people_sort_them() {
        let mut names = ["zoe", "Client 10", "Ömer", "client 2", "Olga", "Åsa", "Paul"];
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(names, ["Åsa", "client 2", "Client 10", "Olga", "Ömer", "Paul", "zoe"]);
    }
}
