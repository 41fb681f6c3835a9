//! JSON to nodes: a small reader, for we want the place of every value.

use super::node::{Node, Table, Value};
use super::source::{Fault, Span};
use super::toml_text::finite;

/// Tables and lists may stand in one another this deep; a scenario needs seven.
const MAX_DEPTH: usize = 64;

/// Reads a JSON document whose text begins at `base`.
pub(super) fn document(text: &str, base: usize) -> Result<Node, Fault> {
    let mut reader = Reader { text, at: 0, base };
    let node = reader.value(0)?;
    reader.skip_blanks();
    if reader.at == text.len() { Ok(node) } else { Err(reader.fault("the document ended before this")) }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    base: usize,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn fault(&self, wanted: &str) -> Fault {
        self.fault_at(self.at, wanted)
    }

    fn fault_at(&self, at: usize, message: &str) -> Fault {
        let start = self.base + at;
        Fault::new(format!("this is not JSON: {message}")).at(Span { start, end: start + 1 })
    }

    fn value(&mut self, depth: usize) -> Result<Node, Fault> {
        if depth > MAX_DEPTH {
            return Err(self.fault("tables and lists stand too deep in one another"));
        }
        self.skip_blanks();
        let start = self.at;
        let value = match self.peek() {
            Some(b'{') => Value::Table(self.table(depth)?),
            Some(b'[') => Value::List(self.list(depth)?),
            Some(b'"') => Value::Text(self.string()?),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(b'a'..=b'z' | b'A'..=b'Z') => self.word()?,
            _ => return Err(self.fault("a value is wanted here")),
        };
        Ok(Node { value, span: Span { start: self.base + start, end: self.base + self.at } })
    }

    /// Steps over `mark` if it comes next.
    fn accept(&mut self, mark: u8) -> bool {
        self.skip_blanks();
        let here = self.peek() == Some(mark);
        self.at += usize::from(here);
        here
    }

    fn list(&mut self, depth: usize) -> Result<Vec<Node>, Fault> {
        self.at += 1;
        let mut items = Vec::new();
        if self.accept(b']') {
            return Ok(items);
        }
        loop {
            items.push(self.value(depth + 1)?);
            if self.accept(b']') {
                return Ok(items);
            }
            if !self.accept(b',') {
                return Err(self.fault("`,` or `]` is wanted here"));
            }
        }
    }

    fn table(&mut self, depth: usize) -> Result<Table, Fault> {
        self.at += 1;
        let mut table = Table::new();
        if self.accept(b'}') {
            return Ok(table);
        }
        loop {
            self.entry(&mut table, depth)?;
            if self.accept(b'}') {
                return Ok(table);
            }
            if !self.accept(b',') {
                return Err(self.fault("`,` or `}` is wanted here"));
            }
        }
    }

    fn entry(&mut self, table: &mut Table, depth: usize) -> Result<(), Fault> {
        self.skip_blanks();
        let start = self.at;
        if self.peek() != Some(b'"') {
            return Err(self.fault("a key between quotes is wanted here"));
        }
        let key = self.string()?;
        let span = Span { start: self.base + start, end: self.base + self.at };
        if !self.accept(b':') {
            return Err(self.fault("`:` is wanted here"));
        }
        let value = self.value(depth + 1)?;
        match table.insert(key.into(), (span, value)) {
            None => Ok(()),
            Some(_) => Err(self.fault_at(start, "this key stands twice in one table")),
        }
    }

    /// A text between quotes; the escapes are left to `serde_json`.
    fn string(&mut self) -> Result<String, Fault> {
        let start = self.at;
        self.at += 1;
        loop {
            match self.peek() {
                None => return Err(self.fault_at(start, "this text has no end")),
                Some(b'\\') => self.at += 2,
                Some(b'"') => break,
                Some(_) => self.at += 1,
            }
        }
        self.at += 1;
        // A backslash before the first byte of a longer character would end inside it.
        let inside = self.text.get(start..self.at);
        let read = inside.and_then(|text| serde_json::from_str(text).ok());
        read.ok_or_else(|| self.fault_at(start, "this text holds a line break or an escape that JSON does not have"))
    }

    fn number(&mut self) -> Result<Value, Fault> {
        let start = self.at;
        while matches!(self.peek(), Some(b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9')) {
            self.at += 1;
        }
        let text = &self.text[start..self.at];
        let span = Span { start: self.base + start, end: self.base + self.at };
        // `serde_json` holds to the grammar of JSON, the standard library is more lenient.
        serde_json::from_str::<serde_json::Number>(text)
            .map_err(|_| Fault::new("this is not JSON: this is no number (or one too large for us)").at(span))?;
        match text.parse() {
            Ok(whole) => Ok(Value::Whole(whole)),
            Err(_) => finite(text.parse(), span).map(Value::Number),
        }
    }

    fn word(&mut self) -> Result<Value, Fault> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_alphabetic()) {
            self.at += 1;
        }
        match &self.text[start..self.at] {
            "true" => Ok(Value::Truth(true)),
            "false" => Ok(Value::Truth(false)),
            "null" => Err(self.fault_at(start, "null has no place in a scenario, leave the key out")),
            _ => Err(self.fault_at(start, "a value is wanted here; a text stands between quotes")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_becomes_nodes_with_places() {
        let node = document(r#" {"a": [1, -2.5e1, "x\n\u00fc"], "b": {"c": true}} "#, 100).unwrap();
        let list = node.get("a").unwrap().as_list().unwrap();
        assert_eq!(list[0].value, Value::Whole(1));
        assert_eq!((list[1].as_number(), list[1].span), (Some(-25.0), Span { start: 111, end: 117 }));
        assert_eq!(list[2].as_text(), Some("x\nü"));
        assert_eq!(node.get("b").unwrap().get("c").unwrap().value, Value::Truth(true));
    }

    #[test]
    fn what_is_not_json_is_refused() {
        let deep = "[".repeat(100_000);
        for text in
            ["", "{", "[1,]", "{\"a\":1,\"a\":2}", "nul", "null", "01", "1e999", "\"\\é\"", "\"\\", "1 2", &deep]
        {
            assert!(document(text, 0).is_err(), "{text} was read");
        }
    }
}
