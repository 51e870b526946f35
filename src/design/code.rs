//! The look of tokens of code, for both books. Entry points: [`look`], [`apply`].
//!
//! Weight and slant alone tell them apart. A colour that is legible on white, on black and on the sepia of an e-reader
//! does not exist: #767676 has a contrast of 4.5 on white and black, and of 3.9 on sepia. In print, grey letters of the
//! size of code are screened, which frays their edges.

use super::spec::{CodeBlock, CodeHighlight};
use super::style::TextStyle;
use crate::book::TokenClass;
use crate::units::Colour;

/// The grey of comments on white paper. It has a contrast of 5.1, so that some is left for a background.
const GREY: u8 = 110;

/// How a token differs from the code around it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TokenLook {
    /// Bold.
    Bold,
    /// In italics.
    Italic,
    /// With a line through it.
    Struck,
}

/// Returns the look of the tokens of a class. Returns `None` if they look like the code around them.
pub fn look(class: TokenClass, code: &CodeBlock) -> Option<TokenLook> {
    if code.highlight == CodeHighlight::None {
        return None;
    }
    match class {
        TokenClass::Keyword | TokenClass::Tag | TokenClass::Inserted => Some(TokenLook::Bold),
        TokenClass::Comment | TokenClass::Doc => Some(TokenLook::Italic),
        TokenClass::Deleted => Some(TokenLook::Struck),
        TokenClass::String
        | TokenClass::Escape
        | TokenClass::Number
        | TokenClass::Type
        | TokenClass::Function
        | TokenClass::Variable
        | TokenClass::Attribute => None,
    }
}

/// Changes the style of the code around a token to that of the token in print.
pub fn apply(look: TokenLook, code: &CodeBlock, style: &mut TextStyle) {
    match look {
        TokenLook::Bold => style.bold = true,
        TokenLook::Italic => style.italic = true,
        TokenLook::Struck => style.strike = true,
    }
    let is_grey = look == TokenLook::Italic && code.highlight == CodeHighlight::Grey;
    // A colour that a class of the author's has is theirs to choose.
    if is_grey && style.colour == Colour::BLACK {
        style.colour = grey_on(code.ground);
    }
}

/// Returns a grey with a contrast of at least 4.5 on a background, as far as letters on it can have that.
pub fn grey_on(ground: Option<Colour>) -> Colour {
    let darkness = 255 - ground.map_or(255, |ground| ground.r);
    // On every grey the result is a little darker than it needs to be (a test of the cover's contrast compares them).
    Colour::grey(GREY.saturating_sub(darkness))
}
