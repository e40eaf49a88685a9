//! A phrase with the marks that Pico reads.

use holdwell_model::Millis;
use holdwell_speech::Phrase;

/// Volume at which the voice does not clip, and its calm speed, in percent.
const VOLUME: u32 = 45;
const SPEED: u32 = 88;
/// Pause that the voice makes at a comma by itself.
const OWN: Millis = Millis(350);

/// Returns a phrase with its marks. A phrase has no letter that could be one: Pico knows no escapes, and would say them.
pub(crate) fn marked(phrase: &Phrase) -> String {
    let pause = phrase.within - OWN;
    let between = if pause.is_zero() { " ".to_owned() } else { format!("<break time='{}ms'/> ", pause.0) };
    format!("<volume level='{VOLUME}'><speed level='{SPEED}'>{}</speed></volume>", phrase.clauses.join(&between))
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
        let expected = "<volume level='45'><speed level='88'>speed level='500' and more</speed></volume>";
        assert_eq!(said, expected);
    }
}
