//! What gives records and choices their JSON form: a list of names next to each type.

/// `!` marks a member that must be there, `?` one that may be missing and is left out when empty.
macro_rules! may {
    (!) => {
        false
    };
    (?) => {
        true
    };
}

/// A record: `json_record! { Link { kind !, to ! } }`. A field that is not listed does not compile.
macro_rules! json_record {
    ($($Record:ident { $($field:ident $mark:tt),* $(,)? })*) => {$(
        impl $crate::json::Json for $Record {
            fn blank() -> Self {
                Self { $($field: $crate::json::Json::blank()),* }
            }

            fn read(&mut self, from: &mut $crate::json::Reader<'_>) -> $crate::json::Read {
                #[allow(non_camel_case_types)]
                enum At { $($field),* }
                const SHAPE: &$crate::json::Shape = &$crate::json::Shape {
                    names: &[$(stringify!($field)),*],
                    required: 0 $(| ((!$crate::json::may!($mark) as u64) << At::$field as u64))*,
                };
                from.record(SHAPE, &mut |at, from| match at {
                    $(at if at == At::$field as usize => $crate::json::Json::read(&mut self.$field, from),)*
                    _ => Ok(()),
                })
            }

            fn write(&self, to: &mut $crate::json::Writer) {
                to.open('{');
                $(if !($crate::json::may!($mark) && $crate::json::Json::left_out(&self.$field)) {
                    to.name(stringify!($field));
                    $crate::json::Json::write(&self.$field, to);
                })*
                to.close('}');
            }
        }
    )*};
}

/// A choice without values: `json_words! { Lens { "product" Product, "service" Service } }`.
macro_rules! json_words {
    ($($Choice:ident { $first:literal $First:ident $(, $word:literal $Variant:ident)* $(,)? })*) => {$(
        impl $crate::json::Json for $Choice {
            fn blank() -> Self {
                Self::$First
            }

            fn read(&mut self, from: &mut $crate::json::Reader<'_>) -> $crate::json::Read {
                const ALL: &[$Choice] = &[$Choice::$First, $($Choice::$Variant),*];
                if let Some(choice) = ALL.get(from.word_of(&[$first, $($word),*])?) {
                    *self = *choice;
                }
                Ok(())
            }

            fn write(&self, to: &mut $crate::json::Writer) {
                to.word(match self { Self::$First => $first, $(Self::$Variant => $word),* });
            }
        }
    )*};
}

/// A choice with values, after what is blank:
/// `json_choice! { Parent = Parent::External(String::new()); "item" Item(id), "external" External(key) }`.
macro_rules! json_choice {
    ($Choice:ident = $blank:expr; $(
        $word:literal $Variant:ident $(($($part:ident),+))? $({ $($field:ident $mark:tt),+ })?
    ),* $(,)?) => {
        impl $crate::json::Json for $Choice {
            fn blank() -> Self {
                $blank
            }

            fn read(&mut self, from: &mut $crate::json::Reader<'_>) -> $crate::json::Read {
                enum At { $($Variant),* }
                const FULL: u64 = 0 $(| (
                    $crate::json::payload!(full $(($($part),+))? $({ $($field $mark),+ })?) << At::$Variant as u64
                ))*;
                match from.choice(&[$($word),*], FULL)? {
                    $(at if at == At::$Variant as usize => {
                        $crate::json::payload!(
                            read self from $Choice $Variant $(($($part),+))? $({ $($field $mark),+ })?
                        );
                    })*
                    _ => {}
                }
                Ok(())
            }

            fn write(&self, to: &mut $crate::json::Writer) {
                match self {
                    $(Self::$Variant $(($($part),+))? $({ $($field),+ })? => {
                        $crate::json::payload!(write to $word $(($($part),+))? $({ $($field $mark),+ })?);
                    })*
                }
            }
        }
    };
}

/// The value of one choice; a part of [`json_choice`].
macro_rules! payload {
    (full) => {
        0_u64
    };
    (full $($payload:tt)+) => {
        1_u64
    };
    (read $self:ident $from:ident $Choice:ident $Variant:ident) => {
        *$self = $Choice::$Variant;
    };
    (read $self:ident $from:ident $Choice:ident $Variant:ident ($part:ident)) => {
        let mut $part = $crate::json::Json::blank();
        $crate::json::Json::read(&mut $part, $from)?;
        *$self = $Choice::$Variant($part);
        $from.choice_end()?;
    };
    (read $self:ident $from:ident $Choice:ident $Variant:ident ($($part:ident),+)) => {
        #[allow(non_camel_case_types)]
        enum Part { $($part),+ }
        const COUNT: usize = [$(stringify!($part)),+].len();
        $(let mut $part = $crate::json::Json::blank();)+
        $from.list_of(COUNT, &mut |at, from| match at {
            $(at if at == Part::$part as usize => $crate::json::Json::read(&mut $part, from),)+
            _ => Ok(()),
        })?;
        *$self = $Choice::$Variant($($part),+);
        $from.choice_end()?;
    };
    (read $self:ident $from:ident $Choice:ident $Variant:ident { $($field:ident $mark:tt),+ }) => {
        #[allow(non_camel_case_types)]
        enum Part { $($field),+ }
        const SHAPE: &$crate::json::Shape = &$crate::json::Shape {
            names: &[$(stringify!($field)),+],
            required: 0 $(| ((!$crate::json::may!($mark) as u64) << Part::$field as u64))+,
        };
        $(let mut $field = $crate::json::Json::blank();)+
        $from.record(SHAPE, &mut |at, from| match at {
            $(at if at == Part::$field as usize => $crate::json::Json::read(&mut $field, from),)+
            _ => Ok(()),
        })?;
        *$self = $Choice::$Variant { $($field),+ };
        $from.choice_end()?;
    };
    (write $to:ident $word:literal) => {
        $to.word($word);
    };
    (write $to:ident $word:literal ($part:ident)) => {
        $to.choice($word);
        $crate::json::Json::write($part, $to);
        $to.close('}');
    };
    (write $to:ident $word:literal ($($part:ident),+)) => {
        $to.choice($word);
        $to.open('[');
        $(
            $to.item();
            $crate::json::Json::write($part, $to);
        )+
        $to.close(']');
        $to.close('}');
    };
    (write $to:ident $word:literal { $($field:ident $mark:tt),+ }) => {
        $to.choice($word);
        $to.open('{');
        $(if !($crate::json::may!($mark) && $crate::json::Json::left_out($field)) {
            $to.name(stringify!($field));
            $crate::json::Json::write($field, $to);
        })+
        $to.close('}');
        $to.close('}');
    };
}

pub(crate) use {json_choice, json_record, json_words, may, payload};
