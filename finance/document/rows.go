package document

import (
	"io"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/terms"
)

// Row is a line of a document as a row of CSV: what another program books it
// by.
type Row struct {
	Document  uuid.UUID      `json:"document"`
	Kind      string         `json:"kind"`
	Number    string         `json:"number,omitempty"`
	Date      civil.Date     `json:"date,omitzero"`
	Issuer    accrual.Party  `json:"issuer"`
	Recipient accrual.Party  `json:"recipient"`
	Corrects  string         `json:"corrects,omitempty"` // the number of the document that it corrects
	Line      int            `json:"line"`               // from 1
	Section   string         `json:"section"`
	Owed      Direction      `json:"owed,omitzero"`
	Posting   uuid.UUID      `json:"posting"`
	Key       accrual.Key    `json:"key"`
	For       civil.Month    `json:"for"`
	Due       civil.Date     `json:"due,omitzero"`
	Text      string         `json:"text"`
	Quantity  finance.Number `json:"quantity,omitzero"`
	Unit      string         `json:"unit,omitempty"`
	Price     finance.Money  `json:"price,omitzero"`
	Net       finance.Money  `json:"net"`
	Taxed     Taxed          `json:"taxed,omitzero"`
	Rate      finance.Rate   `json:"rate,omitzero"`
	Tax       finance.Money  `json:"tax"`
	Gross     finance.Money  `json:"gross"`

	// Codes of a host's chart, where a Coding gives them.
	Control    string `json:"control,omitempty"`     // of what is owed
	Account    string `json:"account,omitempty"`     // of the net amount
	TaxAccount string `json:"tax_account,omitempty"` // of the tax, if there is any
}

// Rows are the lines of documents in their order, with texts in one language.
func Rows(l accrual.Language, documents ...Document) []Row {
	var rows []Row
	for i := range documents {
		d := &documents[i]
		for j := range d.Lines {
			n := &d.Lines[j]
			rows = append(rows, Row{
				Document: d.ID, Kind: d.Kind, Number: d.Number, Date: d.Date, Issuer: d.Issuer.Party, Recipient: d.Recipient.Party,
				Corrects: d.Corrects.Number, Line: j + 1, Section: n.Section, Owed: n.Owed, Posting: n.Posting, Key: n.Key, For: n.For, Due: n.Due,
				Text: n.Text.In(l), Quantity: n.Quantity, Unit: n.Unit.In(l), Price: n.Price,
				Net: n.Net, Taxed: n.Taxed, Rate: n.Rate, Tax: n.Tax, Gross: n.Gross,
			})
		}
	}
	return rows
}

// WriteRows writes the lines of documents as CSV that terms.Rows reads back to
// Row. As there, a text that begins with =, +, - or @ stays as it is.
func WriteRows(w io.Writer, l accrual.Language, documents ...Document) error {
	return terms.WriteRows(w, Rows(l, documents...))
}
