//! The alphabets of mathematics: the characters that Unicode has for letters and digits in each of them
//! (The Unicode Standard, section 22.2; Unicode Technical Report 25).

/// The form of letters and digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Alphabet {
    /// Upright.
    Upright,
    /// Italic, the form of variables.
    Italic,
    /// Bold.
    Bold,
    /// Bold italic.
    BoldItalic,
    /// Blackboard bold.
    DoubleStruck,
    /// Script, also called calligraphic.
    Script,
    /// Fraktur.
    Fraktur,
    /// Sans serif.
    SansSerif,
    /// Sans serif, italic.
    SansSerifItalic,
    /// Of one width.
    Monospace,
}

/// The code points of `A`, `a`, `0`, `Α` and `α` in an alphabet; 0 if it has no such letters.
type Origins = [u32; 5];

impl Alphabet {
    /// Returns the character for a letter or a digit in this alphabet; any other character is returned
    /// unchanged.
    pub fn apply(self, c: char) -> char {
        if let Some(special) = self.special(c) {
            return special;
        }
        let [upper, lower, digit, greek_upper, greek_lower] = self.origins();
        let (origin, offset) = match c {
            'A'..='Z' => (upper, u32::from(c) - u32::from('A')),
            'a'..='z' => (lower, u32::from(c) - u32::from('a')),
            '0'..='9' => (digit, u32::from(c) - u32::from('0')),
            'Α'..='Ω' => (greek_upper, u32::from(c) - u32::from('Α')),
            'α'..='ω' => (greek_lower, u32::from(c) - u32::from('α')),
            _ => match GREEK_SYMBOLS.iter().find(|(symbol, _)| *symbol == c) {
                Some((_, offset)) => (greek_lower, *offset),
                None => (0, 0),
            },
        };
        if origin == 0 { c } else { char::from_u32(origin + offset).unwrap_or(c) }
    }

    /// Returns a text in this alphabet.
    pub fn text(self, text: &str) -> String {
        text.chars().map(|c| self.apply(c)).collect()
    }

    fn origins(self) -> Origins {
        match self {
            Self::Upright => [0; 5],
            Self::Italic => [0x1D434, 0x1D44E, 0, 0x1D6E2, 0x1D6FC],
            Self::Bold => [0x1D400, 0x1D41A, 0x1D7CE, 0x1D6A8, 0x1D6C2],
            Self::BoldItalic => [0x1D468, 0x1D482, 0x1D7CE, 0x1D71C, 0x1D736],
            Self::DoubleStruck => [0x1D538, 0x1D552, 0x1D7D8, 0, 0],
            Self::Script => [0x1D49C, 0x1D4B6, 0, 0, 0],
            Self::Fraktur => [0x1D504, 0x1D51E, 0, 0, 0],
            Self::SansSerif => [0x1D5A0, 0x1D5BA, 0x1D7E2, 0, 0],
            Self::SansSerifItalic => [0x1D608, 0x1D622, 0x1D7E2, 0, 0],
            Self::Monospace => [0x1D670, 0x1D68A, 0x1D7F6, 0, 0],
        }
    }

    /// Returns the characters that Unicode has elsewhere, since they are older than these alphabets.
    fn special(self, c: char) -> Option<char> {
        let table: &[(char, char)] = match self {
            Self::Italic => &[('h', 'ℎ'), ('ı', '𝚤'), ('ȷ', '𝚥')],
            Self::DoubleStruck => {
                &[('C', 'ℂ'), ('H', 'ℍ'), ('N', 'ℕ'), ('P', 'ℙ'), ('Q', 'ℚ'), ('R', 'ℝ'), ('Z', 'ℤ')]
            }
            Self::Script => &[
                ('B', 'ℬ'),
                ('E', 'ℰ'),
                ('F', 'ℱ'),
                ('H', 'ℋ'),
                ('I', 'ℐ'),
                ('L', 'ℒ'),
                ('M', 'ℳ'),
                ('R', 'ℛ'),
                ('e', 'ℯ'),
                ('g', 'ℊ'),
                ('o', 'ℴ'),
            ],
            Self::Fraktur => &[('C', 'ℭ'), ('H', 'ℌ'), ('I', 'ℑ'), ('R', 'ℜ'), ('Z', 'ℨ')],
            Self::Upright
            | Self::Bold
            | Self::BoldItalic
            | Self::SansSerif
            | Self::SansSerifItalic
            | Self::Monospace => &[],
        };
        table.iter().find(|(plain, _)| *plain == c).map(|(_, special)| *special)
    }
}

/// The Greek letters that are not in alphabetic order, with their offset from alpha.
const GREEK_SYMBOLS: [(char, u32); 7] =
    [('∂', 25), ('ϵ', 26), ('ϑ', 27), ('ϰ', 28), ('ϕ', 29), ('ϱ', 30), ('ϖ', 31)];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_those_of_unicode() {
        assert_eq!(Alphabet::Italic.text("xhα∂2="), "𝑥ℎ𝛼𝜕2=");
        assert_eq!(Alphabet::Bold.text("Ex2Γω"), "𝐄𝐱𝟐𝚪𝛚");
        assert_eq!(Alphabet::DoubleStruck.text("ERk1"), "𝔼ℝ𝕜𝟙");
        assert_eq!(Alphabet::Script.text("LAe"), "ℒ𝒜ℯ");
        assert_eq!(Alphabet::Fraktur.text("gsuR"), "𝔤𝔰𝔲ℜ");
        assert_eq!(Alphabet::Upright.text("dΩ"), "dΩ");
        assert_eq!(Alphabet::Monospace.text("a0"), "𝚊𝟶");
    }

    #[test]
    fn every_letter_of_an_alphabet_is_a_character() {
        let all = [Alphabet::Bold, Alphabet::BoldItalic, Alphabet::Italic];
        for c in ('A'..='Z').chain('a'..='z').chain('Α'..='Ω').chain('α'..='ω').filter(|c| c.is_alphabetic())
        {
            for alphabet in all {
                assert_ne!(alphabet.apply(c), c, "{c} {alphabet:?}");
            }
        }
    }
}
