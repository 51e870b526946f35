//! Validates JSON by a JSON Schema, as far as `docs/report.schema.json` uses that. A keyword that is not known here is a
//! failure, so that nothing in the schema goes unchecked.

use serde_json::{Map, Value};

/// Returns what is wrong with a value, each with its path. Keys that the schema does not describe are wrong too, though it
/// allows readers to meet them.
pub(super) fn errors(schema: &Value, value: &Value) -> Vec<String> {
    let mut errors = Vec::new();
    check(schema, schema, value, "$", &mut errors);
    errors
}

fn check(root: &Value, schema: &Value, value: &Value, path: &str, errors: &mut Vec<String>) {
    let schema = schema.as_object().expect("a schema is an object");
    for (keyword, of) in schema {
        let is_good = match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" => true,
            "$ref" => {
                let name =
                    of.as_str().and_then(|name| name.strip_prefix("#/$defs/")).expect("a name of $defs");
                check(root, &root["$defs"][name], value, path, errors);
                true
            }
            "type" => match of {
                Value::String(name) => is_of_type(name, value),
                names => names
                    .as_array()
                    .expect("names")
                    .iter()
                    .any(|name| is_of_type(name.as_str().expect("a name"), value)),
            },
            "const" => of == value,
            "enum" => of.as_array().expect("values").contains(value),
            "minimum" => value.as_i64().is_none_or(|number| number >= of.as_i64().expect("a number")),
            "minLength" => value
                .as_str()
                .is_none_or(|text| text.chars().count() as u64 >= of.as_u64().expect("a number")),
            "pattern" => value.as_str().is_none_or(|text| {
                let pattern = fancy_regex::Regex::new(of.as_str().expect("a pattern")).expect("a pattern");
                pattern.is_match(text).expect("a pattern")
            }),
            "required" => value.as_object().is_none_or(|object| has_all(of, object)),
            "dependentRequired" => value.as_object().is_none_or(|object| {
                let given =
                    of.as_object().expect("an object").iter().filter(|(key, _)| object.contains_key(*key));
                given.map(|(_, needed)| needed).all(|needed| has_all(needed, object))
            }),
            "oneOf" => {
                let fits = |of: &&Value| {
                    let mut errors = Vec::new();
                    check(root, of, value, path, &mut errors);
                    errors.is_empty()
                };
                of.as_array().expect("schemas").iter().filter(fits).count() == 1
            }
            "properties" => {
                for (key, value) in value.as_object().into_iter().flatten() {
                    match of.get(key) {
                        Some(schema) => check(root, schema, value, &format!("{path}.{key}"), errors),
                        None => errors.push(format!("{path}.{key} is not in the schema")),
                    }
                }
                true
            }
            "items" => {
                for (index, value) in value.as_array().into_iter().flatten().enumerate() {
                    check(root, of, value, &format!("{path}[{index}]"), errors);
                }
                true
            }
            unknown => panic!("{unknown} is not known"),
        };
        if !is_good {
            errors.push(format!("{path} is {value}, against {keyword} {of}"));
        }
    }
}

fn has_all(keys: &Value, object: &Map<String, Value>) -> bool {
    keys.as_array().expect("keys").iter().all(|key| object.contains_key(key.as_str().expect("a key")))
}

fn is_of_type(name: &str, value: &Value) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "null" => value.is_null(),
        unknown => panic!("{unknown} is not known"),
    }
}
