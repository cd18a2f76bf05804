//! Tables of text: CSV in and out.
