//! A text as it is spoken: phrase by phrase, with the pauses between them, and the time that this takes at most.

use holdwell_model::Millis;

/// Largest number of letters of a text that is spoken; the rest of a longer one is left out.
pub const LONGEST_TEXT: usize = 1000;

/// Pause at a clause, where a voice makes a shorter one by itself.
const CLAUSE: Millis = Millis(800);
/// Pause after a label: a side, a body part.
pub(super) const LABEL: Millis = Millis(900);
/// Pause after an instruction, so that it can be followed.
const INSTRUCTION: Millis = Millis(2000);
/// Most words of a label.
const LABEL_WORDS: usize = 4;
/// Time that a phrase takes at most besides its letters, and for each letter.
const PHRASE: Millis = Millis(400);
const LETTER: Millis = Millis(60);
/// Letters that are said for a digit.
const DIGIT: usize = 5;
/// Pause that a voice makes at a comma by itself.
const COMMA: Millis = Millis(350);

/// A sentence without its pauses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// Clauses of the sentence, each with its own mark at the end.
    pub clauses: Vec<String>,
    /// Pause between two of its clauses; zero leaves it to the voice.
    pub within: Millis,
    /// Pause after it; zero after the last of a text.
    pub after: Millis,
}

/// Divides a text into its phrases.
pub fn phrases(text: &str) -> Vec<Phrase> {
    let text = sayable(text);
    let words: Vec<&str> = text.split_whitespace().collect();
    let sentences = words.split_inclusive(|word| is_end(word));
    let spoken = sentences.filter(|sentence| sentence.iter().any(|word| word.contains(char::is_alphanumeric)));
    let mut phrases: Vec<Phrase> = spoken.map(phrase).collect();
    if let Some(last) = phrases.last_mut() {
        last.after = Millis::ZERO;
    }
    phrases
}

/// Returns a text in letters that a voice can say: no letter of it can be taken for a mark.
fn sayable(text: &str) -> String {
    let mut sayable = String::with_capacity(text.len());
    for letter in text.chars().take(LONGEST_TEXT) {
        match letter {
            '&' => sayable.push_str(" and "),
            '<' | '>' | '"' => sayable.push(' '),
            '’' => sayable.push('\''),
            letter if letter.is_control() => sayable.push(' '),
            letter => sayable.push(letter),
        }
    }
    sayable
}

/// Returns true for the last word of a sentence. A mark inside a word, as in 1.5 or 10:30, ends none.
fn is_end(word: &str) -> bool {
    word.ends_with(['.', '?', '!', ':', ';']) && !is_abbreviation(word)
}

/// Returns true for single letters with points, as in e.g. or i.e.
fn is_abbreviation(word: &str) -> bool {
    let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
    word.contains('.') && word.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}

fn phrase(sentence: &[&str]) -> Phrase {
    let is_label = sentence.len() <= LABEL_WORDS;
    Phrase {
        clauses: sentence.split_inclusive(|word| word.ends_with(',')).map(|clause| clause.join(" ")).collect(),
        within: if is_label { Millis::ZERO } else { CLAUSE },
        after: if is_label { LABEL } else { INSTRUCTION },
    }
}

/// Returns the time that a text takes at most, spoken at 110 to 120 words a minute, its pauses included.
pub fn spoken(text: &str) -> Millis {
    phrases(text).iter().map(Phrase::spoken).sum()
}

impl Phrase {
    fn spoken(&self) -> Millis {
        let letters: usize = self.clauses.iter().map(|clause| clause.chars().map(letters).sum::<usize>() + 1).sum();
        let pauses = self.clauses.len().saturating_sub(1) as u64;
        PHRASE + LETTER * letters as u64 + self.within.max(COMMA) * pauses + self.after
    }
}

/// Returns how many letters are said for one: a number is said as words.
const fn letters(letter: char) -> usize {
    if letter.is_ascii_digit() { DIGIT } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_followed_at_once_and_instructions_after_a_while() {
        let said = phrases("Your left side. Sit on the ball, the ankle over the other knee. Forty-five seconds.");
        let pauses: Vec<u64> = said.iter().map(|phrase| phrase.after.0).collect();
        assert_eq!(pauses, [900, 2000, 0]);
        assert_eq!(said[1].clauses, ["Sit on the ball,", "the ankle over the other knee."]);
        assert_eq!((said[0].within, said[1].within), (Millis::ZERO, CLAUSE));
    }

    #[test]
    fn what_has_no_words_is_not_spoken() {
        for text in ["", " ", "...", " . , ! "] {
            assert_eq!(phrases(text), []);
            assert_eq!(spoken(text), Millis::ZERO);
        }
    }

    #[test]
    fn the_pace_is_that_of_calm_instructions() {
        let text = "Sit with the ball under this buttock, the ankle over the other knee. Lean until it is firm but \
                    bearable. Stay there and breathe slowly, in and out.";
        let words = text.split_whitespace().count() as f64;
        let pace = words / spoken(text).as_secs_f64() * 60.0;
        assert!((95.0..=125.0).contains(&pace), "{pace:.0} words a minute");
    }

    #[test]
    fn a_text_without_measure_is_cut() {
        let text = "word ".repeat(10_000);
        assert!(phrases(&text)[0].clauses[0].len() <= LONGEST_TEXT);
    }

    fn clauses(text: &str) -> Vec<Vec<String>> {
        phrases(text).into_iter().map(|phrase| phrase.clauses).collect()
    }

    #[test]
    fn no_letter_can_be_a_mark_of_the_voice() {
        assert_eq!(clauses("Head & neck, \"soft\""), [["Head and neck,", "soft"]]);
        assert_eq!(clauses("<speed level='500'> more\u{7}\nof it"), [["speed level='500' more of it"]]);
        assert_eq!(clauses("Don’t&stay"), [["Don't and stay"]]);
        assert_eq!(spoken("Head & neck"), spoken("Head and neck"));
    }

    #[test]
    fn a_mark_inside_a_word_ends_no_sentence() {
        for text in ["Lift it by 1.5 cm.", "Rest until 10:30.", "Find a support, e.g. a wall.", "Take 1,000 steps."] {
            assert_eq!(phrases(text).len(), 1, "{text}");
        }
        assert_eq!(clauses("Take 1,000 steps"), [["Take 1,000 steps"]]);
        assert_eq!(clauses("Sit... Now: lie down; rest"), [["Sit..."], ["Now:"], ["lie down;"], ["rest"]]);
        assert_eq!(clauses("Left side.\nThe foot behind."), [["Left side."], ["The foot behind."]]);
    }

    #[test]
    fn digits_are_said_as_words() {
        assert!(spoken("Hold 45 s") >= spoken("Hold forty-five s"));
        assert!(spoken("Count 1277") >= spoken("Count twelve seventy seven"));
    }
}
