//! The picture at the head of every page: `logo` of `[theme]`, as templates show it.

use tera::Value as Tera;

use crate::{
    incremental::ask,
    render::tera_value::{map, text},
    site::resolve::files::{picture_url, site_image},
};

/// The site's logo for light screens, the one for dark ones beside it; `None`: it has none that can be shown.
pub fn logo() -> Option<Tera> {
    let dark = picture("theme.logo_dark").map_or_else(|| text(""), map);
    let has_name =
        ask::setting("theme.logo_has_name").is_some_and(|value| *value == crate::base::value::Value::Bool(true));
    Some(map(picture("theme.logo")?.into_iter().chain([("dark", dark), ("has_name", Tera::from(has_name))])))
}

/// What an `<img>` needs: the file that every browser knows, the lighter one for most (empty: none), and its size.
fn picture(key: &str) -> Option<[(&'static str, Tera); 4]> {
    let file = ask::file(site_image(&ask::setting_text(key))?)?;
    let small = file.plan.map(|plan| plan.small().map(|variant| picture_url(&plan, variant).to_string()));
    let [avif, url] = small.unwrap_or_else(|| [String::new(), file.url.to_string()]);
    let (width, height) = file.plan.map(|plan| plan.size()).or(file.dimensions)?;
    Some([
        ("url", text(&url)),
        ("avif", text(&avif)),
        ("width", Tera::from(u64::from(width))),
        ("height", Tera::from(u64::from(height))),
    ])
}
