//! The phrases of spoken formulas, by language.

use super::{LANGUAGES, column};
use crate::lang::LangTag;

/// Defines the phrases with all their forms in one place, so that none can be incomplete. `{a}`, `{b}` and `{c}` are
/// replaced by the parts of what is spoken.
macro_rules! phrases {
    ($($(#[$doc:meta])* $phrase:ident: $forms:expr;)*) => {
        /// A phrase of a spoken formula.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(super) enum Phrase {
            $($(#[$doc])* $phrase,)*
        }

        impl Phrase {
            const fn forms(self) -> [&'static str; LANGUAGES.len()] {
                match self {
                    $(Self::$phrase => $forms,)*
                }
            }

            #[cfg(test)]
            pub(super) const ALL: &[Self] = &[$(Self::$phrase,)*];
        }
    };
}

phrases! {
    /// A fraction of single letters or numbers.
    Over: ["{a} over {b}", "{a} durch {b}", "{a} sur {b}", "{a} sobre {b}", "{a} fratto {b}", "{b} 분의 {a}"];
    /// Any other fraction.
    Fraction: [
        "fraction, {a}, over {b}, end fraction", "Bruch, {a}, durch {b}, Ende Bruch", "fraction, {a}, sur {b}, fin de fraction",
        "fracción, {a}, sobre {b}, fin de fracción", "frazione, {a}, fratto {b}, fine frazione", "분수 시작, {b}, 분의, {a}, 분수 끝"
    ];
    /// The fraction of one and two.
    Half: ["one half", "ein halb", "un demi", "un medio", "un mezzo", "이 분의 일"];
    /// A binomial coefficient.
    Choose: ["{a} choose {b}", "{a} über {b}", "{a} parmi {b}", "{a} sobre {b}", "{a} su {b}", "{a} 콤비네이션 {b}"];
    /// The second power.
    Squared: ["{a} squared", "{a} Quadrat", "{a} au carré", "{a} al cuadrado", "{a} al quadrato", "{a}의 제곱"];
    /// The third power.
    Cubed: ["{a} cubed", "{a} hoch drei", "{a} au cube", "{a} al cubo", "{a} al cubo", "{a}의 세제곱"];
    /// A power of a single letter or number.
    Power: ["{a} to the power {b}", "{a} hoch {b}", "{a} puissance {b}", "{a} elevado a {b}", "{a} alla {b}", "{a}의 {b} 제곱"];
    /// Any other power.
    LongPower: [
        "{a} to the power {b}, end power", "{a} hoch {b}, Ende Exponent", "{a} puissance {b}, fin d’exposant",
        "{a} elevado a {b}, fin de exponente", "{a} alla {b}, fine esponente", "{a}의 {b}, 제곱"
    ];
    /// A superscript that is a sign, such as a star.
    Super: ["{a} super {b}", "{a} oben {b}", "{a} exposant {b}", "{a} superíndice {b}", "{a} apice {b}", "{a} 위 첨자 {b}"];
    /// A subscript of a single letter or number.
    Sub: ["{a} sub {b}", "{a} {b}", "{a} indice {b}", "{a} sub {b}", "{a} con {b}", "{a} 아래 첨자 {b}"];
    /// Any other subscript.
    LongSub: [
        "{a} sub {b}, end sub", "{a} Index {b}, Ende Index", "{a} indice {b}, fin d’indice", "{a} sub {b}, fin de subíndice",
        "{a} con {b}, fine indice", "{a} 아래 첨자 {b}, 첨자 끝"
    ];
    /// What is above and below an operator.
    FromTo: ["{a} from {b} to {c} of", "{a} von {b} bis {c} von", "{a} de {b} à {c} de", "{a} desde {b} hasta {c} de", "{a} da {b} a {c} di", "{b}부터 {c}까지 {a}"];
    /// What is below an operator.
    Below: ["{a} over {b} of", "{a} über {b} von", "{a} sur {b} de", "{a} sobre {b} de", "{a} su {b} di", "{b}에 대한 {a}"];
    /// What is above an operator.
    Above: ["{a} to {b} of", "{a} bis {b} von", "{a} jusqu’à {b} de", "{a} hasta {b} de", "{a} fino a {b} di", "{b}까지 {a}"];
    /// What is below anything else, such as the name of a limit.
    Under: ["{a} with {b} below", "{a} für {b}", "{a} avec {b} au-dessous", "{a} con {b} debajo", "{a} con {b} sotto", "{b}일 때 {a}"];
    /// What is above anything else.
    Overset: ["{a} with {b} above", "{a} mit {b} darüber", "{a} avec {b} au-dessus", "{a} con {b} encima", "{a} con {b} sopra", "위에 {b}가 있는 {a}"];
    /// A square root of a single letter or number.
    Root: ["square root of {a}", "Wurzel aus {a}", "racine carrée de {a}", "raíz cuadrada de {a}", "radice quadrata di {a}", "루트 {a}"];
    /// Any other square root.
    LongRoot: [
        "square root of {a}, end root", "Wurzel aus {a}, Ende Wurzel", "racine carrée de {a}, fin de racine",
        "raíz cuadrada de {a}, fin de raíz", "radice quadrata di {a}, fine radice", "루트 {a}, 루트 끝"
    ];
    /// A cube root.
    CubeRoot: [
        "cube root of {a}, end root", "dritte Wurzel aus {a}, Ende Wurzel", "racine cubique de {a}, fin de racine",
        "raíz cúbica de {a}, fin de raíz", "radice cubica di {a}, fine radice", "세제곱근 {a}, 루트 끝"
    ];
    /// A root of another degree.
    RootOf: [
        "root of degree {b} of {a}, end root", "{b}-te Wurzel aus {a}, Ende Wurzel", "racine d’ordre {b} de {a}, fin de racine",
        "raíz de índice {b} de {a}, fin de raíz", "radice di indice {b} di {a}, fine radice", "{b} 제곱근 {a}, 루트 끝"
    ];
    /// An absolute value.
    Absolute: [
        "absolute value of {a}, end absolute value", "Betrag von {a}, Ende Betrag", "valeur absolue de {a}, fin de valeur absolue",
        "valor absoluto de {a}, fin de valor absoluto", "valore assoluto di {a}, fine valore assoluto", "절댓값 {a}, 절댓값 끝"
    ];
    /// A norm.
    Norm: ["norm of {a}, end norm", "Norm von {a}, Ende Norm", "norme de {a}, fin de norme", "norma de {a}, fin de norma", "norma di {a}, fine norma", "노름 {a}, 노름 끝"];
    /// Rows and columns.
    Matrix: [
        "matrix of {a} rows and {b} columns: {c}, end matrix", "Matrix mit {a} Zeilen und {b} Spalten: {c}, Ende Matrix",
        "matrice de {a} lignes et {b} colonnes : {c}, fin de matrice", "matriz de {a} filas y {b} columnas: {c}, fin de matriz",
        "matrice di {a} righe e {b} colonne: {c}, fine matrice", "{a}행 {b}열 행렬: {c}, 행렬 끝"
    ];
    /// Cases.
    Cases: [
        "{a} cases: {c}, end cases", "{a} Fälle: {c}, Ende Fälle", "{a} cas : {c}, fin des cas", "{a} casos: {c}, fin de casos",
        "{a} casi: {c}, fine casi", "{a}가지 경우: {c}, 경우 끝"
    ];
    /// A row of a matrix, of cases or of equations.
    Row: ["row {a}: {b}", "Zeile {a}: {b}", "ligne {a} : {b}", "fila {a}: {b}", "riga {a}: {b}", "{a}행: {b}"];
    /// A rule above.
    BarAbove: ["{a} bar", "{a} quer", "{a} barre", "{a} barra", "{a} barrato", "{a} 바"];
    /// A rule below.
    BarBelow: ["{a} underlined", "{a} unterstrichen", "{a} souligné", "{a} subrayado", "{a} sottolineato", "밑줄 {a}"];
    /// A brace above or below.
    Brace: ["{a} in a brace", "{a} mit Klammer", "{a} avec accolade", "{a} con llave", "{a} con graffa", "중괄호로 묶은 {a}"];
    /// Struck out.
    Struck: ["{a} crossed out", "{a} durchgestrichen", "{a} barré", "{a} tachado", "{a} cancellato", "취소선 {a}"];
    /// An accent.
    Hat: ["{a} hat", "{a} Dach", "{a} chapeau", "{a} gorro", "{a} cappello", "{a} 햇"];
    /// An accent.
    Tilde: ["{a} tilde", "{a} Schlange", "{a} tilde", "{a} tilde", "{a} tilde", "{a} 틸더"];
    /// An accent.
    Dot: ["{a} dot", "{a} Punkt", "{a} point", "{a} punto", "{a} punto", "{a} 점"];
    /// An accent.
    TwoDots: ["{a} double dot", "{a} zwei Punkte", "{a} deux points", "{a} dos puntos", "{a} due punti", "{a} 두 점"];
    /// An accent.
    Vector: ["vector {a}", "Vektor {a}", "vecteur {a}", "vector {a}", "vettore {a}", "벡터 {a}"];
    /// Another accent.
    Accented: ["{a} with {b}", "{a} mit {b}", "{a} avec {b}", "{a} con {b}", "{a} con {b}", "{b} 붙은 {a}"];
    /// The letters of an alphabet.
    Bold: ["bold {a}", "fett {a}", "{a} gras", "{a} negrita", "{a} grassetto", "굵은 {a}"];
    /// The letters of an alphabet.
    DoubleStruck: ["double-struck {a}", "Doppelstrich {a}", "{a} ajouré", "{a} de pizarra", "{a} da lavagna", "겹줄 {a}"];
    /// The letters of an alphabet.
    Script: ["script {a}", "Schreibschrift {a}", "{a} cursif", "{a} caligráfica", "{a} corsivo", "필기체 {a}"];
    /// The letters of an alphabet.
    Fraktur: ["fraktur {a}", "Fraktur {a}", "{a} gothique", "{a} gótica", "{a} gotico", "프락투어 {a}"];
    /// An arrow with a label.
    ArrowLabel: ["{a} labelled {b}", "{a} mit Beschriftung {b}", "{a} légendée {b}", "{a} con etiqueta {b}", "{a} con etichetta {b}", "{b} 표시 {a}"];
    /// What is left out.
    AndSoOn: ["{a}, and so on", "{a} und so weiter", "{a}, et ainsi de suite", "{a}, y así sucesivamente", "{a}, e così via", "{a}, 등등"];
    /// What is left out of several rows.
    AndRows: [
        "{a}, and so on: {b} rows", "{a} und so weiter: {b} Zeilen", "{a}, et ainsi de suite : {b} lignes",
        "{a}, y así sucesivamente: {b} filas", "{a}, e così via: {b} righe", "{a}, 등등: {b}행"
    ];
}

impl Phrase {
    /// Returns the phrase in a language that [`is_spoken`], with its parts.
    pub(super) fn with(self, lang: &LangTag, parts: &[&str]) -> String {
        let mut out = String::new();
        let mut rest = self.forms()[column(lang).unwrap_or_default()];
        while let Some((before, behind)) = rest.split_once('{') {
            out.push_str(before);
            let (name, behind) = behind.split_once('}').unwrap_or(("", behind));
            let part = ["a", "b", "c"].iter().position(|known| *known == name);
            out.push_str(part.and_then(|part| parts.get(part)).copied().unwrap_or_default());
            rest = behind;
        }
        out + rest
    }
}
