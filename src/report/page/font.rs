//! The embedded font inside the page: letters are as wide where it is read as where its charts were drawn.

use crate::report::chart::{BOLD, REGULAR};

/// The letters of base64, RFC 4648.
const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Style that brings both faces.
pub(super) fn faces() -> String {
    let face = |weight: &str, font: &[u8]| {
        format!(
            "@font-face {{ font-family: \"Noto Sans\"; font-weight: {weight}; src: url(data:font/ttf;base64,{}); }}\n",
            base64(font)
        )
    };
    face("normal", REGULAR) + &face("bold", BOLD)
}

/// Bytes as letters, three to four.
fn base64(bytes: &[u8]) -> String {
    let mut letters = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let at = |place: usize| u32::from(chunk.get(place).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for letter in 0..4 {
            let index = (bits >> (18 - 6 * letter)) & 63;
            letters.push(if letter > chunk.len() { '=' } else { char::from(ALPHABET[index as usize]) });
        }
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_rfc_4648() {
        for (bytes, letters) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")] {
            assert_eq!(base64(bytes.as_bytes()), letters);
        }
    }
}
