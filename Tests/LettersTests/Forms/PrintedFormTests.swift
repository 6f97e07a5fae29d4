// Reading and printing are inverse: seeded forms with every item present or absent.

import CanonicalJSON
import Letters
import MonitoringOrders
import Quantities
import TestSupport
import Testing

@Suite("Printing of order forms")
struct PrintedFormTests {
    @Test("reading a printed form gives the same form, as text and as JSON")
    func inverse() throws {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<500 {
            let form = try RandomForm.form(&generator)
            let text = OrderFormReader.read(OrderFormPrinter.text(form))
            #expect(text.form == form)
            #expect(text.faults.isEmpty)
            let json = OrderFormJSON.read(OrderFormJSON.value(form))
            #expect(json.form == form)
            #expect(json.faults.isEmpty)
        }
    }

    @Test("an address and a name with specials survive the text form")
    func specials() throws {
        var form = try #require(OrderFormReader.read(SampleForm.text()).form)
        let address = try #require(MailAddress("a@b.example"))
        form.copies = [Mailbox(name: "A \"B\" \\ C, D <e@f>", address: address)]
        #expect(OrderFormReader.read(OrderFormPrinter.text(form)).form == form)
    }
}
