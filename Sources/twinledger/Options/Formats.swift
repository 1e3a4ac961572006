import ArgumentParser

/// A page for people, or one JSON text.
enum PageFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json
}

/// A page, one JSON array, one JSON object a line, or a sheet.
enum ListFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json, ndjson, csv
}

/// Lines for people, one JSON array, or the events' exact bytes a line each.
enum EventFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json, ndjson
}

/// A page for the terminal, one JSON text, a document for people, or a sheet.
enum DocumentFormat: String, CaseIterable, ExpressibleByArgument {
  case text, md, html, json, csv, xlsx
}

/// The same without a workbook.
enum ProgressFormat: String, CaseIterable, ExpressibleByArgument {
  case text, md, html, json, csv
}

/// What a list of definitions comes as.
enum DefinitionsFormat: String, CaseIterable, ExpressibleByArgument {
  case text, md, json
}
