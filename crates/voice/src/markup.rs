//! A phrase with the marks that Pico reads.

use holdwell_model::Millis;
use holdwell_speech::Phrase;

/// Volume at which the voice does not clip, and its calm speed, in percent.
const VOLUME: u32 = 45;
const SPEED: u32 = 88;
/// Pause that the voice makes at a comma by itself.
const OWN: Millis = Millis(350);

/// Returns a phrase with its marks. Letters that would be marks are escaped, and what nobody can say is left out.
pub(crate) fn marked(phrase: &Phrase) -> String {
    let pause = phrase.within - OWN;
    let between = if pause.is_zero() { " ".to_owned() } else { format!("<break time='{}ms'/> ", pause.0) };
    let clauses: Vec<String> = phrase.clauses.iter().map(|clause| escaped(clause)).collect();
    format!("<volume level='{VOLUME}'><speed level='{SPEED}'>{}</speed></volume>", clauses.join(&between))
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '’' => escaped.push('\''),
            letter if letter.is_control() => escaped.push(' '),
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use holdwell_speech::phrases;

    use super::*;

    #[test]
    fn clauses_have_their_pauses_and_labels_have_none() {
        let said: Vec<String> = phrases("Left. Hands on the wall, this foot behind.").iter().map(marked).collect();
        let around = |text: &str| format!("<volume level='45'><speed level='88'>{text}</speed></volume>");
        let expected = ["Left.", "Hands on the wall,<break time='450ms'/> this foot behind."].map(around);
        assert_eq!(said, expected);
    }

    #[test]
    fn a_text_brings_no_marks_of_its_own() {
        let said = marked(&phrases("<speed level='500'> & \"more\"\u{7}")[0]);
        assert!(said.contains("&lt;speed level='500'&gt; &amp; &quot;more&quot;"), "{said}");
        assert!(!said.contains('\u{7}'));
    }
}
