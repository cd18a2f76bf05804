//! Tables of text: CSV in and out.

use csv::{ReaderBuilder, StringRecord};

/// The delimiters that exports use.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];

/// Where a row stands in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// First physical line, from 1.
    pub line: u64,
    /// Last physical line: cells may hold line breaks.
    pub last_line: u64,
    /// A quote was opened and never closed: the row swallowed what follows it, up to the next line
    /// that reads as a whole row.
    pub unclosed: bool,
}

/// Reads a text row by row, in portions, keeping to physical line numbers.
///
/// Rows may be of any width; empty lines are skipped; LF, CRLF and CR end rows.
#[derive(Debug, Clone)]
pub struct Rows {
    text: String,
    /// Byte at which the next row begins.
    at: usize,
    /// Physical line of that byte, from 1.
    line: u64,
    delimiter: u8,
    /// Cells of the first row.
    width: usize,
    /// How often reading may still begin anew behind a broken row; each costs a look at the rest.
    recoveries: usize,
}

impl Rows {
    /// Finds the delimiter from the first row, or from an Excel `sep=;` line, which it skips.
    #[must_use]
    pub fn new(text: String) -> Self {
        let first = text.lines().next().unwrap_or_default();
        let declared = first.strip_prefix("sep=").filter(|rest| rest.len() == 1);
        let (at, delimiter) = match declared.and_then(|rest| rest.bytes().next()) {
            Some(byte) => (first.len(), byte),
            None => (0, delimiter_of(&text)),
        };
        Self { text, at, line: 1, delimiter, width: 0, recoveries: 50 }
    }

    /// The delimiter as it stands in the file.
    #[must_use]
    pub fn delimiter(&self) -> char {
        char::from(self.delimiter)
    }

    /// The text that is read.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Nothing but empty lines is left.
    #[must_use]
    pub fn is_at_end(&self) -> bool {
        self.text.get(self.at..).is_none_or(|rest| rest.trim().is_empty())
    }

    /// How much was read, from 0 to 1.
    #[must_use]
    pub fn fraction(&self) -> f64 {
        if self.text.is_empty() { 1.0 } else { self.at as f64 / self.text.len() as f64 }
    }

    /// Reads at most `max` rows and gives each to `each`; false when there are no more.
    pub fn read(&mut self, max: usize, each: &mut dyn FnMut(Place, &StringRecord)) -> bool {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let mut reader = reader(rest, self.delimiter);
        let (mut start, mut line, mut more) = (0, self.line, true);
        let mut record = StringRecord::new();
        for _ in 0..max {
            // The text is valid and the reader flexible, so an error can only mean the end.
            more = matches!(reader.read_record(&mut record), Ok(true));
            let end = usize::try_from(reader.position().byte()).unwrap_or(rest.len()).min(rest.len());
            if !more {
                start = rest.len();
                break;
            }
            if self.width == 0 {
                self.width = record.len();
            }
            // The reader counts no line of a CRLF's second half, so lines are counted here.
            let raw = rest.get(start..end).unwrap_or_default();
            let mut content = raw.trim_start_matches(['\r', '\n']);
            let from = end - content.len();
            line += line_breaks(raw, raw.len() - content.len(), rest, start);
            let unclosed = self.is_broken(content, &record, end == rest.len());
            let anew = if unclosed && self.recoveries > 0 { self.whole_row_after(content) } else { None };
            if let Some(anew) = anew {
                content = content.get(..anew).unwrap_or_default();
            }
            let inner = content.trim_end_matches(['\r', '\n']).len();
            let last_line = line + line_breaks(content, inner, rest, from);
            each(Place { line, last_line, unclosed }, &record);
            line += line_breaks(content, content.len(), rest, from);
            start = from + content.len();
            if anew.is_some() {
                self.recoveries -= 1;
                break;
            }
        }
        self.at += start;
        self.line = line;
        more && self.at < self.text.len()
    }

    /// A row whose quotes do not pair, and that shows it: open at the end, or grown over a line's
    /// end to another width or past a closing quote in the middle of a cell.
    fn is_broken(&self, content: &str, record: &StringRecord, at_end: bool) -> bool {
        if content.bytes().filter(|b| *b == b'"').count() % 2 == 0 {
            return false;
        }
        let (open, misplaced) = quoting(content, self.delimiter);
        let lines = content.trim_end_matches(['\r', '\n']).contains(['\r', '\n']);
        (at_end && open) || (lines && (misplaced || record.len() != self.width))
    }

    /// Where, behind the first line of a broken row, a line begins that reads as a whole row.
    fn whole_row_after(&self, content: &str) -> Option<usize> {
        /// No real row is longer, and no search should be.
        const LONGEST: usize = 64 * 1024;
        let mut record = StringRecord::new();
        for (place, _) in content.match_indices('\n').take(200) {
            let begin = place + 1;
            let mut end = content.len().min(begin + LONGEST);
            while !content.is_char_boundary(end) {
                end -= 1;
            }
            let candidate = content.get(begin..end).unwrap_or_default();
            let mut reader = reader(candidate, self.delimiter);
            if self.width > 1 && matches!(reader.read_record(&mut record), Ok(true)) {
                let length = usize::try_from(reader.position().byte()).unwrap_or(0).min(candidate.len());
                let row = candidate.get(..length).unwrap_or_default();
                if record.len() == self.width && row.bytes().filter(|b| *b == b'"').count() % 2 == 0 {
                    return Some(begin);
                }
            }
        }
        None
    }
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes())
}

/// Whether a row's last cell is still within quotes when the row ends, and whether a quote closed
/// with more of its cell behind it.
fn quoting(row: &str, delimiter: u8) -> (bool, bool) {
    let (mut quoted, mut at_start, mut misplaced) = (false, true, false);
    let mut bytes = row.bytes().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' if quoted && bytes.peek() == Some(&b'"') => {
                bytes.next();
            }
            b'"' if quoted => {
                quoted = false;
                misplaced |=
                    bytes.peek().is_some_and(|next| *next != delimiter && !matches!(next, b'\r' | b'\n'));
            }
            b'"' if at_start => quoted = true,
            _ => {}
        }
        at_start = !quoted && byte == delimiter;
    }
    (quoted, misplaced)
}

/// Line breaks in the first `length` bytes of `part`, which begins at `from` in `whole`.
/// CRLF is one break, counted at its LF.
fn line_breaks(part: &str, length: usize, whole: &str, from: usize) -> u64 {
    let bytes = part.as_bytes().get(..length).unwrap_or_default();
    let mut breaks = 0;
    for (place, byte) in bytes.iter().enumerate() {
        let next = || whole.as_bytes().get(from + place + 1);
        if *byte == b'\n' || (*byte == b'\r' && next() != Some(&b'\n')) {
            breaks += 1;
        }
    }
    breaks
}

/// The delimiter that occurs most often outside quotes in the first row.
fn delimiter_of(text: &str) -> u8 {
    let (mut counts, mut quoted) = ([0_usize; 3], false);
    for byte in text.trim_start().bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\r' | b'\n' if !quoted => break,
            _ if !quoted => {
                for (count, delimiter) in counts.iter_mut().zip(DELIMITERS) {
                    *count += usize::from(byte == delimiter);
                }
            }
            _ => {}
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    counts.iter().zip(DELIMITERS).find(|(count, _)| **count == most).map_or(b',', |(_, d)| d)
}

/// Whether a spreadsheet program broke this CSV: rows wrapped in quotes as one cell, a tail of `;;;`.
///
/// Looks at the first hundred rows. Such a file has lost which commas separate cells.
#[must_use]
pub fn is_excel_mangled(text: &str) -> bool {
    let mut rows = Rows::new(text.to_owned_head());
    if rows.delimiter == b'\t' {
        return false;
    }
    let other = if rows.delimiter == b',' { ";;" } else { ",," };
    let header_line = rows.text().lines().next().unwrap_or_default();
    if header_line.len() > 2 && header_line.trim_end().ends_with(other) {
        return true;
    }
    let (mut width, mut wrapped, mut seen) = (0, 0, 0);
    let separators = |cell: &str| cell.matches([',', ';']).count();
    rows.read(100, &mut |_, record| {
        let only = record.get(0).unwrap_or_default();
        // What follows the first cell of a wrapped row is nothing but the spreadsheet's separators.
        let alone = record.iter().skip(1).all(|c| c.trim_matches(';').is_empty());
        if width == 0 {
            width = record.len().max(if alone { separators(only) } else { 0 });
            if alone && separators(only) >= 3 {
                wrapped += 1;
            }
            return;
        }
        seen += 1;
        if alone && width >= 4 && separators(only) * 2 >= width {
            wrapped += 1;
        }
    });
    wrapped > 0 && wrapped * 2 >= seen
}

/// The head of a text, for diagnoses that need not see all of it.
trait Head {
    fn to_owned_head(&self) -> String;
}

impl Head for str {
    fn to_owned_head(&self) -> String {
        let mut end = self.len().min(256 * 1024);
        while !self.is_char_boundary(end) {
            end -= 1;
        }
        self.get(..end).unwrap_or_default().to_owned()
    }
}

/// Adds one row to a CSV text: comma, CRLF, quotes where needed.
///
/// Cells that a spreadsheet would run as a formula get a `'` before them (OWASP); readers of items take it off again.
pub fn write_row<'a>(out: &mut String, cells: impl IntoIterator<Item = &'a str>) {
    write_cells(out, &mut cells.into_iter().map(|cell| (cell, harmless(cell))));
}

/// What has to stand before a cell so that no spreadsheet runs it as a formula (OWASP).
#[must_use]
pub fn harmless(cell: &str) -> &'static str {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) { "'" } else { "" }
}

/// A cell without the `'` that an export has put before it ([`harmless`]), so that what leaves comes back the same.
#[must_use]
pub fn disarmed(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if !harmless(rest).is_empty() => rest,
        _ => cell,
    }
}

/// Adds one row of cells, each with what is put before it.
pub fn write_cells(out: &mut String, cells: &mut dyn Iterator<Item = (&str, &'static str)>) {
    for (place, (cell, harmless)) in cells.enumerate() {
        if place > 0 {
            out.push(',');
        }
        if cell.contains([',', ';', '"', '\r', '\n']) || cell.trim().len() != cell.len() {
            out.push('"');
            out.push_str(harmless);
            for part in cell.split_inclusive('"') {
                out.push_str(part);
                if part.ends_with('"') {
                    out.push('"');
                }
            }
            out.push('"');
        } else {
            out.push_str(harmless);
            out.push_str(cell);
        }
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    // [FI7]
    #[test]
    fn what_was_made_harmless_comes_back_as_it_was() {
        for cell in ["+1 for facets", "=SUM(A1)", "-5", "@all", "'tis", "plain", ""] {
            let written = [harmless(cell), cell].concat();
            assert_eq!(disarmed(&written), cell);
        }
    }

    fn rows(text: &str, portion: usize) -> Vec<(u64, u64, bool, Vec<String>)> {
        let (mut rows, mut all) = (Rows::new(text.to_owned()), Vec::new());
        while rows.read(portion, &mut |place, record| {
            all.push((
                place.line,
                place.last_line,
                place.unclosed,
                record.iter().map(str::to_owned).collect(),
            ));
        }) {}
        all
    }

    fn lines(text: &str) -> Vec<(u64, u64)> {
        let one = rows(text, 1);
        assert_eq!(one, rows(text, 1000), "portions change nothing");
        one.iter().map(|r| (r.0, r.1)).collect()
    }

    #[test]
    fn rows_know_their_physical_lines() {
        assert_eq!(lines("a,b\n1,2\n3,4"), [(1, 1), (2, 2), (3, 3)]);
        assert_eq!(lines("a,b\r\n1,2\r\n3,4\r\n"), [(1, 1), (2, 2), (3, 3)]);
        assert_eq!(lines("a,b\r1,2\r3,4"), [(1, 1), (2, 2), (3, 3)]);
        assert_eq!(lines("a,b\n\"x\r\ny\",2\n3,4\n"), [(1, 1), (2, 3), (4, 4)]);
        assert_eq!(lines("\n\na,b\n\n1,2"), [(3, 3), (5, 5)]);
        assert_eq!(lines("a,b\r\n\r\n\"x\n\ny\",2\r\n3,4"), [(1, 1), (3, 5), (6, 6)]);
    }

    #[test]
    fn a_quote_that_is_never_closed_is_told() {
        let all = rows("a,b\n1,\"two\nthree\n", 10);
        assert_eq!((all[1].0, all[1].2), (2, true));
        assert!(rows("a,b\n1,\"t\"\"wo\"", 10).iter().all(|r| !r.2));
        assert!(rows("a,b\n1,5\" pipe", 10).iter().all(|r| !r.2), "a quote within a bare cell is text");
    }

    #[test]
    fn reading_goes_on_behind_a_broken_row() {
        let told = |text: &str| -> Vec<_> {
            let all = rows(text, 10);
            assert_eq!(all, rows(text, 1));
            all.into_iter().map(|r| (r.0, r.1, r.2)).collect()
        };
        assert_eq!(
            told("a,b,c\n1,\"x,y\n1,\"x\",y\n1,x,y\n"),
            [(1, 1, false), (2, 2, true), (3, 3, false), (4, 4, false)]
        );
        assert_eq!(
            told("a,b,c\n1,\"x\ny\nz\n1,x,y\n2,x,y\n"),
            [(1, 1, false), (2, 4, true), (5, 5, false), (6, 6, false)]
        );
    }

    #[test]
    fn the_delimiter_is_found() {
        for (text, delimiter) in
            [("a,b;c,d", ','), ("a;b;c", ';'), ("a\tb", '\t'), ("\"a;;;\",b", ','), ("x", ',')]
        {
            assert_eq!(Rows::new(text.into()).delimiter(), delimiter, "{text}");
        }
        assert_eq!(rows("sep=;\na;b", 9), [(2, 2, false, vec!["a".to_owned(), "b".into()])]);
    }

    #[test]
    fn a_file_that_excel_broke_is_known() {
        assert!(is_excel_mangled("a,b,c,d,e;;;;\n\"1,2,3,4,5\";;;;\n"));
        assert!(is_excel_mangled("a,b,c,d,e\n\"1,2,3,4,5\"\n\"1,2,3,4,5\"\n"));
        assert!(is_excel_mangled("\"a,b,c,d,e\"\n\"1,2,3,4,5\"\n"));
        assert!(!is_excel_mangled("a,b,c,d,e\n1,2,3,4,5\n"));
        assert!(!is_excel_mangled("a;b;c\n1;\"x,y\";3\n"));
        assert!(!is_excel_mangled("a;b;;;\n1;2;;;\n"));
    }

    #[test]
    fn written_cells_are_harmless_and_read_back() {
        let mut out = String::new();
        write_row(&mut out, ["=1+1", "a,\"b\"", "plain", "-2", "+x", "@y", "\tz", ""]);
        assert_eq!(out, "'=1+1,\"a,\"\"b\"\"\",plain,'-2,'+x,'@y,\"'\tz\",\r\n");
        assert_eq!(rows(&out, 9)[0].3[1], "a,\"b\"");
    }
}
