package document

import (
	"cmp"
	"slices"
	"strings"

	"github.com/creative-cluster/kvartal/finance/accrual"
)

// Kind is a kind of document, as data of the host: what it is drawn from, whose
// it is, and how it prints. A country's practice is a table of kinds.
type Kind struct {
	Name        string    `json:"name"`                   // in files and references; never changes
	Form        Form      `json:"form,omitzero"`          // what it is made from
	Title       Words     `json:"title"`                  // as printed above it
	Issuer      Side      `json:"issuer,omitzero"`        // whose document it is, and who numbers it
	IssuerAs    Words     `json:"issuer_as,omitzero"`     // what the issuer is called in it, such as seller
	RecipientAs Words     `json:"recipient_as,omitzero"`  // what the other side is called, such as buyer
	Agreements  []string  `json:"agreements,omitempty"`   // beginnings of the ids of agreements that it takes; none for all
	Sections    []Section `json:"sections"`               // what stands in it, in the order of printing
	Names       []Naming  `json:"names,omitempty"`        // what clauses are called in it
	Per         Per       `json:"per,omitzero"`           // what shares one document
	Cycle       Cycle     `json:"cycle,omitzero"`         // the period of one document
	Columns     []Column  `json:"columns,omitempty"`      // as printed; none for number, description, net, tax rate, tax, gross
	InWords     bool      `json:"in_words,omitempty"`     // prints the total in words as well; in English in figures, once more
	NoTax       bool      `json:"no_tax,omitempty"`       // carries no tax lines: it shows gross amounts only
	Series      string    `json:"series,omitempty"`       // of numbers, shared by the kinds that name it; empty for the kind's own
	CorrectedBy string    `json:"corrected_by,omitempty"` // the kind that adjustments of what it drew are left to; empty to draw them like the rest
	Corrects    string    `json:"corrects,omitempty"`     // the kind that it corrects: it is drawn from adjustments only
	Refers      []string  `json:"refers,omitempty"`       // of a reconciliation: the kinds whose numbers our lines bear, the best first; none for all
}

// Section is a part of a document with a heading and a subtotal of its own. An
// obligation goes to the first section that takes its clause and direction.
type Section struct {
	Name    string    `json:"name"`
	Title   Words     `json:"title,omitzero"`
	Clauses []string  `json:"clauses,omitempty"` // beginnings of the names of clauses that it takes; none for all
	Owed    Direction `json:"owed,omitzero"`
	Returns bool      `json:"returns,omitempty"` // takes only amounts below zero, and those before any other section
	Untaxed bool      `json:"untaxed,omitempty"` // its lines bear no tax at all, not tax at nothing
}

// Naming calls clauses by what a reader knows: the longest beginning of a
// clause's name that fits counts.
type Naming struct {
	Clause string `json:"clause,omitempty"`
	Text   Words  `json:"text"`
	Unit   Words  `json:"unit,omitzero"`
}

// defaultColumns are those of a kind that names none.
var defaultColumns = [...]Column{LineNumber, Description, Net, TaxRate, Tax, Gross}

// columns are what k prints.
func (k *Kind) columns() []Column {
	list := slices.Clone(k.Columns)
	if len(list) == 0 {
		list = slices.Clone(defaultColumns[:])
	}
	if k.NoTax {
		list = slices.DeleteFunc(list, func(c Column) bool { return c == TaxRate || c == Tax || c == Net })
	}
	return list
}

// series is where k takes its numbers from.
func (k *Kind) series() string { return cmp.Or(k.Series, k.Name) }

// takes reports whether k is drawn from an agreement.
func (k *Kind) takes(agreement string) bool { return begins(agreement, k.Agreements) }

// begins reports whether s begins with one of the texts; no texts are every s.
func begins(s string, texts []string) bool {
	if len(texts) == 0 {
		return true
	}
	return slices.ContainsFunc(texts, func(t string) bool { return strings.HasPrefix(s, t) })
}

// section is the one that takes an amount of a clause; nil for none.
func (k *Kind) section(clause string, owed Direction, below bool) *Section {
	var plain *Section
	for i := range k.Sections {
		s := &k.Sections[i]
		if s.Owed != owed || !begins(clause, s.Clauses) {
			continue
		}
		if s.Returns && below {
			return s
		}
		if !s.Returns && plain == nil {
			plain = s
		}
	}
	return plain
}

// naming is what a clause is called.
func (k *Kind) naming(clause string) Naming {
	best := Naming{Text: Words{EN: clause}}
	longest := -1
	for _, n := range k.Names {
		if len(n.Clause) > longest && strings.HasPrefix(clause, n.Clause) {
			best, longest = n, len(n.Clause)
		}
	}
	return best
}

// sides are the issuer and the recipient of a document between the owner and
// another.
func (k *Kind) sides(owner, other accrual.Party) (issuer, recipient accrual.Party) {
	if k.Issuer == Other {
		return other, owner
	}
	return owner, other
}
