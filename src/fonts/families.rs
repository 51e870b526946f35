//! The usual families of East Asian text on Debian, macOS and Windows, by the region for which they are
//! made. The names are those in English that their files state.

use super::forms::HanForm;

/// The families of a region.
struct Regional {
    form: HanForm,
    /// What the names of further families of Adobe's and Google's designs end with.
    endings: &'static [&'static str],
    /// With serifs or the like, the preferred ones first.
    serif: &'static [&'static str],
    sans: &'static [&'static str],
    mono: &'static [&'static str],
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
    },
];

/// Returns the region for which a family is made, or `None` if its name does not tell.
pub(super) fn form_of(family: &str) -> Option<HanForm> {
    let is_family = |name: &&str| name.eq_ignore_ascii_case(family);
    let is_named = |region: &&Regional| {
        [region.serif, region.sans, region.mono].into_iter().flatten().any(is_family)
            || region.endings.iter().any(|ending| family.ends_with(ending))
    };
    REGIONS.iter().find(is_named).map(|region| region.form)
}
