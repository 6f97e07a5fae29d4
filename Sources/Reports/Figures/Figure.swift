// A figure as page, paper and console show it: a drawing, what it shows in words, and the same as a table
// for those who cannot see it.

public import Letters

/// A drawing with its caption and its table.
public struct Figure: Hashable, Sendable {
    /// A short name, fit for a file: `spectrum`.
    public var name: String
    /// A drawing without styles, scripts or references, in the colour of the text round it; 400 units
    /// wide, of which 100 mm are the smallest print.
    public var svg: String
    public var caption: Bilingual
    public var table: FigureTable

    /// The file in which the drawing is kept.
    public var fileName: String { name + ".svg" }
}

/// What a figure shows, in words and numbers with their units.
public struct FigureTable: Hashable, Sendable {
    public var head: [Bilingual]
    public var rows: [[String]]
}
