//! What a division is, and what follows from it: one table for both writers.

/// The role of a division.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Role {
    /// The title alone, before the title page.
    HalfTitle,
    /// Title, subtitle, authors, publisher.
    TitlePage,
    /// Rights, identifiers, edition.
    Copyright,
    /// To whom the book is given.
    Dedication,
    /// A motto.
    Epigraph,
    /// The table of contents.
    Contents,
    /// By another than the author.
    Foreword,
    /// By the author, on the book.
    Preface,
    /// Thanks.
    Acknowledgments,
    /// Into the subject.
    Introduction,
    /// Before the story.
    Prologue,
    /// A part, holding chapters.
    Part,
    /// A chapter.
    Chapter,
    /// Between chapters, unnumbered.
    Interlude,
    /// After the story.
    Epilogue,
    /// After the book.
    Afterword,
    /// What follows from it all.
    Conclusion,
    /// Lettered matter at the back.
    Appendix,
    /// Notes at the back.
    Notes,
    /// Terms.
    Glossary,
    /// Sources.
    Bibliography,
    /// The index.
    Index,
    /// How the book was made.
    Colophon,
    /// On the author.
    AboutTheAuthor,
    /// Other books.
    AlsoBy,
}

/// Where a division opens.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Opening {
    /// On a right-hand page, a blank one before it where needed.
    Recto,
    /// On a left-hand page.
    Verso,
    /// On the next page.
    NextPage,
}

/// The part of the book a division stands in.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Matter {
    /// Before the text, with roman folios.
    Front,
    /// The text.
    Body,
    /// After the text.
    Back,
}
