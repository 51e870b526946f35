//! The usual families of each script on Debian, macOS and Windows; those of East Asian text by the region
//! for which they are made. The names are those in English that their files state.

use super::forms::HanForm;
use super::writing::{TypeKind, Writing};

/// The families of a region.
struct Regional {
    form: HanForm,
    /// What the names of further families of Adobe's and Google's designs end with.
    endings: &'static [&'static str],
    /// With serifs or the like, the preferred ones first.
    serif: &'static [&'static str],
    sans: &'static [&'static str],
    mono: &'static [&'static str],
    /// The family that macOS has, and the one that Windows has.
    usual: [&'static str; 2],
}

const REGIONS: [Regional; 5] = [
    Regional {
        form: HanForm::Japanese,
        endings: &[" JP"],
        serif: &[
            "Noto Serif CJK JP",
            "Noto Serif JP",
            "Source Han Serif",
            "Hiragino Mincho ProN",
            "Hiragino Mincho Pro",
            "YuMincho",
            "Yu Mincho",
            "BIZ UDMincho",
            "MS Mincho",
            "MS PMincho",
            "IPAexMincho",
            "IPAMincho",
            "TakaoMincho",
        ],
        sans: &[
            "Noto Sans CJK JP",
            "Noto Sans JP",
            "Source Han Sans",
            "Hiragino Kaku Gothic ProN",
            "Hiragino Sans",
            "YuGothic",
            "Yu Gothic",
            "Meiryo",
            "BIZ UDGothic",
            "MS PGothic",
            "IPAexGothic",
            "TakaoGothic",
            "VL Gothic",
        ],
        mono: &["Noto Sans Mono CJK JP", "Osaka-Mono", "MS Gothic", "IPAGothic"],
        usual: ["Hiragino Mincho ProN", "Yu Mincho"],
    },
    Regional {
        form: HanForm::Simplified,
        endings: &[" SC", " CN", " GB"],
        serif: &[
            "Noto Serif CJK SC",
            "Noto Serif SC",
            "Source Han Serif SC",
            "Songti SC",
            "STSong",
            "SimSun",
            "FangSong",
            "AR PL UMing CN",
        ],
        sans: &[
            "Noto Sans CJK SC",
            "Noto Sans SC",
            "Source Han Sans SC",
            "PingFang SC",
            "Hiragino Sans GB",
            "Heiti SC",
            "STHeiti",
            "Microsoft YaHei",
            "DengXian",
            "SimHei",
            "WenQuanYi Micro Hei",
            "WenQuanYi Zen Hei",
        ],
        mono: &["Noto Sans Mono CJK SC", "NSimSun", "WenQuanYi Micro Hei Mono"],
        usual: ["Songti SC", "SimSun"],
    },
    Regional {
        form: HanForm::Traditional,
        endings: &[" TC", " TW"],
        serif: &[
            "Noto Serif CJK TC",
            "Noto Serif TC",
            "Source Han Serif TC",
            "Songti TC",
            "LiSong Pro",
            "PMingLiU",
            "MingLiU",
            "AR PL UMing TW",
        ],
        sans: &[
            "Noto Sans CJK TC",
            "Noto Sans TC",
            "Source Han Sans TC",
            "PingFang TC",
            "Heiti TC",
            "LiHei Pro",
            "Microsoft JhengHei",
        ],
        mono: &["Noto Sans Mono CJK TC"],
        usual: ["Songti TC", "PMingLiU"],
    },
    Regional {
        form: HanForm::HongKong,
        endings: &[" HK", " HC"],
        serif: &[
            "Noto Serif CJK HK",
            "Noto Serif HK",
            "Source Han Serif HC",
            "MingLiU_HKSCS",
            "AR PL UMing HK",
        ],
        sans: &["Noto Sans CJK HK", "Noto Sans HK", "Source Han Sans HC", "PingFang HK"],
        mono: &["Noto Sans Mono CJK HK"],
        usual: ["PingFang HK", "MingLiU_HKSCS"],
    },
    Regional {
        form: HanForm::Korean,
        endings: &[" KR", " K"],
        serif: &[
            "Noto Serif CJK KR",
            "Noto Serif KR",
            "Source Han Serif K",
            "AppleMyungjo",
            "Nanum Myeongjo",
            "NanumMyeongjo",
            "Batang",
            "UnBatang",
        ],
        sans: &[
            "Noto Sans CJK KR",
            "Noto Sans KR",
            "Source Han Sans K",
            "Apple SD Gothic Neo",
            "AppleGothic",
            "Nanum Gothic",
            "NanumGothic",
            "Malgun Gothic",
            "Gulim",
            "Dotum",
            "UnDotum",
        ],
        mono: &["Noto Sans Mono CJK KR", "D2Coding", "NanumGothicCoding", "GulimChe"],
        usual: ["Apple SD Gothic Neo", "Batang"],
    },
];

/// Returns the region for which a face is made, by its family, else by the code pages that it states to support
/// (OpenType 1.9.1, `OS/2`, `ulCodePageRange1`). Returns `None` if it is made for none, or for
/// several.
pub(super) fn form_of_face(family: &str, code_pages: u32) -> Option<HanForm> {
    form_of(family).or_else(|| {
        let has = |bit: u32| code_pages >> bit & 1 == 1;
        match (has(17), has(18), has(19) || has(21), has(20)) {
            (true, false, false, false) => Some(HanForm::Japanese),
            (false, true, false, false) => Some(HanForm::Simplified),
            (false, false, true, false) => Some(HanForm::Korean),
            (false, false, false, true) => Some(HanForm::Traditional),
            _ => None,
        }
    })
}

/// Returns the region for which a family is made, or `None` if its name does not tell.
fn form_of(family: &str) -> Option<HanForm> {
    let is_family = |name: &&str| name.eq_ignore_ascii_case(family);
    let is_named = |region: &&Regional| {
        [region.serif, region.sans, region.mono].into_iter().flatten().any(is_family)
            || region.endings.iter().any(|ending| family.ends_with(ending))
    };
    REGIONS.iter().find(is_named).map(|region| region.form)
}

/// Families of other scripts than East Asian ones, beside those of Noto, which are named after the script.
struct OfScript {
    /// The name of the script in Unicode.
    script: &'static str,
    /// With serifs or modulated strokes, the preferred ones first.
    serif: &'static [&'static str],
    sans: &'static [&'static str],
}

const fn of_script(
    script: &'static str,
    serif: &'static [&'static str],
    sans: &'static [&'static str],
) -> OfScript {
    OfScript { script, serif, sans }
}

const URDU: &[&str] = &["Noto Nastaliq Urdu", "Jameel Noori Nastaleeq", "Urdu Typesetting"];
const SYMBOLS: &[&str] = &[
    "Noto Sans Symbols 2",
    "Noto Sans Symbols2",
    "Noto Sans Symbols",
    "Noto Sans Math",
    "DejaVu Sans",
    "Apple Symbols",
    "Segoe UI Symbol",
    "STIX Two Math",
    "Cambria Math",
];
const MONO: &[&str] =
    &["Noto Sans Mono", "DejaVu Sans Mono", "Menlo", "Consolas", "Courier New", "Liberation Mono"];

const SCRIPTS: [OfScript; 26] = [
    of_script(
        "Latin",
        &["Noto Serif", "DejaVu Serif", "Times New Roman"],
        &["Noto Sans", "DejaVu Sans", "Arial"],
    ),
    of_script(
        "Greek",
        &["Noto Serif", "DejaVu Serif", "Times New Roman"],
        &["Noto Sans", "DejaVu Sans", "Arial"],
    ),
    of_script(
        "Cyrillic",
        &["Noto Serif", "DejaVu Serif", "Times New Roman"],
        &["Noto Sans", "DejaVu Sans", "Arial"],
    ),
    of_script(
        "Arabic",
        &[
            "Noto Naskh Arabic",
            "Amiri",
            "Scheherazade New",
            "Geeza Pro",
            "Traditional Arabic",
            "Arabic Typesetting",
        ],
        &["Noto Sans Arabic", "SF Arabic", "Geeza Pro", "Segoe UI", "Tahoma", "Arial"],
    ),
    of_script(
        "Hebrew",
        &["Frank Ruehl CLM", "New Peninim MT", "David CLM", "David", "Times New Roman"],
        &["Arial Hebrew", "Segoe UI", "Arial"],
    ),
    of_script(
        "Devanagari",
        &["ITF Devanagari", "Devanagari MT", "Mangal"],
        &["Kohinoor Devanagari", "Devanagari Sangam MN", "Nirmala UI", "Lohit Devanagari"],
    ),
    of_script(
        "Bengali",
        &["Bangla MN", "Shonar Bangla", "Vrinda"],
        &["Kohinoor Bangla", "Bangla Sangam MN", "Nirmala UI", "Lohit Bengali"],
    ),
    of_script("Tamil", &["Tamil MN", "Latha"], &["Tamil Sangam MN", "Nirmala UI", "Lohit Tamil"]),
    of_script("Telugu", &["Telugu MN", "Gautami"], &["Kohinoor Telugu", "Telugu Sangam MN", "Nirmala UI"]),
    of_script("Kannada", &["Kannada MN", "Tunga"], &["Kannada Sangam MN", "Nirmala UI"]),
    of_script("Malayalam", &["Malayalam MN", "Kartika"], &["Malayalam Sangam MN", "Nirmala UI"]),
    of_script(
        "Gujarati",
        &["Gujarati MT", "Shruti"],
        &["Kohinoor Gujarati", "Gujarati Sangam MN", "Nirmala UI"],
    ),
    of_script("Gurmukhi", &["Gurmukhi MN", "Raavi"], &["Gurmukhi Sangam MN", "Nirmala UI"]),
    of_script("Oriya", &["Oriya MN", "Kalinga"], &["Oriya Sangam MN", "Nirmala UI"]),
    of_script("Sinhala", &["Sinhala MN", "Iskoola Pota"], &["Sinhala Sangam MN", "Nirmala UI"]),
    of_script(
        "Thai",
        &["Norasi", "Kinnari", "Angsana New"],
        &["Thonburi", "Leelawadee UI", "Leelawadee", "Garuda", "Tahoma"],
    ),
    of_script("Lao", &["Lao MN", "DokChampa"], &["Lao Sangam MN", "Leelawadee UI"]),
    of_script(
        "Khmer",
        &["Khmer MN", "Khmer OS", "DaunPenh"],
        &["Khmer Sangam MN", "Leelawadee UI", "Khmer UI"],
    ),
    of_script("Myanmar", &["Myanmar MN", "Padauk"], &["Myanmar Sangam MN", "Myanmar Text"]),
    of_script("Tibetan", &["Kailasa", "Microsoft Himalaya", "Jomolhari"], &[]),
    of_script("Georgian", &["DejaVu Serif", "Sylfaen"], &["Segoe UI", "DejaVu Sans"]),
    of_script("Armenian", &["Mshtakan", "Sylfaen", "DejaVu Serif"], &["Segoe UI", "DejaVu Sans"]),
    of_script("Ethiopic", &["Kefa", "Nyala"], &["Ebrima"]),
    of_script("Mongolian", &["Mongolian Baiti"], &[]),
    of_script("Cherokee", &["Plantagenet Cherokee"], &["Gadugi"]),
    of_script("Syriac", &["Estrangelo Edessa"], &["Segoe UI Historic"]),
];

/// Returns the names of families for a writing system, the preferred ones first: of the kind, then of others.
pub(super) fn of_writing(writing: Writing, kind: TypeKind) -> Vec<String> {
    let ordered = |serif: Vec<String>, sans: Vec<String>, mono: Vec<String>| match kind {
        TypeKind::Serif => [serif, sans, mono].concat(),
        TypeKind::Sans => [sans, serif, mono].concat(),
        TypeKind::Mono => [mono, sans, serif].concat(),
    };
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    match writing {
        Writing::EastAsian(form) => {
            let region =
                |form| REGIONS.iter().find(|region| region.form == form).expect("each form has a region");
            let Regional { serif, sans, mono, .. } = region(form);
            ordered(owned(serif), owned(sans), owned(mono))
        }
        Writing::Urdu => {
            let arabic = of_writing(Writing::Script("Arabic"), kind);
            owned(URDU).into_iter().chain(arabic).collect()
        }
        Writing::Script(script) => {
            let known = SCRIPTS.iter().find(|known| known.script == script);
            let (serif, sans) = known.map_or((&[][..], &[][..]), |known| (known.serif, known.sans));
            let noto = |form: &str| vec![format!("Noto {form} {}", script.replace('_', " "))];
            ordered([noto("Serif"), owned(serif)].concat(), [noto("Sans"), owned(sans)].concat(), owned(MONO))
        }
        Writing::Symbols => owned(SYMBOLS),
    }
}

/// Returns the family of a region in Debian's package `fonts-noto-cjk`.
pub(super) fn of_debian(form: HanForm) -> &'static str {
    REGIONS.iter().find(|region| region.form == form).map_or("", |region| region.serif[0])
}

/// Returns the family of a region that macOS has, and the one that Windows has.
pub(super) fn usual(form: HanForm) -> [&'static str; 2] {
    REGIONS.iter().find(|region| region.form == form).map_or([""; 2], |region| region.usual)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_region_of_a_face_is_that_of_its_family_or_its_only_code_page() {
        let form = form_of_face;
        assert_eq!(form("Noto Serif CJK TC", 0b1_1111 << 17), Some(HanForm::Traditional));
        assert_eq!(form("MS Mincho", 0), Some(HanForm::Japanese));
        assert_eq!(form("Unheard Of", 1 << 18), Some(HanForm::Simplified));
        assert_eq!((form("Unheard Of", 0b11 << 17), form("Libertinus Serif", 0)), (None, None));
    }
}
