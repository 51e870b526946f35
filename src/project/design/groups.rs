//! Generates types from a table of keys: options, each of which may be missing, and settings, which are
//! complete.

use super::value::{KeyValue, ValueKind};
use crate::diag::Spanned;

/// The books that a key changes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Reach {
    /// The printed book alone.
    Print,
    /// The printed book and the e-book.
    Both,
}

/// A key as the documentation lists it.
#[derive(Clone, Copy, Debug)]
pub struct KeySpec {
    /// Its name in `book.yaml`.
    pub name: &'static str,
    /// The kind of its value.
    pub kind: ValueKind,
    /// The books that it changes.
    pub reach: Reach,
    /// Its effect.
    pub doc: &'static str,
}

/// The keys of one mapping of an author or a theme.
pub(super) trait KeySource {
    /// Returns the value of a key. Returns `None` if it is missing or cannot be read.
    fn value<T: KeyValue>(&self, name: &'static str) -> Option<Spanned<T>>;
}

/// A mapping of groups of keys, of an author or a theme.
pub(super) trait GroupSource {
    /// The keys of one group.
    type Keys: KeySource;

    /// Reads a group. Returns its default if it is missing.
    fn group<T: Default>(&self, name: &'static str, read: impl FnOnce(&Self::Keys) -> T) -> T;
}

/// A key that has no value in a theme, nor in the theme that it is based on.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct MissingKey {
    /// The group.
    pub group: &'static str,
    /// The name of the key.
    pub name: &'static str,
}

/// Defines the options of one group of keys: a struct with a field for each key, which may be missing.
macro_rules! key_group {
    ($(#[$doc:meta])* $options:ident { $($name:literal $key:ident: $type:ty, $reach:ident, $what:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Debug, Default)]
        pub struct $options { $(
            #[doc = concat!("`", $name, "`: ", $what, ".")]
            pub $key: Option<Spanned<$type>>,
        )* }

        impl $options {
            /// The keys of the group.
            pub const KEYS: &[KeySpec] = &[$(KeySpec {
                name: $name,
                kind: <$type as KeyValue>::KIND,
                reach: Reach::$reach,
                doc: $what,
            }),*];

            /// Reads the group, except for the keys in `except`.
            pub(super) fn read(source: &impl KeySource, except: &[&str]) -> Self {
                Self { $($key: if except.contains(&$name) { None } else { source.value($name) },)* }
            }

            /// Returns these options, with missing ones taken from `fallback`.
            #[must_use]
            pub fn with_fallback(self, fallback: &Self) -> Self {
                Self { $($key: self.$key.or_else(|| fallback.$key.clone()),)* }
            }

            /// Returns the value of a key as it is written in `book.yaml`.
            pub fn shown(&self, name: &str) -> Option<String> {
                match name {
                    $($name => self.$key.as_ref().map(|value| value.value.to_string()),)*
                    _ => None,
                }
            }

            /// Removes the places where the values were written.
            pub(super) fn forget_places(&mut self) {
                $(self.$key.iter_mut().for_each(|value| value.span = None);)*
            }
        }
    };
}

/// Defines the groups of `design`: for each its options and its settings, and all of them together.
macro_rules! key_groups {
    ($($(#[$doc:meta])* $group:literal $field:ident: $options:ident, $settings:ident {
        $($name:literal $key:ident: $type:ty, $reach:ident, $what:literal;)*
    })*) => {
        $(
            key_group! { $(#[$doc])* $options { $($name $key: $type, $reach, $what;)* } }

            #[doc = concat!("The settings of `", $group, "`: a value for each key.")]
            #[derive(Clone, PartialEq, Eq, Debug)]
            pub struct $settings { $(
                #[doc = concat!("`", $name, "`: ", $what, ".")]
                pub $key: $type,
            )* }

            impl $options {
                /// Returns the settings: these options, with missing ones taken from `fallback`.
                pub fn resolve(&self, fallback: &$settings) -> $settings {
                    let Self { $($key,)* } = self;
                    $settings { $($key: match $key {
                        Some(value) => value.value.clone(),
                        None => fallback.$key.clone(),
                    },)* }
                }

                /// Returns the settings.
                ///
                /// # Errors
                /// Returns the first key that is missing.
                pub fn complete(&self) -> Result<$settings, MissingKey> {
                    Ok($settings { $($key: match &self.$key {
                        Some(value) => value.value.clone(),
                        None => return Err(MissingKey { group: $group, name: $name }),
                    },)* })
                }
            }
        )*

        /// The options of every group.
        #[derive(Clone, PartialEq, Eq, Debug, Default)]
        pub struct GroupOptions { $(
            #[doc = concat!("`", $group, "`.")]
            pub $field: $options,
        )* }

        /// The settings of every group.
        #[derive(Clone, PartialEq, Eq, Debug)]
        pub struct GroupSettings { $(
            #[doc = concat!("`", $group, "`.")]
            pub $field: $settings,
        )* }

        impl GroupOptions {
            /// Reads every group.
            pub(super) fn read(source: &impl GroupSource) -> Self {
                Self { $($field: source.group($group, |keys| $options::read(keys, &[])),)* }
            }

            /// Returns these options, with missing ones taken from `fallback`.
            #[must_use]
            pub fn with_fallback(self, fallback: &Self) -> Self {
                Self { $($field: self.$field.with_fallback(&fallback.$field),)* }
            }

            /// Returns the settings: these options, with missing ones taken from `fallback`.
            pub fn resolve(&self, fallback: &GroupSettings) -> GroupSettings {
                GroupSettings { $($field: self.$field.resolve(&fallback.$field),)* }
            }

            /// Returns the settings.
            ///
            /// # Errors
            /// Returns the first key that is missing.
            pub fn complete(&self) -> Result<GroupSettings, MissingKey> {
                Ok(GroupSettings { $($field: self.$field.complete()?,)* })
            }

            /// Returns the value of a key of a group as it is written in `book.yaml`.
            pub fn shown(&self, group: &str, name: &str) -> Option<String> {
                match group {
                    $($group => self.$field.shown(name),)*
                    _ => None,
                }
            }

            /// Removes the places where the values were written.
            pub(super) fn forget_places(&mut self) {
                $(self.$field.forget_places();)*
            }
        }

        /// The groups with their keys, in the order in which a page is designed.
        pub const GROUPS: &[(&str, &[KeySpec])] = &[$(($group, $options::KEYS)),*];
    };
}

pub(super) use {key_group, key_groups};
