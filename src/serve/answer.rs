//! An answer on the wire: head and body in one write.
//!
//! In two, the second waits until the browser has acknowledged the first, which may take it 40 ms. Every answer ends
//! its connection, so that none waits for what may never come.

/// What is answered.
pub(super) struct Answer<'a> {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Vec<&'a [u8]>,
}

impl<'a> Answer<'a> {
    /// A status without a body.
    pub(super) fn status(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Vec::new() }
    }

    /// A body of one kind, in parts that follow each other.
    pub(super) fn body(status: u16, kind: &str, body: Vec<&'a [u8]>) -> Self {
        Self {
            status,
            headers: vec![("Content-Type", kind.to_owned()), ("Cache-Control", "no-cache".to_owned())],
            body,
        }
    }

    /// With one more header; the value is ASCII.
    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// The answer as bytes, with its body or only its head.
    pub(super) fn bytes(self, whole: bool) -> Vec<u8> {
        let reason = match self.status {
            200 => "OK",
            302 => "Found",
            304 => "Not Modified",
            400 => "Bad Request",
            403 => "Forbidden",
            404 => "Not Found",
            405 => "Method Not Allowed",
            421 => "Misdirected Request",
            431 => "Request Header Fields Too Large",
            _ => "Internal Server Error",
        };
        let length: usize = self.body.iter().map(|part| part.len()).sum();
        let mut head = format!("HTTP/1.1 {} {reason}\r\nConnection: close\r\n", self.status);
        for (name, value) in &self.headers {
            head += &format!("{name}: {value}\r\n");
        }
        if self.status != 304 {
            head += &format!("Content-Length: {length}\r\n");
        }
        head += "\r\n";
        let parts = if whole { self.body } else { Vec::new() };
        [&[head.as_bytes()], parts.as_slice()].concat().concat()
    }
}
