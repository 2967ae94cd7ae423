//! A page's drawing, followed step by step: where every text stands, in which colour, and what lies on top of it.

use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use hayro_syntax::{
    content::{TypedIter, ops::TypedInstruction as Op},
    object::{Array, Dict, Number, Object, ObjectIdentifier, Stream},
    page::Resources,
};

use crate::attachment::pdf::colour::{Colour, Space};
use crate::attachment::pdf::encoding::text_of;
use crate::attachment::pdf::figure::Figure;
use crate::attachment::pdf::font::{Font, Fonts};
use crate::attachment::pdf::geometry::{Area, Matrix, Point, UNIT, apply, around, matrix_of, multiply};
use crate::attachment::pdf::unpack::unpacked;

/// How deep drawings may lie within each other.
const DEPTH: usize = 10;
/// Steps of a page that are followed.
const STEPS: usize = 3_000_000;

/// A character where it stands.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    /// What it says; empty if that is unknown.
    pub(super) words: String,
    pub(super) area: Area,
    pub(super) size: f64,
    /// Where it begins on its line and where it ends, and which way the line runs.
    pub(super) start: Point,
    pub(super) end: Point,
    pub(super) way: Point,
    pub(super) colour: Colour,
    /// Whether nothing of it is drawn.
    pub(super) invisible: bool,
    /// The step of the drawing.
    pub(super) step: usize,
}

/// What a drawing shows.
#[derive(Default)]
pub(super) struct Drawing {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) figures: Vec<Figure>,
    /// What is said instead of what is drawn.
    pub(super) beside: String,
    /// Characters that are no drawing of their own: the holes of a mask, the dots of a pattern.
    pub(super) loose: Vec<Glyph>,
    /// How many steps were followed.
    pub(super) steps: usize,
    /// Whether there is more than could be followed.
    pub(super) cut: bool,
    fonts: Fonts,
}

impl Drawing {
    /// A drawing in a document with these fonts.
    pub(super) fn with(fonts: &Fonts) -> Self {
        Self { fonts: fonts.clone(), ..Self::default() }
    }
}

/// How things are drawn.
#[derive(Clone)]
pub(super) struct State {
    pub(super) matrix: Matrix,
    pub(super) clip: Area,
    /// Whether all of that area shows what is painted.
    pub(super) clip_is_whole: bool,
    space: Space,
    pub(super) colour: Colour,
    pub(super) opaque: bool,
    /// How thick lines are, and whether nothing shines through them.
    pub(super) line: (f64, bool),
    font: Option<Rc<Font>>,
    size: f64,
    spacing: f64,
    word_spacing: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
    mode: i64,
}

/// Follows a drawing with its resources; those of the pages around serve where it has none.
pub(super) fn follow(data: &[u8], resources: &Resources<'_>, matrix: Option<Matrix>, drawing: &mut Drawing) {
    let state = State {
        matrix: matrix.unwrap_or(UNIT),
        clip: [f64::MIN, f64::MIN, f64::MAX, f64::MAX],
        clip_is_whole: true,
        space: Space::Device,
        colour: Colour::Other,
        opaque: true,
        line: (1.0, true),
        font: None,
        size: 0.0,
        spacing: 0.0,
        word_spacing: 0.0,
        stretch: 1.0,
        leading: 0.0,
        rise: 0.0,
        mode: 0,
    };
    Follower::new(resources, state, drawing, 0).run(data);
}

/// A drawing being followed.
pub(super) struct Follower<'r, 'd, 'p> {
    resources: &'r Resources<'p>,
    pub(super) drawing: &'d mut Drawing,
    pub(super) state: State,
    saved: Vec<State>,
    fonts: BTreeMap<Vec<u8>, Option<Rc<Font>>>,
    /// The drawings that are means of this one and were followed.
    asides: BTreeSet<ObjectIdentifier>,
    text: Matrix,
    line: Matrix,
    /// The corners of the open path, part by part.
    pub(super) path: Vec<Vec<Point>>,
    pub(super) clips: bool,
    depth: usize,
}

impl<'r, 'd, 'p> Follower<'r, 'd, 'p> {
    fn new(resources: &'r Resources<'p>, state: State, drawing: &'d mut Drawing, depth: usize) -> Self {
        let (saved, fonts, path) = (Vec::new(), BTreeMap::new(), Vec::new());
        let asides = BTreeSet::new();
        Self { resources, drawing, state, saved, fonts, asides, text: UNIT, line: UNIT, path, clips: false, depth }
    }

    fn run(&mut self, data: &[u8]) {
        let mut steps = TypedIter::new(data);
        while let Some(step) = steps.next() {
            self.drawing.steps += 1;
            if self.drawing.steps > STEPS {
                self.drawing.cut = true;
                return;
            }
            if !self.trace(&step) && !self.draw(&step) && !self.place(&step) {
                self.show(&step);
            }
        }
    }

    /// Steps that draw and that change how; returns whether it was one.
    fn draw(&mut self, step: &Op<'_, '_>) -> bool {
        match step {
            Op::SaveState(_) if self.saved.len() < 200 => self.saved.push(self.state.clone()),
            Op::RestoreState(_) => self.state = self.saved.pop().unwrap_or_else(|| self.state.clone()),
            Op::Transform(it) => {
                self.state.matrix = multiply(matrix([it.0, it.1, it.2, it.3, it.4, it.5]), self.state.matrix)
            }
            Op::NonStrokeColorDeviceGray(it) => self.paint(Space::Device, &[it.0]),
            Op::NonStrokeColorDeviceRgb(it) => self.paint(Space::Device, &[it.0, it.1, it.2]),
            Op::NonStrokeColorCmyk(it) => self.paint(Space::Device, &[it.0, it.1, it.2, it.3]),
            Op::NonStrokeColor(it) => self.paint(self.state.space, &it.0),
            Op::NonStrokeColorNamed(it) => {
                if let Some(Object::Stream(pattern)) = it.1.and_then(|name| self.resources.get_pattern(name)) {
                    self.aside(&pattern);
                }
                self.paint(if it.1.is_some() { Space::Other } else { self.state.space }, &it.0);
            }
            // The colour of a new space is black, as far as anybody writes one.
            Op::ColorSpaceNonStroke(it) => {
                self.state.space = Space::of(self.resources.get_color_space(it.0), it.0);
                self.state.colour = Colour::Other;
            }
            Op::LineWidth(it) => self.state.line.0 = it.0.as_f64(),
            Op::SetGraphicsState(it) => {
                if let Some(settings) = self.resources.get_ext_g_state(it.0) {
                    self.settings(&settings);
                }
            }
            Op::Shading(_) => {
                let opaque = self.state.opaque && self.state.clip_is_whole;
                self.fill(self.state.clip, Vec::new(), Colour::Other, opaque);
            }
            Op::InlineImage(it) => self.picture(it.0),
            Op::BeginMarkedContentWithProperties(it) => self.mark(it.1),
            Op::MarkedContentPointWithProperties(it) => self.mark(it.1),
            Op::XObject(it) => {
                if let Some(object) = self.resources.get_x_object(it.0) {
                    self.object(&object);
                }
            }
            _ => return false,
        }
        true
    }

    /// Steps that place text; returns whether it was one.
    fn place(&mut self, step: &Op<'_, '_>) -> bool {
        let state = &mut self.state;
        match step {
            Op::BeginText(_) => (self.text, self.line) = (UNIT, UNIT),
            Op::CharacterSpacing(it) => state.spacing = it.0.as_f64(),
            Op::WordSpacing(it) => state.word_spacing = it.0.as_f64(),
            Op::HorizontalScaling(it) => state.stretch = it.0.as_f64() / 100.0,
            Op::TextLeading(it) => state.leading = it.0.as_f64(),
            Op::TextRise(it) => state.rise = it.0.as_f64(),
            Op::TextRenderingMode(it) => state.mode = it.0.as_i64(),
            Op::TextFont(it) => {
                state.size = it.1.as_f64();
                let resources = self.resources;
                let all = &self.drawing.fonts;
                let load = || resources.get_font(it.0).map(|font| all.load(&font));
                state.font = self.fonts.entry(it.0.to_vec()).or_insert_with(load).clone();
            }
            Op::NextLine(it) => self.next_line(it.0.as_f64(), it.1.as_f64()),
            Op::NextLineAndSetLeading(it) => {
                state.leading = -it.1.as_f64();
                self.next_line(it.0.as_f64(), it.1.as_f64());
            }
            Op::SetTextMatrix(it) => {
                self.line = matrix([it.0, it.1, it.2, it.3, it.4, it.5]);
                self.text = self.line;
            }
            Op::NextLineUsingLeading(_) => self.next_line(0.0, -self.state.leading),
            _ => return false,
        }
        true
    }

    /// Steps that show text.
    fn show(&mut self, step: &Op<'_, '_>) {
        match step {
            Op::ShowText(it) => self.glyphs(it.0.as_bytes()),
            Op::NextLineAndShowText(it) => {
                self.next_line(0.0, -self.state.leading);
                self.glyphs(it.0.as_bytes());
            }
            Op::ShowTextWithParameters(it) => {
                self.state.word_spacing = it.0.as_f64();
                self.state.spacing = it.1.as_f64();
                self.next_line(0.0, -self.state.leading);
                self.glyphs(it.2.as_bytes());
            }
            Op::ShowTexts(it) => {
                for item in it.0.iter::<Object<'_>>() {
                    match item {
                        Object::String(text) => self.glyphs(text.as_bytes()),
                        Object::Number(gap) => self.advance(-gap.as_f64() / 1000.0 * self.state.size),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }

    fn settings(&mut self, settings: &Dict<'_>) {
        if let Some(alpha) = settings.get::<Number>("ca") {
            self.state.opaque = alpha.as_f64() > 0.9;
        }
        if let Some(alpha) = settings.get::<Number>("CA") {
            self.state.line.1 = alpha.as_f64() > 0.9;
        }
        if let Some(width) = settings.get::<Number>("LW") {
            self.state.line.0 = width.as_f64();
        }
        if let Some(Object::Name(mode)) = settings.get::<Object<'_>>("BM") {
            let covers = matches!(&*mode, b"Normal" | b"Compatible");
            self.state.opaque &= covers;
            self.state.line.1 &= covers;
        }
        if let Some(mask) = settings.get::<Dict<'_>>("SMask").and_then(|mask| mask.get::<Stream<'_>>("G")) {
            self.aside(&mask);
        }
        if let Some(font) = settings.get::<Array<'_>>("Font") {
            let mut items = font.flex_iter();
            if let (Some(font), Some(size)) = (items.next::<Dict<'_>>(), items.next::<Number>()) {
                (self.state.font, self.state.size) = (Some(self.drawing.fonts.load(&font)), size.as_f64());
            }
        }
    }

    /// Follows a drawing that is a means of another, once.
    fn aside(&mut self, drawing: &Stream<'_>) {
        if !self.asides.insert(drawing.obj_id()) {
            return;
        }
        let Some(data) = unpacked(drawing).filter(|_| self.depth < DEPTH) else {
            self.drawing.cut = true;
            return;
        };
        let resources = drawing.dict().get::<Dict<'_>>("Resources").map(Resources::new);
        let mut own = Drawing::with(&self.drawing.fonts);
        let state = self.state.clone();
        Follower::new(resources.as_ref().unwrap_or(self.resources), state, &mut own, self.depth + 1).run(&data);
        self.drawing.loose.extend(own.glyphs);
        self.drawing.loose.extend(own.loose);
        self.drawing.beside.push_str(&own.beside);
        self.drawing.steps += own.steps;
        self.drawing.cut |= own.cut;
    }

    /// What marked content says instead of what is drawn.
    fn mark(&mut self, properties: &Object<'_>) {
        let Object::Dict(properties) = properties else { return };
        for key in ["ActualText", "Alt", "E"] {
            if let Some(words) = properties.get::<Object<'_>>(key).and_then(Object::into_string) {
                self.drawing.beside.push_str(&text_of(words.as_bytes()));
                self.drawing.beside.push('\n');
            }
        }
    }

    fn paint(&mut self, space: Space, components: &[Number]) {
        if space != Space::Other {
            self.state.space = space;
        }
        self.state.colour = space.colour(&numbers(components));
    }

    fn object(&mut self, object: &Stream<'_>) {
        let dict = object.dict();
        let kind = dict.get::<Object<'_>>("Subtype").and_then(Object::into_name);
        match kind.as_deref() {
            Some(b"Image") => self.picture(object),
            Some(b"Form") => {
                let Some(data) = unpacked(object).filter(|_| self.depth < DEPTH) else {
                    self.drawing.cut = true;
                    return;
                };
                let own = dict.get::<Dict<'_>>("Resources").map(Resources::new);
                let mut state = self.state.clone();
                state.matrix = multiply(matrix_of(dict, "Matrix"), state.matrix);
                Follower::new(own.as_ref().unwrap_or(self.resources), state, self.drawing, self.depth + 1).run(&data);
            }
            _ => {}
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = multiply([1.0, 0.0, 0.0, 1.0, x, y], self.line);
        self.text = self.line;
    }

    /// Moves on along the line.
    fn advance(&mut self, length: f64) {
        let vertical = self.state.font.as_ref().is_some_and(|font| font.is_vertical());
        let (x, y) = if vertical { (0.0, length) } else { (length * self.state.stretch, 0.0) };
        self.text = multiply([1.0, 0.0, 0.0, 1.0, x, y], self.text);
    }

    fn glyphs(&mut self, bytes: &[u8]) {
        let Some(font) = self.state.font.clone() else {
            self.drawing.cut |= !bytes.is_empty();
            return;
        };
        for code in font.decode(bytes) {
            let State { size, stretch, rise, .. } = self.state;
            let all = multiply([size * stretch, 0.0, 0.0, size, 0.0, rise], multiply(self.text, self.state.matrix));
            let width = code.width / 1000.0;
            let corners = if font.is_vertical() {
                [(-0.5, -1.0), (0.5, -1.0), (0.5, 0.0), (-0.5, 0.0)]
            } else {
                [(0.0, -0.2), (width, -0.2), (width, 0.8), (0.0, 0.8)]
            };
            let area = around(&corners.map(|(x, y)| apply(all, x, y)));
            let vertical_size = (all[2].powi(2) + all[3].powi(2)).sqrt();
            let (start, next) = (apply(all, 0.0, 0.0), if font.is_vertical() { (0.0, -1.0) } else { (1.0, 0.0) });
            let end = apply(all, next.0 * width, next.1);
            self.drawing.glyphs.push(Glyph {
                words: code.words,
                area,
                size: vertical_size,
                start,
                end,
                way: way(start, apply(all, next.0, next.1)),
                colour: self.state.colour,
                invisible: matches!(self.state.mode, 3 | 7),
                step: self.drawing.steps,
            });
            let gap = self.state.spacing + if code.space { self.state.word_spacing } else { 0.0 };
            self.advance(if font.is_vertical() { -size - gap } else { width * size + gap });
        }
    }
}

/// Which way it is from a point to another.
fn way(from: Point, to: Point) -> Point {
    let (x, y) = (to.0 - from.0, to.1 - from.1);
    let length = x.hypot(y).max(1e-9);
    (x / length, y / length)
}

fn numbers(parts: &[Number]) -> Vec<f64> {
    parts.iter().map(|part| part.as_f64()).collect()
}

fn matrix(parts: [Number; 6]) -> Matrix {
    parts.map(|part| part.as_f64())
}
