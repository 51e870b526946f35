//! The list of all codes. The meaning of a code never changes, and a retired code is never reused.

/// The severity of a mistake.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// No book is made.
    Error,
    /// The book is made, but may not be what the author wants.
    Warning,
}

impl Severity {
    /// Returns `error` or `warning`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $id:literal $title:literal;)*) => {
        /// A kind of mistake. One of `E0000` to `E9999` keeps the book from being made, one of `W0000` to
        /// `W9999` does not.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[non_exhaustive]
        pub enum Code { $($(#[$doc])* #[doc = concat!("`", $id, "`: ", $title, ".")] $name,)* }

        /// Every code, in the order of the list.
        pub const CODES: &[Code] = &[$(Code::$name,)*];

        impl Code {
            /// Returns the code as printed: `E0101`.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            /// Returns the kind of mistake, in a few words.
            pub const fn title(self) -> &'static str {
                match self { $(Self::$name => $title,)* }
            }
        }
    };
}

impl Code {
    /// Returns `Error` for a code that begins with `E`, else `Warning`.
    pub const fn severity(self) -> Severity {
        if self.id().as_bytes()[0] == b'E' { Severity::Error } else { Severity::Warning }
    }
}

codes! {
    // 01xx: the project and its `book.yaml`
    NoProject = "E0101" "no manuscript found";
    YamlSyntax = "E0102" "malformed YAML";
    UnknownKey = "E0103" "unknown key";
    WrongType = "E0104" "value of the wrong type";
    InvalidValue = "E0105" "invalid value";
    MissingKey = "E0106" "required key missing";
    DuplicateKey = "E0107" "key given twice";
    NoChapters = "E0108" "a book without chapters";
    ChapterListedTwice = "E0109" "chapter listed twice";
    UnlistedChapter = "W0110" "Markdown file not in the chapter list";
    InvalidIsbn = "E0111" "ISBN with a wrong check digit or length";
    MissingMetadata = "W0112" "missing metadata that shops ask for";
    ForeignKey = "W0113" "key of another program in a file's head";
    MetadataNotRead = "W0114" "metadata that cannot be read";
    LeftOut = "W0115" "text left out of the book";
    NotesAsChapters = "W0116" "files of a repository taken for chapters";
    AmbiguousPlace = "E0117" "manuscript in more than one place";
    EditionsCollide = "E0118" "two editions with the same file name";
    TomlSyntax = "E0119" "malformed TOML";
    BlankMetadata = "W0120" "metadata without a value";
    NoWords = "W0121" "language without words of its own";
    NewerManifest = "E0122" "`book.yaml` of a newer version";
    ChangedKey = "W0123" "key whose meaning has changed";

    // 02xx: input files
    FileNotFound = "E0201" "file not found";
    OutsideRoot = "E0202" "path outside the project";
    NotAFile = "E0203" "not a regular file";
    RemoteFile = "E0204" "remote resource";
    TooLarge = "E0205" "over a limit";
    InvalidUtf8 = "E0206" "not valid UTF-8";
    BrokenImage = "E0207" "image cannot be read";
    UnsupportedImage = "E0208" "image format not supported";
    BrokenFont = "E0209" "font cannot be used";
    SvgSimplified = "W0210" "drawing simplified";
    Unreadable = "E0211" "file cannot be read";
    SymbolicLink = "E0212" "symbolic link";
    FontNotEmbeddable = "W0213" "font that may not be embedded";
    RemotePicture = "W0214" "picture that is not in the project";
    OtherCase = "W0215" "path of a picture in other letter case";
    PlainCover = "W0216" "cover drawn without text";
    UnreadFormat = "W0217" "picture in a format that is not read";

    // 03xx: the manuscript
    NestingTooDeep = "E0301" "nested too deeply";
    UnclosedDiv = "E0302" "fenced div without its end";
    StrayDivEnd = "W0303" "end of a div without its beginning";
    BadAttributes = "W0304" "attributes that cannot be read";
    HtmlDropped = "W0305" "raw HTML left out";
    ControlCharacter = "W0306" "control character removed";
    UndefinedNote = "E0307" "footnote without a definition";
    UnusedNote = "W0308" "footnote never called";
    UnknownDiv = "W0309" "unknown kind of div";
    BidiControl = "W0310" "invisible direction control";
    CitationPlain = "W0312" "citation set from its source";
    UnknownLanguage = "W0313" "language tag not understood";
    IncludeRefused = "E0314" "file that cannot be included";
    IncludeMissing = "W0315" "include of another tool that is not resolved";
    TemplateTag = "W0316" "template tag left out";
    TemplateText = "W0317" "template text kept as it is";
    ForeignMarkup = "W0318" "markup of another tool left out";
    NotRun = "W0320" "code that is not run";
    TexLeftOut = "W0325" "TeX left out";
    TableNotRead = "W0326" "table that cannot be read";
    TitleBlockUnused = "W0327" "title block that is not used";
    UnreadAttribute = "W0340" "attribute without effect";
    UnreadClass = "W0341" "class without effect";
    NoHeading = "W0342" "heading without a space after its mark";
    MetadataInText = "W0343" "metadata within the text";
    CellsLeftOut = "W0344" "cells beyond the columns of a table";
    CaptionLeftOut = "W0345" "caption of a picture in a line";
    FormulaNotRead = "W0346" "formula that cannot be read";
    FormulaChanged = "W0347" "part of a formula left out";
    NotHighlighted = "W0350" "code set without highlighting";

    // 04xx: the book as a whole
    DuplicateId = "E0401" "identifier given twice";
    UnknownReference = "E0402" "reference without a target";
    BrokenLink = "E0403" "link to nothing in the book";
    MissingAlt = "W0404" "image without alternative text";
    HeadingSkipped = "W0405" "heading level skipped";
    EmptyChapter = "W0406" "chapter without text";
    UnknownRole = "E0407" "unknown role";
    NothingToList = "W0408" "list without entries";
    DeadLink = "W0409" "link to nothing in the book, shown as text";
    OtherFileLink = "W0410" "link to a file that is not part of the book";
    UnusedDuplicateId = "W0411" "identifier given twice, to which nothing refers";
    InvalidAddress = "W0412" "invalid address, shown as text";
    UndefinedTerm = "W0421" "term without an entry in the glossary";
    UnusedEntry = "W0422" "entry of the glossary that is not used";
    DefinedTwice = "W0423" "term or abbreviation defined twice";
    UndefinedAbbreviation = "W0424" "abbreviation without a definition";
    UnusedAbbreviation = "W0425" "abbreviation that is not used";

    IndexReference = "W0430" "index entry that does not exist";
    IndexRange = "W0431" "range of an index with one end";
    IndexAlike = "W0432" "index entries that are alike";
    IndexUnused = "W0433" "index that is in no book";
    IndexUndivided = "W0434" "index entry with many page numbers";

    // 05xx: type and pages
    MissingGlyph = "E0501" "characters that no font has";
    Overfull = "W0502" "line longer than the measure";
    UnknownFamily = "E0503" "font family not found";
    PictureTooTall = "W0504" "picture made smaller to fit the page";
    TextAreaTooSmall = "E0505" "page without room for text";
    FoliosUnstable = "W0506" "page numbers that do not settle";
    NoteTooLong = "W0507" "footnote set away from its call";
    RowTooTall = "W0508" "table row taller than the page";
    StandardNotKept = "E0509" "PDF standard that cannot be kept";
    PrivateUse = "W0510" "character for private use";
    UnusualDesign = "W0511" "design that does not read well";
    PageDefect = "W0512" "page with a defect";
    MissingStyle = "W0513" "style that a family lacks";
    NoPageList = "W0514" "e-book without the pages of the printed book";
    NotOfEdition = "W0515" "key that editions cannot change";
    SystemFontsNotAllowed = "W0516" "fonts of the machine that the run may not read";
    MakeshiftFont = "W0517" "script that only a font for code has";
    UnusedClass = "W0520" "class of the design that no text has";
    LinesNotChanged = "W0521" "paragraph that cannot have the lines that are asked for";
    NotBeside = "W0530" "figure without room for text beside it";
    NotPlaced = "W0531" "figure or table that cannot be placed as requested";
    MarginNoteAtFoot = "W0532" "note in the margin set at the foot";

    // 06xx: the e-book
    ShopLimit = "W0601" "over a shop's limit";

    // 07xx: the machine
    TimeLimit = "E0701" "over the time limit";
    MemoryLimit = "E0702" "over the memory limit";

    // 08xx: finished books and the lock
    BookMissing = "E0801" "book that has not been built";
    NotStamped = "E0802" "file that no build of Pressmark made";
    DifferentBuilds = "E0803" "books of different builds";
    NotReproduced = "E0804" "book that a rebuild does not reproduce";
    NoLock = "E0810" "no lock file";
    BadLock = "E0811" "lock file that cannot be read";
    NotAsLocked = "E0812" "book that differs from its lock";
    LockOutdated = "W0813" "lock that is out of date";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_well_formed() {
        let mut ids: Vec<_> = CODES.iter().map(|code| code.id()).collect();
        assert!(ids.iter().all(|id| id.len() == 5 && matches!(id.as_bytes()[0], b'E' | b'W')));
        let numbers: std::collections::BTreeSet<_> = ids.iter().map(|id| &id[1..]).collect();
        assert_eq!(numbers.len(), ids.len(), "a number is used for one code only");
        ids.sort_unstable_by_key(|id| id[1..].to_owned());
        assert_eq!(ids, CODES.iter().map(|code| code.id()).collect::<Vec<_>>());
    }
}
