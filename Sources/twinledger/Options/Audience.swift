import ArgumentParser

/// For whom figures are: for everybody small cells are merged.
enum Audience: String, CaseIterable, ExpressibleByArgument {
  case everybody, office
}
