package brand

import (
	"fmt"

	"github.com/creative-cluster/kvartal/finance"
	"github.com/creative-cluster/kvartal/finance/civil"
	"github.com/creative-cluster/kvartal/finance/till"
)

// Facts are what happened to the goods of a shop, in any order. All ids are
// unique within it. The same fact twice is a retry and counts once.
type Facts struct {
	Deliveries  []Delivery   `json:"deliveries,omitempty"`
	Sales       []Sale       `json:"sales,omitempty"`
	Returns     []Return     `json:"returns,omitempty"`
	Withdrawals []Withdrawal `json:"withdrawals,omitempty"`
	Voids       []Void       `json:"voids,omitempty"`
}

// Delivery is goods that the maker put into the shop's hands.
type Delivery struct {
	ID          string     `json:"id"`
	Consignment string     `json:"consignment"`
	SKU         string     `json:"sku"`
	On          civil.Date `json:"on"`
	Known       civil.Date `json:"known"`
	Units       int64      `json:"units"` // above zero
}

// Sale is one line of a sale to a buyer.
type Sale struct {
	ID          string        `json:"id"`
	Consignment string        `json:"consignment"`
	SKU         string        `json:"sku"`
	On          civil.Date    `json:"on"`
	Known       civil.Date    `json:"known"`
	Units       int64         `json:"units"`  // above zero
	Amount      finance.Money `json:"amount"` // what the buyer paid, not below zero
	Slip
}

// Return is goods that a buyer brought back, money that was paid back, or both:
// together at most what the sale was.
type Return struct {
	ID     string        `json:"id"`
	Sale   string        `json:"sale"` // the id of the sale
	On     civil.Date    `json:"on"`
	Known  civil.Date    `json:"known"`
	Units  int64         `json:"units"`  // back on the shelf, not below zero
	Amount finance.Money `json:"amount"` // what the buyer was paid back, not below zero
	Slip
}

// Slip is where a line stands among the papers of the till. Receipt and channel
// may be left out; shift and tender stand beside a receipt, and only there.
type Slip struct {
	Receipt string      `json:"receipt,omitempty"` // the number of the receipt
	Shift   string      `json:"shift,omitempty"`   // of the cash register
	Tender  till.Tender `json:"tender,omitempty"`  // how it was paid: cash, card
	Channel string      `json:"channel,omitempty"` // where it was sold: shop, site, fair
}

// Withdrawal is goods that were sent back to the maker.
type Withdrawal struct {
	ID          string     `json:"id"`
	Consignment string     `json:"consignment"`
	SKU         string     `json:"sku"`
	On          civil.Date `json:"on"`
	Known       civil.Date `json:"known"`
	Units       int64      `json:"units"` // above zero
}

// Void undoes another fact as if it had never been. With a sale of the same day
// under another id it corrects one, as document.Correction asks for; the next close
// posts the difference.
type Void struct {
	ID    string     `json:"id"`
	Fact  string     `json:"fact"` // the id of what it undoes; not of a void
	On    civil.Date `json:"on"`
	Known civil.Date `json:"known"`
}

// MaxUnits bounds the units of one fact, so that no sum of them overflows.
const MaxUnits = 1_000_000_000

func (d Delivery) identity() identity   { return identity{d.ID, d.On, d.Known} }
func (s Sale) identity() identity       { return identity{s.ID, s.On, s.Known} }
func (r Return) identity() identity     { return identity{r.ID, r.On, r.Known} }
func (w Withdrawal) identity() identity { return identity{w.ID, w.On, w.Known} }
func (v Void) identity() identity       { return identity{v.ID, v.On, v.Known} }

// identity is what every fact has.
type identity struct {
	id        string
	on, known civil.Date
}

func (f identity) check(wrong *finance.Problems) {
	wrong.Add("id", checkText(f.id))
	if f.on.IsZero() {
		wrong.Add("on", finance.ErrMissing)
	}
	if f.known.IsZero() {
		wrong.Add("known", finance.ErrMissing)
	}
}

func checkUnits(n, least int64) error {
	switch {
	case n < 0:
		return finance.ErrNegative
	case n < least:
		return finance.ErrMissing
	case n > MaxUnits:
		return fmt.Errorf("at most %d: %w", int64(MaxUnits), finance.ErrLimit)
	}
	return nil
}

// checkAmount refuses an amount of another currency or below zero.
func checkAmount(m finance.Money, c finance.Currency) error {
	switch {
	case m.Sign() < 0:
		return finance.ErrNegative
	case m != finance.Money{} && m.Currency() != c:
		return finance.ErrCurrency
	}
	return nil
}
