//! Store of spoken texts, up to a limit, and of those that cannot be spoken.

use std::collections::HashMap;

use holdwell_audio::Speech;
use holdwell_speech::Dialect;

/// Most bytes of samples that are kept. A routine has some megabytes; beyond this the texts that were asked for longest
/// ago are forgotten.
const MOST_BYTES: usize = 64 << 20;
/// Faults of a text after which it is not tried any more: the others are.
const MOST_FAULTS: u8 = 2;
/// Most texts that are known to fail.
const MOST_FAULTY: usize = 1000;

/// A text in a dialect.
pub(crate) type Key = (Dialect, String);

/// Texts that were spoken, and those that failed.
pub(crate) struct Kept {
    most: usize,
    /// Number of times that somebody asked for a text.
    asked: u64,
    /// Speech, with the time at which it was asked for last.
    speech: HashMap<Key, (u64, Speech)>,
    faults: HashMap<Key, u8>,
}

impl Default for Kept {
    fn default() -> Self {
        Self::up_to(MOST_BYTES)
    }
}

impl Kept {
    fn up_to(most: usize) -> Self {
        Self { most, asked: 0, speech: HashMap::new(), faults: HashMap::new() }
    }

    /// Asks for a text. Returns true where it has still to be spoken and may be worth a try.
    pub(crate) fn is_wanted(&mut self, key: &Key) -> bool {
        self.asked += 1;
        if let Some((asked, _)) = self.speech.get_mut(key) {
            *asked = self.asked;
            return false;
        }
        self.faults.get(key).is_none_or(|faults| *faults < MOST_FAULTS)
    }

    /// Returns a text as it is spoken.
    pub(crate) fn get(&self, key: &Key) -> Option<Speech> {
        self.speech.get(key).map(|(_, speech)| speech.clone())
    }

    /// Remembers that a text could not be spoken.
    pub(crate) fn blame(&mut self, key: Key) {
        if self.faults.len() >= MOST_FAULTY {
            self.faults.clear();
        }
        *self.faults.entry(key).or_default() += 1;
    }

    /// Keeps a text as it is spoken, and forgets others where there is no room.
    pub(crate) fn put(&mut self, key: Key, speech: Speech) {
        let bytes = |speech: &Speech| size_of_val(speech.samples());
        let mut all = self.speech.values().map(|(_, speech)| bytes(speech)).sum::<usize>() + bytes(&speech);
        while all > self.most {
            let oldest = self.speech.iter().min_by_key(|(_, (asked, _))| *asked).map(|(key, _)| key.clone());
            let Some((_, gone)) = oldest.and_then(|key| self.speech.remove(&key)) else { break };
            all -= bytes(&gone);
        }
        let _fault = self.faults.remove(&key);
        let _before = self.speech.insert(key, (self.asked, speech));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> Key {
        (Dialect::British, text.to_owned())
    }

    #[test]
    fn what_was_asked_for_longest_ago_is_forgotten_first() {
        let mut kept = Kept::up_to(1000);
        for text in ["one", "two", "three"] {
            assert!(kept.is_wanted(&key(text)));
            kept.put(key(text), Speech::new(vec![1; 150]));
        }
        assert!(!kept.is_wanted(&key("one")));
        kept.put(key("four"), Speech::new(vec![1; 150]));
        let has = ["one", "two", "three", "four"].map(|text| kept.get(&key(text)).is_some());
        assert_eq!(has, [true, false, true, true]);
    }
}
