package document

import (
	"slices"

	"github.com/google/uuid"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Document is one document as data: all that its print shows, and which
// postings it shows. A draft has no number and no date; Register.Issue gives
// both, once.
type Document struct {
	ID          uuid.UUID        `json:"id"` // of its kind, parties and content: the same drawn again has the same
	Kind        string           `json:"kind"`
	Form        Form             `json:"form,omitzero"`
	Title       Words            `json:"title"`
	Series      string           `json:"series"` // in which its number is unique within a year of its issuer
	Number      string           `json:"number,omitempty"`
	Date        civil.Date       `json:"date,omitzero"`
	Issuer      Details          `json:"issuer"`
	Recipient   Details          `json:"recipient"`
	IssuerAs    Words            `json:"issuer_as,omitzero"`
	RecipientAs Words            `json:"recipient_as,omitzero"`
	Basis       []Words          `json:"basis,omitempty"`     // the agreements that it rests on
	Agreement   string           `json:"agreement,omitempty"` // when it is of one agreement only
	Period      civil.Period     `json:"period"`              // the month or quarter that posted what it shows; of a set-off its day
	Currency    finance.Currency `json:"currency"`
	Columns     []Column         `json:"columns,omitempty"`
	InWords     bool             `json:"in_words,omitempty"`
	Headings    []Heading        `json:"headings,omitempty"`
	Lines       []Line           `json:"lines,omitempty"`
	Total       Amounts          `json:"total,omitzero"`    // the lines, less those that are Less
	Rounding    finance.Money    `json:"rounding,omitzero"` // where tax is computed by document: its tax less the posted one, which the host enters or lets stand
	Corrects    Ref              `json:"corrects,omitzero"` // the document that it corrects
	SetOff      SetOff           `json:"set_off,omitzero"`
	Account     Account          `json:"account,omitzero"` // of a reconciliation
}

// Heading is the title of a section in print.
type Heading struct {
	Section string `json:"section"`
	Title   Words  `json:"title,omitzero"`
}

// Ref names another document.
type Ref struct {
	ID     uuid.UUID  `json:"id"`
	Title  Words      `json:"title,omitzero"`
	Number string     `json:"number,omitempty"` // empty while that is a draft
	Date   civil.Date `json:"date,omitzero"`
}

// Amounts are a net amount, the tax on it, and both together.
type Amounts struct {
	Net   finance.Money `json:"net"`
	Tax   finance.Money `json:"tax"`
	Gross finance.Money `json:"gross"`
}

// Line is one line of a document: an obligation, an item of one, or a payment
// ahead.
type Line struct {
	Section  string         `json:"section"`
	Owed     Direction      `json:"owed,omitzero"`
	Less     bool           `json:"less,omitempty"` // owed the other way than what stands in the first section: it lessens the total
	Posting  uuid.UUID      `json:"posting"`        // of the obligation or payment in the ledger
	Key      accrual.Key    `json:"key"`            // of the obligation: a host explains the amount by it
	For      civil.Month    `json:"for"`            // the month that it belongs to
	Due      civil.Date     `json:"due,omitzero"`
	Fact     accrual.Ref    `json:"fact,omitzero"` // of an item
	Text     Words          `json:"text"`
	Quantity finance.Number `json:"quantity,omitzero"`
	Unit     Words          `json:"unit,omitzero"`
	Price    finance.Money  `json:"price,omitzero"`
	Taxed    Taxed          `json:"taxed,omitzero"`
	Rate     finance.Rate   `json:"rate,omitzero"` // of a line that is taxed at one rate
	Amounts                 // of a correction, the difference
	Before   Amounts        `json:"before,omitzero"` // of a correction: what earlier documents said
}

// After is what a correction comes to: Before and the difference.
func (n Line) After() (Amounts, error) { return n.Before.add(n.Amounts) }

// Draft reports whether the document has no number yet.
func (d Document) Draft() bool { return d.Number == "" }

// Ref is what another document says of d.
func (d Document) Ref() Ref { return Ref{d.ID, d.Title, d.Number, d.Date} }

// Postings are those of its lines, each once, in the order of the lines.
func (d Document) Postings() []uuid.UUID {
	list := make([]uuid.UUID, 0, len(d.Lines))
	seen := make(map[uuid.UUID]bool, len(d.Lines))
	for i := range d.Lines {
		if id := d.Lines[i].Posting; !seen[id] {
			seen[id] = true
			list = append(list, id)
		}
	}
	return list
}

// clone shares no list with d.
func (d *Document) clone() Document {
	c := *d
	c.Issuer, c.Recipient = d.Issuer.clone(), d.Recipient.clone()
	c.Basis, c.Columns, c.Headings, c.Lines = slices.Clone(d.Basis), slices.Clone(d.Columns), slices.Clone(d.Headings), slices.Clone(d.Lines)
	c.SetOff, c.Account = d.SetOff.clone(), d.Account.clone()
	return c
}
