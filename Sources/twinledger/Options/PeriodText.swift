import Ledger
import Twinning

/// `FROM..TO` as an option gives it: when something happened, the end left out.
enum PeriodText {
  /// - Parameter zone: where its dates are read.
  /// - Throws: ``InputError`` where it is no period.
  static func period(_ text: String, in zone: Zone) throws(InputError) -> ReportPeriod {
    let parts = split(text)
    guard parts.count == 2 else {
      throw InputError(
        "\"\(text)\" is no period; FROM..TO is one, such as 2024-01-01..2025-01-01, TO left out.",
        member: "--period")
    }
    let from: PointInTime
    let to: PointInTime
    do throws(TimeError) {
      from = try PointInTime(people: parts[0])
      to = try PointInTime(people: parts[1])
    } catch {
      throw InputError("\(error)", member: "--period")
    }
    guard let period = ReportPeriod(from: from, to: to, in: zone) else {
      throw InputError("\"\(text)\" ends before it begins.", member: "--period")
    }
    return period
  }

  private static func split(_ text: String) -> [String] {
    var index = text.startIndex
    while index < text.endIndex {
      if text[index...].hasPrefix("..") {
        return [String(text[..<index]), String(text[text.index(index, offsetBy: 2)...])]
      }
      index = text.index(after: index)
    }
    return [text]
  }
}
