package till

import (
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Stage is which two documents are compared, the left with the right.
type Stage uint8

// The stages.
const (
	Sales    Stage = iota // the file of sales lines with its distinct lines
	Shifts                // sales lines with shift totals, by shift and tender
	Register              // sales lines of acquired tenders with the register, by receipt and tender
	Fees                  // the fee that was agreed with that of the register, by receipt and tender
	Bank                  // the register's gross less fee with the bank's credits, by batch
)

var stageNames = finance.NewNames[Stage]("stage", "sales", "shifts", "register", "fees", "bank")

// String is the name: sales, shifts, register, fees, bank.
func (s Stage) String() string { return stageNames.Text(s) }

// MarshalText writes what String writes; an unknown stage is an error.
func (s Stage) MarshalText() ([]byte, error) { return stageNames.Marshal(s) }

// UnmarshalText reads what String writes.
func (s *Stage) UnmarshalText(text []byte) error { return stageNames.Unmarshal(s, text) }

// Kind is in what way two documents differ.
type Kind uint8

// The kinds.
const (
	Amount     Kind = iota // both have it, with other amounts
	Missing                // the right one has not what the left one has
	Awaited                // the same, but it may still come
	Unexpected             // the left one has not what the right one has
	Duplicate              // a document has it again
)

var kindNames = finance.NewNames[Kind]("kind of difference", "amount", "missing", "awaited", "unexpected", "duplicate")

// String is the name: amount, missing, awaited, unexpected, duplicate.
func (k Kind) String() string { return kindNames.Text(k) }

// MarshalText writes what String writes; an unknown kind is an error.
func (k Kind) MarshalText() ([]byte, error) { return kindNames.Marshal(k) }

// UnmarshalText reads what String writes.
func (k *Kind) UnmarshalText(text []byte) error { return kindNames.Unmarshal(k, text) }

// Difference is one thing in which two documents differ: what, where and how
// much. Of the keys it has those of its stage; a line's id stands for a line
// that is there again.
type Difference struct {
	Stage   Stage         `json:"stage"`
	Kind    Kind          `json:"kind"`
	On      civil.Date    `json:"on"`
	Line    string        `json:"line,omitempty"`
	Receipt string        `json:"receipt,omitempty"`
	Shift   string        `json:"shift,omitempty"`
	Tender  Tender        `json:"tender,omitempty"`
	Batch   string        `json:"batch,omitempty"`
	Left    finance.Money `json:"left"`   // what the left document says, zero where it says nothing
	Right   finance.Money `json:"right"`  // what the right document says
	Amount  finance.Money `json:"amount"` // left - right
}

// phrases are the words of differences in one language.
type phrases struct {
	line, receipt, shift, batch, differs string
	documents                            [5][2]string // by stage, left and right
	kinds                                [5]string
}

var speak = [...]phrases{
	accrual.English: {
		"line", "receipt", "shift", "batch", "difference",
		[5][2]string{
			{"sales file", "distinct lines"}, {"sales lines", "shift report"}, {"sales lines", "acquirer's register"},
			{"fee agreed", "fee in the register"}, {"register less fee", "bank"},
		},
		[5]string{"", "missing", "awaited", "unexpected", "duplicate"},
	},
	accrual.Russian: {
		"строка", "чек", "смена", "пачка", "разница",
		[5][2]string{
			{"файл продаж", "разные строки"}, {"строки продаж", "отчёт о смене"}, {"строки продаж", "реестр эквайера"},
			{"комиссия по договору", "комиссия в реестре"}, {"реестр за вычетом комиссии", "банк"},
		},
		[5]string{"", "нет", "ожидается", "лишнее", "повтор"},
	},
}

// Text says the difference in a line: where, what each document says, and how
// much lies between them.
func (d Difference) Text(l accrual.Language) string {
	if int(l) >= len(speak) {
		l = accrual.English
	}
	words := &speak[l]
	text := d.place(l) + ": "
	if d.Kind > Amount && int(d.Kind) < len(words.kinds) {
		text += words.kinds[d.Kind] + ", "
	}
	if int(d.Stage) < len(words.documents) {
		names := words.documents[d.Stage]
		text += names[0] + " " + l.Format(d.Left) + ", " + names[1] + " " + l.Format(d.Right) + ", "
	}
	return text + words.differs + " " + l.Format(d.Amount)
}

// String is the text in English.
func (d Difference) String() string { return d.Text(accrual.English) }

// place lists the keys that d has: 2026-03-01 shift Z-1 card.
func (d *Difference) place(l accrual.Language) string {
	words, parts := &speak[l], []string{l.Date(d.On)}
	for _, key := range [...]struct{ name, value string }{
		{words.line, d.Line}, {words.receipt, d.Receipt}, {words.shift, d.Shift}, {words.batch, d.Batch},
	} {
		if key.value != "" {
			parts = append(parts, key.name+" "+finance.Plain(key.value))
		}
	}
	if d.Tender != "" {
		parts = append(parts, finance.Plain(string(d.Tender)))
	}
	return strings.Join(parts, " ")
}
