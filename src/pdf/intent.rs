//! The output intent: the colour space of the numbers in the file (ISO 32000-1, section 14.11.5).

use lopdf::{Document, dictionary};

use super::object::{deflate, deflated, reference, text};
use super::outline::catalog;

/// An sRGB profile of 456 bytes (Compact ICC Profiles by Clinton Ingram, CC0).
const SRGB: &[u8] = include_bytes!("profiles/sRGB-v2-micro.icc");

/// Declares that grey and RGB numbers are sRGB.
pub(super) fn write(document: &mut Document) {
    let profile = document.add_object(deflated(dictionary! {"N" => 3}, deflate(SRGB)));
    let intent = document.add_object(dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => text("sRGB IEC61966-2.1"),
        "RegistryName" => text("http://www.color.org"),
        "Info" => text("sRGB IEC61966-2.1"),
        "DestOutputProfile" => reference(profile),
    });
    catalog(document).set("OutputIntents", vec![reference(intent)]);
}
