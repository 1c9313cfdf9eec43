package terms_test

import (
	"fmt"
	"os"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/terms"
)

// kioskFee is a clause of a host's own.
type kioskFee struct {
	Daily finance.Money `json:"daily"`
}

func (kioskFee) Window() accrual.Window  { return accrual.Window{} }
func (kioskFee) Meters() []accrual.Meter { return nil }

func (k kioskFee) Earned(s accrual.Span) (finance.Money, error) { return k.Daily.Mul(s.DaysHeld()) }

// A host reads an agreement with a clause of its own.
func ExampleDecode() {
	file := `{
		"id": "K-1", "currency": "RUB",
		"amendments": [{
			"from": "2026-03-21", "known": "2026-03-01",
			"parties": {"creditor": "cluster", "debtor": "kiosk"}, "term": "2026-03-21/2026-06-21",
			"set": [{"name": "fee", "kind": "kiosk-fee", "daily": "1500.00 RUB", "advance": true}]
		}]
	}`
	var kiosk accrual.Agreement
	err := terms.Decode([]byte(file), &kiosk, terms.Kinds{terms.KindOf[kioskFee]("kiosk-fee")})
	fmt.Println(kiosk.Amendments[0].Set[0].Clause, err)
	// Output: {1500.00 RUB} <nil>
}

// Everything that is wrong with a file is said at once.
func ExampleDecode_problems() {
	file := `{
		"name": "fee", "kind": "kiosk-fee",
		"daily": 1500,
		"dayly": "1500.00 RUB"
	}`
	var fee accrual.Named
	err := terms.Decode([]byte(file), &fee, terms.Kinds{terms.KindOf[kioskFee]("kiosk-fee")})
	fmt.Println(err)
	fmt.Println(terms.Line(err), finance.Code(err))
	// Output:
	// 2 problems: daily: line 3: a number, not a text: syntax; dayly: line 4: unknown
	// 3 syntax
}

// The fields of a clause stand beside those around it.
func ExampleEncode() {
	fee := accrual.Named{Name: "fee", Clause: kioskFee{finance.MustMoney("1500.00 RUB")}, Advance: true}
	text, err := terms.Encode(fee, terms.Kinds{terms.KindOf[kioskFee]("kiosk-fee")})
	fmt.Println(string(text), err)
	// Output:
	// {
	//   "name": "fee",
	//   "kind": "kiosk-fee",
	//   "daily": "1500.00 RUB",
	//   "advance": true
	// }
	//  <nil>
}

// An editor that knows the schema finds mistakes while they are typed.
func ExampleSchema() {
	schema, err := terms.Schema(kioskFee{}, nil, "https://example.org/kiosk-fee.json")
	fmt.Println(string(schema), err)
	// Output:
	// {
	//   "$schema": "https://json-schema.org/draft/2020-12/schema",
	//   "$id": "https://example.org/kiosk-fee.json",
	//   "$ref": "#/$defs/terms_test.kioskFee",
	//   "$defs": {
	//     "terms_test.kioskFee": {
	//       "type": "object",
	//       "properties": {
	//         "daily": {
	//           "type": "string",
	//           "maxLength": 4096,
	//           "pattern": "^(0|-?[0-9]+(\\.[0-9]+)? [A-Z]{3})$"
	//         }
	//       },
	//       "required": [
	//         "daily"
	//       ],
	//       "additionalProperties": false
	//     }
	//   }
	// }
	//  <nil>
}

// visit is a fact of a host.
type visit struct {
	On     civil.Date `json:"on"`
	People int        `json:"people"`
	Note   string     `json:"note,omitempty"`
}

// A column that may be absent is absent; a wrong cell is found by its place.
func ExampleRows() {
	visits, err := terms.Rows[visit](strings.NewReader("people,on\n120,2026-03-28\n95,2026-03-29\n"), "visits.csv")
	fmt.Println(visits, err)
	_, err = terms.Rows[visit](strings.NewReader("people,on\n120,2026-03-28\nmany,2026-03-32\n"), "visits.csv")
	fmt.Println(err)
	// Output:
	// [{2026-03-28 120 } {2026-03-29 95 }] <nil>
	// 2 problems: visits.csv:3.people: "many" is no whole number: syntax; visits.csv:3.on: out of range: no day 2026-3-32
}

func ExampleWriteRows() {
	err := terms.WriteRows(os.Stdout, []visit{{On: civil.MustDate("2026-03-28"), People: 120, Note: "a school, two classes"}})
	fmt.Println(err)
	// Output:
	// on,people,note
	// 2026-03-28,120,"a school, two classes"
	// <nil>
}
