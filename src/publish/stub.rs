//! What stands for a moment where a page was: its old URL must never show half of something, and never the page
//! again.

/// The small page that says that nothing is here any more. It knows its own depth and nothing of the page that was
/// there.
pub fn stub(path: &str) -> String {
    let home = "../".repeat(path.matches('/').count());
    let home = if home.is_empty() { "./" } else { &home };
    format!(
        "<!DOCTYPE html>\n<html lang=\"ja\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"robots\" content=\"noindex\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>このページはありません / This page is gone</title>\n</head>\n<body>\n\
         <h1>このページはありません</h1>\n<p><a href=\"{home}\">トップページへ</a></p>\n\
         <p lang=\"en\">This page is gone. <a href=\"{home}\">Home</a></p>\n</body>\n</html>\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stub_leads_home_and_nowhere_else() {
        for (path, home) in [("index.html", "./"), ("a/index.html", "../"), ("a/b/index.html", "../../")] {
            let page = stub(path);
            let links: Vec<&str> = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
            assert_eq!(links, [home, home], "{path}");
        }
    }
}
