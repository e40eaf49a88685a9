//! Reading grade of a text, and phrases that nobody in the trade would say.

/// Phrases that a therapist would not say, in small letters; what she says instead stands in the library and the window.
pub const CLUMSY: [&str; 35] = [
    "not been looked at",
    "where a pulse is felt",
    "explain the place of the hands",
    "sight or speech troubled",
    "weakened defences",
    "gently with brittle bones",
    "severe wear of the spine",
    "trouble of a nerve root",
    "disease of the connective tissue",
    "acute trouble of the circulation",
    "water on the brain",
    "a pregnancy at risk",
    "a failing heart",
    "visits: to a doctor",
    "the sources leave it out",
    "only beside a mental-health",
    "stopped of a sudden",
    "only if the client has some",
    "by almost nothing",
    "well, in the uppermost joint",
    "drawn long",
    "drawn gently long",
    "calf draws",
    "until it draws",
    "toes drawn back",
    "above and before the ear",
    "as light as a coin",
    "as the client's own therapist says",
    "is no trouble with",
    "how far the foot draws up",
    "raise one thing a week",
    "pain and tiredness first",
    "asks least of the tissue",
    "alone at home",
    // The two contacts were the fault: a lay person read of one ball under "Both sides".
    "does that with two contacts",
];

/// Counts the syllables by their vowels: good enough for a grade.
fn syllables(word: &str) -> usize {
    let is_vowel = |letter: char| "aeiouy".contains(letter);
    let word = word.to_lowercase();
    let letters: Vec<char> = word.chars().filter(|letter| letter.is_alphabetic()).collect();
    let before = std::iter::once(false).chain(letters.iter().map(|letter| is_vowel(*letter)));
    let groups = letters.iter().zip(before).filter(|(letter, before)| is_vowel(**letter) && !before).count();
    let silent = word.ends_with('e') && !word.ends_with("le") || word.ends_with("ed") && !word.ends_with("ted");
    groups.saturating_sub(usize::from(silent)).max(1)
}

/// Returns the school grade after Flesch and Kincaid.
pub fn grade(text: &str) -> f64 {
    let sentences = text.split(['.', ';', ':', '!', '?']).filter(|part| part.contains(char::is_alphabetic)).count();
    let words: Vec<&str> = text.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).collect();
    let spoken: usize = words.iter().map(|word| syllables(word)).sum();
    let (words, sentences, spoken) = (words.len() as f64, sentences.max(1) as f64, spoken as f64);
    0.39 * words / sentences + 11.8 * spoken / words - 15.59
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_grade_is_that_of_well_known_sentences() {
        assert!(grade("The cat sat on the mat.") < 1.0);
        let hard = "Contraindications necessitate a comprehensive interdisciplinary evaluation of every individual.";
        assert!(grade(hard) > 15.0);
        assert_eq!(["cheek", "table", "moved", "tingling", "osteoporosis"].map(syllables), [1, 2, 1, 2, 5]);
    }
}
