//! Storage types, and how they become the values of the domain and come from them.

use std::collections::{BTreeMap, BTreeSet};

use holdwell_model::{Arc, Id, Millis, SessionTime};
use jiff::Timestamp;
use jiff::civil::Date;

/// The form in which a value of the domain stands on the disk: `From` both ways, for containers too.
pub(super) trait Form<T>: Sized {
    /// Makes the form of a value.
    fn of(value: &T) -> Self;

    /// Makes the value of a form.
    fn value(self) -> T;
}

/// Types that stand on the disk as they are.
macro_rules! as_they_are {
    ($($type:ty),* $(,)?) => {$(
        impl Form<$type> for $type {
            fn of(value: &$type) -> Self {
                value.clone()
            }

            fn value(self) -> $type {
                self
            }
        }
    )*};
}

as_they_are!(bool, u8, u16, u32, u64, i8, i64, usize, f32, String, Id, Timestamp, Date, BTreeMap<String, i64>);

impl Form<Millis> for u64 {
    fn of(value: &Millis) -> Self {
        value.0
    }

    fn value(self) -> Millis {
        Millis(self)
    }
}

impl Form<SessionTime> for u64 {
    fn of(value: &SessionTime) -> Self {
        value.0
    }

    fn value(self) -> SessionTime {
        SessionTime(self)
    }
}

impl<T, F: Form<T>> Form<Option<T>> for Option<F> {
    fn of(value: &Option<T>) -> Self {
        value.as_ref().map(F::of)
    }

    fn value(self) -> Option<T> {
        self.map(F::value)
    }
}

impl<T, F: Form<T>> Form<Vec<T>> for Vec<F> {
    fn of(value: &Vec<T>) -> Self {
        value.iter().map(F::of).collect()
    }

    fn value(self) -> Vec<T> {
        self.into_iter().map(F::value).collect()
    }
}

impl<T: Ord, F: Form<T>> Form<BTreeSet<T>> for Vec<F> {
    fn of(value: &BTreeSet<T>) -> Self {
        value.iter().map(F::of).collect()
    }

    fn value(self) -> BTreeSet<T> {
        self.into_iter().map(F::value).collect()
    }
}

impl<T, F: Form<T>, U, G: Form<U>> Form<(T, U)> for (F, G) {
    fn of((one, other): &(T, U)) -> Self {
        (F::of(one), G::of(other))
    }

    fn value(self) -> (T, U) {
        (self.0.value(), self.1.value())
    }
}

impl<T, F: Form<T>, U, G: Form<U>, V, H: Form<V>> Form<(T, U, V)> for (F, G, H) {
    fn of((one, two, three): &(T, U, V)) -> Self {
        (F::of(one), G::of(two), H::of(three))
    }

    fn value(self) -> (T, U, V) {
        (self.0.value(), self.1.value(), self.2.value())
    }
}

impl<T, F: Form<T>> Form<Arc<T>> for F {
    fn of(value: &Arc<T>) -> Self {
        F::of(value)
    }

    fn value(self) -> Arc<T> {
        Arc::new(F::value(self))
    }
}

impl<T, F: Form<T>> Form<Box<T>> for F {
    fn of(value: &Box<T>) -> Self {
        F::of(value)
    }

    fn value(self) -> Box<T> {
        Box::new(F::value(self))
    }
}

/// Declares storage types. Every field and variant of the domain's type has to be named: one that is new or renamed there
/// does not compile before somebody has said how it is stored.
macro_rules! forms {
    ($($(#[$meta:meta])* struct $name:ident = $domain:ty {
        $($(#[$field_meta:meta])* $field:ident: $form:ty),* $(,)?
    })*) => {$(
        #[derive(serde::Serialize, serde::Deserialize)]
        $(#[$meta])*
        pub(in crate::format) struct $name {
            $($(#[$field_meta])* $field: $form),*
        }

        impl Form<$domain> for $name {
            fn of(value: &$domain) -> Self {
                type Domain = $domain;
                let Domain { $($field),* } = value;
                Self { $($field: Form::of($field)),* }
            }

            fn value(self) -> $domain {
                type Domain = $domain;
                let Self { $($field),* } = self;
                Domain { $($field: Form::value($field)),* }
            }
        }
    )*};
    ($($(#[$meta:meta])* enum $name:ident = $domain:ty {
        $($variant:ident
            $(($($place:ident: $tuple:ty),*))?
            $({ $($(#[$field_meta:meta])* $field:ident: $form:ty),* })?
        ),* $(,)?
    })*) => {$(
        #[derive(serde::Serialize, serde::Deserialize)]
        $(#[$meta])*
        pub(in crate::format) enum $name {
            $($variant $(($($tuple),*))? $({ $($(#[$field_meta])* $field: $form),* })?),*
        }

        impl Form<$domain> for $name {
            fn of(value: &$domain) -> Self {
                type Domain = $domain;
                match value {
                    $(Domain::$variant $(($($place),*))? $({ $($field),* })? =>
                        Self::$variant $(($(Form::of($place)),*))? $({ $($field: Form::of($field)),* })?),*
                }
            }

            fn value(self) -> $domain {
                type Domain = $domain;
                match self {
                    $(Self::$variant $(($($place),*))? $({ $($field),* })? =>
                        Domain::$variant $(($(Form::value($place)),*))? $({ $($field: Form::value($field)),* })?),*
                }
            }
        }
    )*};
}

pub(super) use forms;
