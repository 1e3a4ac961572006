import Testing

@testable import Twinning

@Suite struct TextRulesTests {
  @Test(arguments: [
    "anna.kovacs@example.org", "write to a@b.eu.", "<anna@city.example>", "mailto:x@y.hu",
    "Kontakt: kovács@város.hu, please", "a+b@sub.domain.co.uk", "anna (at) city.eu",
    "anna[AT]city.eu", "anna (at) city (dot) eu", "anna＠city.eu", "x_y%z@city-hall.example",
    "see https://example.org and anna@city.eu",
  ])
  func `an e-mail address is found`(text: String) {
    #expect(TextRules.contact(in: text)?.kind == .emailAddress)
  }

  @Test(arguments: [
    "+36 30 123 4567", "+36301234567", "+36-30-123-4567", "call +44 (0)20 7946 0958 today",
    "(+43) 463 537 0", "+36.30.123.4567", "+36 301 234 567", "0036 30 123 4567", "0036301234567",
    "(0043) 463/537-0", "06 30 123 4567", "06-30-123-4567", "06301234567", "030/1234567",
    "01 23 45 67 89", "0463-537-100", "(030) 123 45 67", "tel. 463 537", "Tel:+36301234567",
    "Telefon: 4635371", "phone 640 4141", "mobile: 22 12 34 56", "T: 2122 0000", "fax 6710-5100",
    "416-555-0123", "(416) 555-0123", "1-416-555-0123", "210 123 4567", "91 234 56 78",
    "22 123 45 67", "met on 2024-03-12, 06 30 123 4567", "2024-03-12 06 30 123 4567",
    "06\u{A0}30\u{A0}123\u{A0}4567", "06\u{2013}30\u{2013}123\u{2013}4567", "τηλ 2310123456",
    "06 30 123 4567 09:00", "room 2 06 30 123 4567", "06 30 123 4567.", "+36 30 123 4567, Anna",
  ])
  func `a telephone number is found`(text: String) {
    #expect(TextRules.contact(in: text)?.kind == .telephoneNumber)
  }

  private static let harmless = [
    "", "Budapest", "Climate City Contract", "https://example.org/a@b.eu/06301234567",
    "https://netzerocities.eu/2023/04/16/our-call-for-twin-cities-is-now-open-by-30-june-2023/",
    "www.example.org/06-30-123-4567", "(https://user:pass@host.example:8080/x?tel=+36301234567)",
    "@netzerocities", "at the meeting (at) Budapest.", "3 @ 4.5", "@", "a@b", "a @ b.c",
    "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "01890a5d-ac96-774b-bcce-b302099a8057", "01234567-1234-7123-8123-012345678901",
    "2024-03-12", "2024-03-12T09:00:00.000Z", "2024-03-12 09:00", "12.03.2024", "12/03/2024",
    "01.02.2024", "01-02-2024 to 03-02-2024", "01.02.2024-03.02.2024", "01.-03.02.2024",
    "01-03/02/2024", "from 09:00 to 17:30", "17.00-18.30", "08.30-09.15", "01/2024-06/2024",
    "2021-2027", "2023, 2024 and 2025", "2023 2024 2025", "529247", "1 019 022", "1,019,022",
    "1.019.022", "101036519", "grant agreements 101036519 and 101121530", "12 345 678 inhabitants",
    "46.62472, 14.30528", "+46.62472 +14.30528", "05.12345 06.12345", "0.123456789",
    "EUR 900.00", "1.234.567,89 EUR", "1 234 567.89", "+12 500 000 EUR", "+1 234 567", "40 %",
    "00000000000000000042", "0000-0002-1825-0097", "10.2760/123456", "ISO 14064-1:2018",
    "(EU) 2021/1060", "32021R0695", "HORIZON-MISS-2021-CIT-02", "activity/visit-2024-03-12",
    "cohort-1--hu-budapest--tr-eskisehir", "UTC+01:00", "2025-03-28T17:00:00+01:00", "1.2.3",
    "version 10.15.7", "09162000", "NUTS HU110, LAU 13578", "M04 and M06", "tCO2e 12345.678",
    "mobile 250000 people", "call 2024 open", "cell 101036519", "10 000 000 to 20 000 000",
    "10 050 060 070", "112", "978-3-16-148410-0", "1 of 12", "50-100-200", "100000-250000",
  ]

  @Test(arguments: harmless)
  func `what is no contact is left alone`(text: String) {
    #expect(TextRules.contact(in: text) == nil)
    #expect(throws: Never.self) { try TextRules.check(text) }
  }

  @Test func `random digests, ids, dates, figures and coordinates are left alone`() {
    let seed: UInt64 = 0x7E57
    var dice = SeededDice(seed: seed)
    func digits(_ count: Int) -> String {
      String((0..<count).map { _ in Character(String(Int.random(in: 0...9, using: &dice))) })
    }
    func hexadecimal(_ count: Int) -> String {
      String((0..<count).map { _ in Array("0123456789abcdef")[.random(in: 0..<16, using: &dice)] })
    }
    for _ in 0..<500 {
      let day = CivilDate(dayNumber: .random(in: 7000...30_000, using: &dice))
      let instant = Instant(milliseconds: .random(in: 0...2_500_000_000_000, using: &dice))
      let population = Int.random(in: 1...20_000_000, using: &dice)
      let texts = [
        hexadecimal(64), "sha256 " + hexadecimal(64),
        [8, 4, 4, 4, 12].map(hexadecimal).joined(separator: "-"), day.description,
        instant.description, "\(day) to \(day.adding(days: 3))",
        "\(day.day).\(day.month).\(day.year)", "\(population)", "1" + digits(8),
        "\(Int.random(in: 1...179, using: &dice)).\(digits(5)), -\(day.day).\(digits(5))",
        "https://example.org/\(digits(11))?q=\(hexadecimal(8))@example.org",
        "EUR \(population).\(digits(2))", "city/\(hexadecimal(6))-\(digits(9))",
      ]
      for text in texts {
        #expect(TextRules.contact(in: text) == nil, "\(text), seed \(seed)")
      }
    }
  }

  @Test func `a contact is found wherever it stands among harmless text`() {
    let seed: UInt64 = 0xF1D0
    var dice = SeededDice(seed: seed)
    for _ in 0..<500 {
      let before = TextRulesTests.harmless.randomElement(using: &dice) ?? ""
      let after = TextRulesTests.harmless.randomElement(using: &dice) ?? ""
      let number = Int.random(in: 1_000_000...9_999_999, using: &dice)
      for contact in ["anna\(number)@city.example", "+3630\(number)"] {
        let text = "\(before); \(contact); \(after)"
        let found = TextRules.contact(in: text)
        let bytes = Array(text.utf8)
        #expect(
          found.map { String(decoding: bytes[$0.range], as: UTF8.self) } == contact,
          "\(text), seed \(seed)")
      }
    }
  }

  @Test func `any bytes are scanned without a trap`() {
    let seed: UInt64 = 0xB0B0
    var dice = SeededDice(seed: seed)
    let alphabet = Array("0123456789+()-./ @:at[]dot\u{A0}\u{2013}\u{FF20}é_%,".utf8)
    for _ in 0..<5000 {
      let bytes = (0..<Int.random(in: 0...40, using: &dice)).map { _ in
        alphabet.randomElement(using: &dice) ?? 0
      }
      if let found = TextRules.contact(in: bytes.span) {
        #expect(found.range.upperBound <= bytes.count && !found.range.isEmpty, "seed \(seed)")
      }
    }
  }

  @Test func `the error names the place and does not repeat the contact`() {
    let error = #expect(throws: TextProblem.self) { try TextRules.check("to anna@city.example") }
    #expect(error?.code == .emailAddress)
    #expect(error?.description.contains("bytes 3..<20") == true)
    #expect(error?.description.contains("anna") == false)
  }
}
