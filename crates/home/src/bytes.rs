//! Numbers and texts in as few bytes as is easily done, and bytes as letters that nobody mistakes.

/// Crockford's letters: without I, L and O, which look like digits, and without U.
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Returns the bytes as letters, five bits each.
pub(crate) fn letters(bytes: &[u8]) -> String {
    let (mut text, mut held, mut bits) = (String::new(), 0_u32, 0_u32);
    let mut put = |five: u32| text.extend(LETTERS.get((five & 31) as usize).map(|letter| *letter as char));
    for byte in bytes {
        (held, bits) = (held << 8 | u32::from(*byte), bits + 8);
        while bits >= 5 {
            bits -= 5;
            put(held >> bits);
        }
        held &= (1 << bits) - 1;
    }
    if bits > 0 {
        put(held << (5 - bits));
    }
    text
}

/// Returns the bytes of letters; `None` where one is none of ours. Small letters are as good, and what looks like a digit is one.
pub(crate) fn of_letters(text: &str) -> Option<Vec<u8>> {
    let (mut bytes, mut held, mut bits) = (Vec::with_capacity(text.len() * 5 / 8), 0_u32, 0_u32);
    for letter in text.bytes() {
        let letter = match letter.to_ascii_uppercase() {
            b'O' => b'0',
            b'I' | b'L' => b'1',
            letter => letter,
        };
        let five = LETTERS.iter().position(|known| *known == letter)? as u32;
        (held, bits) = (held << 5 | five, bits + 5);
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
        }
        held &= (1 << bits) - 1;
    }
    Some(bytes)
}

/// Returns the checksum of bytes: CRC-32, as in ZIP and PNG.
pub(crate) fn checksum(bytes: &[u8]) -> u32 {
    let step = |sum: u32, _: u8| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 };
    !bytes.iter().fold(u32::MAX, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), step))
}

/// Adds a number, seven bits a byte.
pub(crate) fn put_number(bytes: &mut Vec<u8>, mut number: u32) {
    while number > 127 {
        bytes.push(number as u8 | 128);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Adds a text with its length before it.
pub(crate) fn put_text(bytes: &mut Vec<u8>, text: &str) {
    put_number(bytes, text.len() as u32);
    bytes.extend(text.as_bytes());
}

/// Takes what was put, byte by byte.
pub(crate) struct Taker<'a>(pub(crate) &'a [u8]);

impl<'a> Taker<'a> {
    /// Takes so many bytes.
    pub(crate) fn some(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// Takes a byte.
    pub(crate) fn byte(&mut self) -> Option<u8> {
        self.some(1)?.first().copied()
    }

    /// Takes a text.
    pub(crate) fn text(&mut self) -> Option<String> {
        let length = self.number()? as usize;
        std::str::from_utf8(self.some(length)?).ok().map(str::to_owned)
    }

    /// Takes a number.
    pub(crate) fn number(&mut self) -> Option<u32> {
        let mut number = 0_u32;
        for place in 0..4 {
            let byte = self.byte()?;
            number |= u32::from(byte & 127) << (7 * place);
            if byte < 128 {
                return Some(number);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_from_their_letters() {
        for length in 0..20_u8 {
            let bytes: Vec<u8> = (0..length).map(|byte| byte.wrapping_mul(97)).collect();
            let text = letters(&bytes);
            assert_eq!(of_letters(&text), Some(bytes.clone()), "{text}");
            let mistaken = text.to_lowercase().replace('0', "o").replace('1', "l");
            assert_eq!(of_letters(&mistaken), Some(bytes));
        }
        assert_eq!(of_letters("U"), None);
        assert_eq!(checksum(b"123456789"), 0xcbf4_3926, "as everybody reckons it");
    }

    #[test]
    fn numbers_come_back() {
        for number in [0, 1, 127, 128, 300, 16_384, (1 << 28) - 1] {
            let mut bytes = Vec::new();
            put_number(&mut bytes, number);
            assert_eq!(Taker(&bytes).number(), Some(number));
        }
        assert_eq!(Taker(&[255; 9]).number(), None);
    }
}
