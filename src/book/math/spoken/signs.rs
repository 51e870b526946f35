//! The words for signs, by language.

use super::{LANGUAGES, column};
use crate::lang::LangTag;

/// The signs with their words in each of the languages. Screen readers know letters, also Greek ones, and
/// the punctuation between them.
const SIGNS: &[(&str, [&str; LANGUAGES.len()])] = &[
    ("+", ["plus", "plus", "plus", "más", "più", "더하기"]),
    ("−", ["minus", "minus", "moins", "menos", "meno", "빼기"]),
    (
        "±",
        ["plus or minus", "plus oder minus", "plus ou moins", "más o menos", "più o meno", "플러스 마이너스"],
    ),
    (
        "∓",
        ["minus or plus", "minus oder plus", "moins ou plus", "menos o más", "meno o più", "마이너스 플러스"],
    ),
    ("×", ["times", "mal", "fois", "por", "per", "곱하기"]),
    ("⋅", ["times", "mal", "fois", "por", "per", "곱하기"]),
    ("·", ["times", "mal", "fois", "por", "per", "곱하기"]),
    ("∗", ["star", "Stern", "étoile", "asterisco", "asterisco", "별표"]),
    ("÷", ["divided by", "geteilt durch", "divisé par", "dividido por", "diviso", "나누기"]),
    ("/", ["over", "durch", "sur", "sobre", "fratto", "나누기"]),
    ("=", ["equals", "gleich", "égale", "igual a", "uguale a", "은"]),
    ("≠", ["is not equal to", "ungleich", "différent de", "distinto de", "diverso da", "같지 않음"]),
    ("≈", ["is approximately", "ungefähr", "environ égal à", "aproximadamente", "circa uguale a", "근사"]),
    ("≡", ["is equivalent to", "kongruent", "équivalent à", "equivalente a", "equivalente a", "합동"]),
    ("≅", ["is congruent to", "isomorph zu", "isomorphe à", "congruente con", "congruente a", "합동"]),
    ("∼", ["is similar to", "ähnlich", "similaire à", "similar a", "simile a", "닮음"]),
    (
        "∝",
        [
            "is proportional to",
            "proportional zu",
            "proportionnel à",
            "proporcional a",
            "proporzionale a",
            "비례",
        ],
    ),
    ("<", ["is less than", "kleiner als", "inférieur à", "menor que", "minore di", "보다 작음"]),
    (">", ["is greater than", "größer als", "supérieur à", "mayor que", "maggiore di", "보다 큼"]),
    (
        "≤",
        [
            "is at most",
            "kleiner gleich",
            "inférieur ou égal à",
            "menor o igual que",
            "minore o uguale a",
            "작거나 같음",
        ],
    ),
    (
        "≥",
        [
            "is at least",
            "größer gleich",
            "supérieur ou égal à",
            "mayor o igual que",
            "maggiore o uguale a",
            "크거나 같음",
        ],
    ),
    (
        "≪",
        [
            "is much less than",
            "viel kleiner als",
            "très inférieur à",
            "mucho menor que",
            "molto minore di",
            "훨씬 작음",
        ],
    ),
    (
        "≫",
        [
            "is much greater than",
            "viel größer als",
            "très supérieur à",
            "mucho mayor que",
            "molto maggiore di",
            "훨씬 큼",
        ],
    ),
    ("∈", ["in", "Element von", "appartient à", "pertenece a", "appartiene a", "원소"]),
    (
        "∉",
        [
            "not in",
            "nicht Element von",
            "n’appartient pas à",
            "no pertenece a",
            "non appartiene a",
            "원소 아님",
        ],
    ),
    ("∋", ["contains", "enthält", "contient", "contiene", "contiene", "포함"]),
    (
        "⊂",
        ["is a subset of", "Teilmenge von", "inclus dans", "subconjunto de", "sottoinsieme di", "부분집합"],
    ),
    (
        "⊆",
        [
            "is a subset of or equal to",
            "Teilmenge oder gleich",
            "inclus ou égal à",
            "subconjunto o igual a",
            "sottoinsieme o uguale a",
            "부분집합",
        ],
    ),
    (
        "⊃",
        ["is a superset of", "Obermenge von", "contient", "superconjunto de", "soprainsieme di", "상위집합"],
    ),
    (
        "⊇",
        [
            "is a superset of or equal to",
            "Obermenge oder gleich",
            "contient ou égale",
            "superconjunto o igual a",
            "soprainsieme o uguale a",
            "상위집합",
        ],
    ),
    (
        "⊄",
        [
            "is not a subset of",
            "keine Teilmenge von",
            "non inclus dans",
            "no es subconjunto de",
            "non sottoinsieme di",
            "부분집합 아님",
        ],
    ),
    (
        "⊈",
        [
            "is not a subset of",
            "keine Teilmenge von",
            "non inclus dans",
            "no es subconjunto de",
            "non sottoinsieme di",
            "부분집합 아님",
        ],
    ),
    ("∪", ["union", "vereinigt mit", "union", "unión", "unione", "합집합"]),
    ("∩", ["intersection", "geschnitten mit", "inter", "intersección", "intersezione", "교집합"]),
    ("∖", ["without", "ohne", "privé de", "menos", "meno", "차집합"]),
    ("∅", ["empty set", "leere Menge", "ensemble vide", "conjunto vacío", "insieme vuoto", "공집합"]),
    ("∧", ["and", "und", "et", "y", "e", "그리고"]),
    ("∨", ["or", "oder", "ou", "o", "o", "또는"]),
    ("¬", ["not", "nicht", "non", "no", "non", "부정"]),
    ("∀", ["for all", "für alle", "pour tout", "para todo", "per ogni", "모든"]),
    ("∃", ["there exists", "es gibt", "il existe", "existe", "esiste", "존재"]),
    ("∄", ["there is no", "es gibt kein", "il n’existe pas", "no existe", "non esiste", "존재하지 않음"]),
    ("→", ["to", "nach", "vers", "tiende a", "tende a", "화살표"]),
    ("⟶", ["to", "nach", "vers", "tiende a", "tende a", "화살표"]),
    (
        "←",
        [
            "left arrow",
            "Pfeil nach links",
            "flèche gauche",
            "flecha izquierda",
            "freccia a sinistra",
            "왼쪽 화살표",
        ],
    ),
    ("↔", ["double arrow", "Doppelpfeil", "double flèche", "flecha doble", "freccia doppia", "양쪽 화살표"]),
    ("↦", ["maps to", "wird abgebildet auf", "donne", "se aplica en", "va in", "대응"]),
    ("⇒", ["implies", "daraus folgt", "implique", "implica", "implica", "이면"]),
    ("⟹", ["implies", "daraus folgt", "implique", "implica", "implica", "이면"]),
    (
        "⇐",
        ["is implied by", "folgt aus", "est impliqué par", "es implicado por", "è implicato da", "의 결과"],
    ),
    ("⇔", ["if and only if", "genau dann, wenn", "équivaut à", "si y solo si", "se e solo se", "필요충분"]),
    ("⟺", ["if and only if", "genau dann, wenn", "équivaut à", "si y solo si", "se e solo se", "필요충분"]),
    ("↑", ["up arrow", "Pfeil nach oben", "flèche haut", "flecha arriba", "freccia in su", "위쪽 화살표"]),
    (
        "↓",
        ["down arrow", "Pfeil nach unten", "flèche bas", "flecha abajo", "freccia in giù", "아래쪽 화살표"],
    ),
    ("∞", ["infinity", "unendlich", "infini", "infinito", "infinito", "무한대"]),
    ("∂", ["partial", "partiell", "d rond", "parcial", "derivata parziale", "편미분"]),
    ("∇", ["nabla", "Nabla", "nabla", "nabla", "nabla", "나블라"]),
    ("∑", ["sum", "Summe", "somme", "suma", "somma", "합"]),
    ("∏", ["product", "Produkt", "produit", "producto", "prodotto", "곱"]),
    ("∐", ["coproduct", "Koprodukt", "coproduit", "coproducto", "coprodotto", "쌍대곱"]),
    ("∫", ["integral", "Integral", "intégrale", "integral", "integrale", "적분"]),
    (
        "∬",
        [
            "double integral",
            "Doppelintegral",
            "intégrale double",
            "integral doble",
            "integrale doppio",
            "이중 적분",
        ],
    ),
    (
        "∭",
        [
            "triple integral",
            "Dreifachintegral",
            "intégrale triple",
            "integral triple",
            "integrale triplo",
            "삼중 적분",
        ],
    ),
    (
        "∮",
        [
            "contour integral",
            "Kurvenintegral",
            "intégrale de contour",
            "integral de contorno",
            "integrale di contorno",
            "선적분",
        ],
    ),
    ("⋃", ["union", "Vereinigung", "union", "unión", "unione", "합집합"]),
    ("⋂", ["intersection", "Durchschnitt", "intersection", "intersección", "intersezione", "교집합"]),
    ("⊕", ["direct sum", "direkte Summe", "somme directe", "suma directa", "somma diretta", "직합"]),
    ("⨁", ["direct sum", "direkte Summe", "somme directe", "suma directa", "somma diretta", "직합"]),
    ("⊗", ["tensor", "Tensor", "tenseur", "tensor", "tensore", "텐서곱"]),
    (
        "⨂",
        [
            "tensor product",
            "Tensorprodukt",
            "produit tensoriel",
            "producto tensorial",
            "prodotto tensoriale",
            "텐서곱",
        ],
    ),
    ("∘", ["composed with", "verknüpft mit", "rond", "compuesto con", "composto con", "합성"]),
    (
        "⊥",
        [
            "perpendicular to",
            "senkrecht zu",
            "perpendiculaire à",
            "perpendicular a",
            "perpendicolare a",
            "수직",
        ],
    ),
    ("∥", ["parallel to", "parallel zu", "parallèle à", "paralelo a", "parallelo a", "평행"]),
    ("∣", ["such that", "mit", "tel que", "tal que", "tale che", "조건"]),
    ("|", ["bar", "Strich", "barre", "barra", "barra", "막대"]),
    ("‖", ["double bar", "Doppelstrich", "double barre", "doble barra", "doppia barra", "이중 막대"]),
    ("′", ["prime", "Strich", "prime", "prima", "primo", "프라임"]),
    ("″", ["double prime", "zwei Strich", "seconde", "segunda", "secondo", "더블 프라임"]),
    ("‴", ["triple prime", "drei Strich", "tierce", "tercera", "terzo", "트리플 프라임"]),
    ("!", ["factorial", "Fakultät", "factorielle", "factorial", "fattoriale", "팩토리얼"]),
    ("…", ["and so on", "und so weiter", "et cetera", "etcétera", "eccetera", "등등"]),
    ("⋯", ["and so on", "und so weiter", "et cetera", "etcétera", "eccetera", "등등"]),
    ("⋮", ["and so on", "und so weiter", "et cetera", "etcétera", "eccetera", "등등"]),
    ("⋱", ["and so on", "und so weiter", "et cetera", "etcétera", "eccetera", "등등"]),
    (
        "(",
        [
            "open paren",
            "Klammer auf",
            "parenthèse ouvrante",
            "abre paréntesis",
            "aperta parentesi",
            "괄호 열고",
        ],
    ),
    (
        ")",
        [
            "close paren",
            "Klammer zu",
            "parenthèse fermante",
            "cierra paréntesis",
            "chiusa parentesi",
            "괄호 닫고",
        ],
    ),
    (
        "[",
        [
            "open bracket",
            "eckige Klammer auf",
            "crochet ouvrant",
            "abre corchete",
            "aperta quadra",
            "대괄호 열고",
        ],
    ),
    (
        "]",
        [
            "close bracket",
            "eckige Klammer zu",
            "crochet fermant",
            "cierra corchete",
            "chiusa quadra",
            "대괄호 닫고",
        ],
    ),
    (
        "{",
        [
            "open brace",
            "geschweifte Klammer auf",
            "accolade ouvrante",
            "abre llave",
            "aperta graffa",
            "중괄호 열고",
        ],
    ),
    (
        "}",
        [
            "close brace",
            "geschweifte Klammer zu",
            "accolade fermante",
            "cierra llave",
            "chiusa graffa",
            "중괄호 닫고",
        ],
    ),
    (
        "⟨",
        [
            "open angle",
            "spitze Klammer auf",
            "chevron ouvrant",
            "abre ángulo",
            "aperta angolare",
            "꺾쇠 열고",
        ],
    ),
    (
        "⟩",
        [
            "close angle",
            "spitze Klammer zu",
            "chevron fermant",
            "cierra ángulo",
            "chiusa angolare",
            "꺾쇠 닫고",
        ],
    ),
    ("⌊", ["floor of", "abgerundet", "partie entière de", "suelo de", "parte intera di", "바닥"]),
    (
        "⌋",
        [
            "end floor",
            "Ende abgerundet",
            "fin de partie entière",
            "fin de suelo",
            "fine parte intera",
            "바닥 끝",
        ],
    ),
    ("⌈", ["ceiling of", "aufgerundet", "plafond de", "techo de", "tetto di", "천장"]),
    ("⌉", ["end ceiling", "Ende aufgerundet", "fin de plafond", "fin de techo", "fine tetto", "천장 끝"]),
];

/// Returns the word for a sign, or the sign itself if there is none.
pub(super) fn word<'a>(sign: &'a str, lang: &LangTag) -> &'a str {
    let found = SIGNS.iter().find(|(known, _)| *known == sign);
    found.map_or(sign, |(_, words)| words[column(lang).unwrap_or_default()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sign_has_one_word_in_each_language() {
        for (index, (sign, words)) in SIGNS.iter().enumerate() {
            assert!(words.iter().all(|word| !word.is_empty()), "{sign}");
            assert!(SIGNS[..index].iter().all(|(other, _)| other != sign), "{sign} twice");
        }
    }
}
