internal import Twinning

/// The parts into which documents put the figures. Activity, learning and use stand apart, because
/// one doesn't prove the other.
enum FigureGroup: CaseIterable {
  case selection, participation, exchange, learning, use, delivery, record

  /// The heading, and the name of the sheet in a workbook.
  var title: String {
    switch self {
    case .selection: "Selection"
    case .participation: "Participation"
    case .exchange: "Exchange"
    case .learning: "Learning"
    case .use: "Use and effect"
    case .delivery: "Delivery and travel"
    case .record: "Record keeping"
    }
  }

  /// What the part is about, in one sentence.
  var summary: String {
    switch self {
    case .selection: "Who applied, who was judged eligible, and who was chosen."
    case .participation: "Which cities take part, in which pairings, and from where."
    case .exchange:
      "What was held, for how long, and who came. An exchange is no proof of learning."
    case .learning: "What participants say they understood, and what they took home."
    case .use: "What was begun at home. Expected and measured effects are never added together."
    case .delivery: "What was due, what was delivered, and what travel cost."
    case .record: "How soon the record is written, how often it is corrected, and what proves it."
    }
  }

  /// The part that an indicator belongs to, by its id.
  init(of id: String) {
    self =
      switch id {
      case "I01", "I02", "I03", "I07": .selection
      case "I04", "I05", "I06", "I13", "I30": .participation
      case "I08", "I09", "I10", "I11", "I12", "I14", "I15": .exchange
      case "I16", "I17", "I18", "I19": .learning
      case "I20", "I21", "I22", "I23": .use
      case "I24", "I25", "I26": .delivery
      default: .record
      }
  }
}
