package ledger

import (
	"strconv"
	"strings"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/accrual"
	"github.com/creative-cluster/kvartal/finance/civil"
)

// Why says which step of Allocate settled something.
type Why uint8

// The steps, in their order.
const (
	OwnKey   Why = iota // the credit is of the item's own key, such as an adjustment
	Directed            // the payer named it
	Exact               // the payment equals what was open of the debt
	ByRule              // by the order of the rule
)

var whyNames = finance.NewNames[Why]("reason", "own-key", "directed", "exact", "by-rule")

// String is the name of the step: own-key, directed, exact, by-rule.
func (w Why) String() string { return whyNames.Text(w) }

// MarshalText writes what String writes.
func (w Why) MarshalText() ([]byte, error) { return whyNames.Marshal(w) }

// UnmarshalText reads what String writes.
func (w *Why) UnmarshalText(text []byte) error { return whyNames.Unmarshal(w, text) }

// Reason is why an item got a part of a credit.
type Reason struct {
	Why     Why
	Source  string     // of the rank or, where it has none, of the rule
	Place   int        // of the debt among those open that day, from 1; by the rule or an exact amount
	Debts   int        // how many equal debts shared; 1 for none but this
	Rank    int        // of the item within its debt, from 1; 0 where the rule has no ranks
	Items   int        // how many equal items of the debt shared; 1 for none but this
	Kind    string     // of the item; empty where the rule has no kinds
	Secured bool       // the item is secured
	Due     civil.Date // of the item
	Arisen  civil.Date // the day from which the item counts
}

// of notes what the item is.
func (r *Reason) of(item *debtItem) {
	r.Rank, r.Kind, r.Secured, r.Due, r.Arisen = item.rank, item.kind, item.secured, item.due, item.arisen
}

// reasonWords are the words of a language, in the order of their use.
var reasonWords = map[accrual.Language]struct {
	why                                             [ByRule + 1]string
	debt, rank, secured, due, sharedDebts, sharedIn string
}{
	accrual.English: {
		[...]string{"of its own key", "as the payer directed", "the very amount of the debt", "by rule"},
		"debt ", "rank ", "secured", "due ", "shared among debts: ", "shared within the debt: ",
	},
	accrual.Russian: {
		[...]string{"по своему основанию", "по указанию плательщика", "сумма равна долгу", "по правилу"},
		"долг № ", "очередь ", "с обеспечением", "срок ", "соразмерно, равных долгов: ", "соразмерно, равных требований: ",
	},
}

// Text is the reason as a sentence without an end: "by rule, debt 1, rank 2
// (interest), due 2026-04-10; art. 319". An unknown language is English.
func (r Reason) Text(in accrual.Language) string {
	w, ok := reasonWords[in]
	if !ok {
		w = reasonWords[accrual.English]
	}
	parts := []string{w.why[min(r.Why, ByRule)]}
	add := func(ok bool, text string) {
		if ok {
			parts = append(parts, text)
		}
	}
	kind := ""
	if r.Kind != "" {
		kind = " (" + r.Kind + ")"
	}
	add(r.Place > 0, w.debt+strconv.Itoa(r.Place))
	add(r.Debts > 1, w.sharedDebts+strconv.Itoa(r.Debts))
	add(r.Rank > 0, w.rank+strconv.Itoa(r.Rank)+kind)
	add(r.Items > 1, w.sharedIn+strconv.Itoa(r.Items))
	add(r.Secured, w.secured)
	add(true, w.due+r.Due.String())
	return strings.Join(parts, ", ") + "; " + r.Source
}
